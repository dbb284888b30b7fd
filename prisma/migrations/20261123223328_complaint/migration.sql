-- CreateTable
CREATE TABLE "complaint" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledge_by" DATE,
    "acknowledged_at" TIMESTAMPTZ(3) NOT NULL,
    "sealed_text" BYTEA NOT NULL,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "finding" TEXT,
    "sealed_reasons" BYTEA,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "complaint_request_id_idx" ON "complaint"("request_id");

-- One complaint at a time is looked into for a case.
CREATE UNIQUE INDEX "complaint_open_key" ON "complaint"("request_id") WHERE "decided_at" IS NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT, UPDATE ON "complaint" TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "complaint" FROM rightsdesk_app;
  END IF;
END $$;
