-- AlterTable
ALTER TABLE "newsletter_issue" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "sent_at" TIMESTAMPTZ(3),
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'sent';

-- CreateTable
CREATE TABLE "newsletter_event" (
    "id" UUID NOT NULL,
    "issue_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "newsletter_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "newsletter_event_issue_id_idx" ON "newsletter_event"("issue_id");

-- What was sent before the desk could send: its own day. The log is only added to.
UPDATE "newsletter_issue" SET "sent_at" = "created_at";

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT ON "newsletter_event" TO rightsdesk_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON "newsletter_event" FROM rightsdesk_app;
  END IF;
END $$;
