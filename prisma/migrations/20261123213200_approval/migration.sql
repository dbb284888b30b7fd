-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ground" TEXT NOT NULL,
    "sealed_proposal" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id"),
    -- Four eyes hold in the table too: nobody approves what they proposed themselves.
    CONSTRAINT "approval_by_another" CHECK ("status" <> 'approved' OR ("decided_by" IS NOT NULL AND "decided_by" <> "proposed_by"))
);

-- CreateIndex
CREATE INDEX "approval_request_id_idx" ON "approval"("request_id");

-- One thing of a kind waits at a time; also what the inbox looks at.
CREATE UNIQUE INDEX "approval_open_key" ON "approval"("request_id", "kind") WHERE "status" = 'open';

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT, UPDATE ON "approval" TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "approval" FROM rightsdesk_app;
  END IF;
END $$;
