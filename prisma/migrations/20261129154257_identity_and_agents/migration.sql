-- AlterTable
ALTER TABLE "request" ADD COLUMN     "agent_index" BYTEA,
ADD COLUMN     "answer_to" TEXT NOT NULL DEFAULT 'requester',
ADD COLUMN     "authority" TEXT,
ADD COLUMN     "authority_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "behalf" TEXT,
ADD COLUMN     "level_reason" TEXT,
ADD COLUMN     "required_level" TEXT;

-- CreateTable
CREATE TABLE "proof_file" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "delete_after" TIMESTAMPTZ(3) NOT NULL,
    "shown_at" TIMESTAMPTZ(3),
    "shown_to" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_because" TEXT,

    CONSTRAINT "proof_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "proof_file_request_id_idx" ON "proof_file"("request_id");

-- CreateIndex
CREATE INDEX "proof_file_deleted_at_delete_after_idx" ON "proof_file"("deleted_at", "delete_after");

-- Mails of whoever asks for another find their case by it.
CREATE INDEX "request_agent_index_idx" ON "request"("agent_index") WHERE "agent_index" IS NOT NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT, UPDATE ON "proof_file" TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "proof_file" FROM rightsdesk_app;
  END IF;
END $$;
