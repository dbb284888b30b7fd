-- AlterTable
ALTER TABLE "newsletter" ADD COLUMN     "channel" TEXT NOT NULL DEFAULT 'email',
ADD COLUMN     "how" TEXT NOT NULL DEFAULT 'registration',
ADD COLUMN     "text_version" TEXT;

-- AlterTable
ALTER TABLE "preference" ADD COLUMN     "sealed_contact" BYTEA;

-- CreateTable
CREATE TABLE "consent_record" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "address_index" BYTEA,
    "channel" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "text_version" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_text" (
    "version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_text_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "promotion_topic" (
    "name" TEXT NOT NULL,
    "label_de" TEXT NOT NULL,
    "label_fr" TEXT NOT NULL,
    "is_open" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "promotion_topic_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "promotion_list" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "promotion_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotion_list_event" (
    "id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "row_count" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promotion_list_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "consent_record_subject_id_at_idx" ON "consent_record"("subject_id", "at");

-- CreateIndex
CREATE INDEX "promotion_list_event_list_id_idx" ON "promotion_list_event"("list_id");

ALTER TABLE "newsletter" ADD CONSTRAINT newsletter_channel CHECK (channel IN ('email', 'sms', 'post', 'telephone', 'partners'));
ALTER TABLE "consent_record"
  ADD CONSTRAINT consent_record_channel CHECK (channel IN ('email', 'sms', 'post', 'telephone', 'partners')),
  ADD CONSTRAINT consent_record_act CHECK (act IN ('given', 'ended'));
ALTER TABLE "promotion_list" ADD CONSTRAINT promotion_list_channel CHECK (channel IN ('sms', 'post', 'telephone', 'partners'));
CREATE INDEX newsletter_wanted ON "newsletter" (channel, topic) WHERE ended_at IS NULL;

CREATE FUNCTION refuse_consent_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the proof of a consent is added to, never changed: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER consent_record_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "consent_record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();
CREATE TRIGGER consent_text_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "consent_text" FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();
CREATE TRIGGER promotion_list_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "promotion_list_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();

INSERT INTO "promotion_topic" (name, label_de, label_fr) VALUES
  ('Seal news', 'Neues über Siegel', 'Actualités des sceaux'),
  ('Events', 'Veranstaltungen', 'Événements'),
  ('Offers', 'Angebote', 'Offres');

-- Whom a promotional message may reach, by any way (GDPR Art. 21(3), 18; PRODUCT section 2, items 10 and 13). Every path that sends or lists
-- people reads this and nothing else. It runs with its owner's rights, so that a choice is obeyed even while the row that holds it is under
-- restriction; restrictions are applied here by name.
CREATE VIEW "promotion_recipient" AS
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
        AND (k.collection = '' OR k.collection = 'preference' OR (k.collection = 'newsletter' AND k.row_key IN ('', n.id::text))));

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT ON "promotion_recipient", "promotion_topic" TO rightsdesk_app;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "promotion_recipient" FROM rightsdesk_app;
    GRANT SELECT, INSERT ON "consent_record", "consent_text", "promotion_list_event" TO rightsdesk_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON "consent_record", "consent_text", "promotion_list_event" FROM rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "promotion_list" FROM rightsdesk_app;
  END IF;
END $$;
