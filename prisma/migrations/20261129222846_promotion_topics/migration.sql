-- AlterTable
ALTER TABLE "promotion_topic" ADD COLUMN     "label_en" TEXT;

-- CreateTable
CREATE TABLE "promotion_topic_event" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promotion_topic_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "promotion_topic_event_topic_idx" ON "promotion_topic_event"("topic");

ALTER TABLE "promotion_topic_event" ADD CONSTRAINT promotion_topic_event_known CHECK (event IN ('added', 'renamed', 'retired', 'reopened'));
CREATE TRIGGER promotion_topic_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "promotion_topic_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();

-- As before, and nothing about a topic that was retired: whatever sends or lists people reads this view, so retiring is enforced here.
CREATE OR REPLACE VIEW "promotion_recipient" AS
  SELECT n.id AS newsletter_id, n.subject_id, n.channel, n.topic, n.consent_at, n.sealed_contact, p.sealed_contact AS sealed_details, s.email_index
  FROM newsletter n JOIN subject s ON s.id = n.subject_id LEFT JOIN preference p ON p.subject_id = n.subject_id
  WHERE n.ended_at IS NULL AND s.email_index IS NOT NULL AND s.erased_at IS NULL
    AND coalesce(CASE n.channel WHEN 'email' THEN p.email WHEN 'sms' THEN p.sms WHEN 'post' THEN p.post WHEN 'telephone' THEN p.telephone
      WHEN 'partners' THEN p.share_partners ELSE false END, true)
    AND NOT EXISTS (SELECT FROM suppression x WHERE x.address_index = s.email_index AND x.channel = n.channel AND x.since >= n.consent_at)
    AND NOT EXISTS (SELECT FROM stopped_processing x WHERE x.subject_id = n.subject_id AND x.stopped_at >= n.consent_at
      AND x.purpose = CASE n.channel WHEN 'partners' THEN 'partner-sharing' ELSE 'newsletter' END)
    AND NOT EXISTS (SELECT FROM restriction r JOIN restriction_scope k ON k.restriction_id = r.id
      WHERE r.subject_id = n.subject_id AND r.lifted_at IS NULL AND k.system = 'rightsdesk'
        AND (k.collection = '' OR k.collection = 'preference' OR (k.collection = 'newsletter' AND k.row_key IN ('', n.id::text))))
    AND NOT EXISTS (SELECT FROM promotion_topic t WHERE t.name = n.topic AND NOT t.is_open);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT, UPDATE ON "promotion_topic" TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "promotion_topic" FROM rightsdesk_app;
    GRANT SELECT, INSERT ON "promotion_topic_event" TO rightsdesk_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON "promotion_topic_event" FROM rightsdesk_app;
  END IF;
END $$;
