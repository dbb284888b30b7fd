-- CreateTable
CREATE TABLE "restriction" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "allowed_uses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "review_on" DATE NOT NULL,
    "linked_request_id" UUID,
    "lift_on" DATE,
    "lift_letter_id" UUID,
    "lift_notice_sent_at" TIMESTAMPTZ(3),
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,

    CONSTRAINT "restriction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restriction_scope" (
    "restriction_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "collection" TEXT NOT NULL DEFAULT '',
    "row_key" TEXT NOT NULL DEFAULT '',
    "applied_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "restriction_scope_pkey" PRIMARY KEY ("restriction_id","system","collection","row_key")
);

-- CreateTable
CREATE TABLE "restriction_terms" (
    "request_id" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "is_meanwhile" BOOLEAN NOT NULL,
    "scope" JSONB NOT NULL DEFAULT '[]',
    "allowed_uses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "review_on" DATE,
    "linked_request_id" UUID,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "restriction_terms_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "balancing_test" (
    "request_id" UUID NOT NULL,
    "sealed_test" BYTEA NOT NULL,
    "weighed_by" TEXT NOT NULL,
    "weighed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balancing_test_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "stopped_processing" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stopped_processing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "id" UUID NOT NULL,
    "address_index" BYTEA NOT NULL,
    "channel" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "newsletter_issue" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "newsletter_issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "newsletter_copy" (
    "id" UUID NOT NULL,
    "issue_id" UUID NOT NULL,
    "newsletter_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "newsletter_copy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "restriction_subject_id_idx" ON "restriction"("subject_id");

-- CreateIndex
CREATE INDEX "restriction_linked_request_id_idx" ON "restriction"("linked_request_id");

-- CreateIndex
CREATE UNIQUE INDEX "restriction_request_id_started_at_key" ON "restriction"("request_id", "started_at");

-- CreateIndex
CREATE INDEX "stopped_processing_subject_id_purpose_idx" ON "stopped_processing"("subject_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "stopped_processing_request_id_purpose_key" ON "stopped_processing"("request_id", "purpose");

-- CreateIndex
CREATE INDEX "suppression_address_index_channel_idx" ON "suppression"("address_index", "channel");

-- CreateIndex
CREATE INDEX "newsletter_copy_status_not_before_idx" ON "newsletter_copy"("status", "not_before");

-- CreateIndex
CREATE INDEX "newsletter_copy_subject_id_idx" ON "newsletter_copy"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "newsletter_copy_issue_id_newsletter_id_key" ON "newsletter_copy"("issue_id", "newsletter_id");

-- Restrictions (GDPR Art. 18). What is restricted is left out of our registers by the database itself, so that no path can forget it.
ALTER TABLE "restriction"
  ADD CONSTRAINT restriction_ground CHECK (ground IN ('accuracy-contested', 'unlawful', 'needed-for-claims', 'objection-pending')),
  ADD CONSTRAINT restriction_allowed_uses CHECK (allowed_uses <@ ARRAY['consent', 'legal-claims', 'protection-of-others', 'public-interest']),
  ADD CONSTRAINT restriction_lift_needs_notice CHECK (lifted_at IS NULL OR (lift_notice_sent_at IS NOT NULL AND lift_notice_sent_at < lifted_at));
CREATE INDEX restriction_in_force_of ON "restriction" (subject_id) WHERE lifted_at IS NULL;

CREATE FUNCTION refuse_restriction_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a restriction is added or lifted, never taken away: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER restriction_stays BEFORE DELETE OR TRUNCATE ON "restriction" FOR EACH STATEMENT EXECUTE FUNCTION refuse_restriction_change();
CREATE TRIGGER restriction_scope_stays BEFORE DELETE OR TRUNCATE ON "restriction_scope" FOR EACH STATEMENT EXECUTE FUNCTION refuse_restriction_change();
CREATE TRIGGER suppression_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "suppression" FOR EACH STATEMENT EXECUTE FUNCTION refuse_restriction_change();
CREATE TRIGGER stopped_processing_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "stopped_processing" FOR EACH STATEMENT EXECUTE FUNCTION refuse_restriction_change();

-- GDPR Art. 18(3): the notice is on record, by an earlier write, before the lift is.
CREATE FUNCTION guard_restriction_lift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.request_id, NEW.subject_id, NEW.ground, NEW.started_at) IS DISTINCT FROM (OLD.id, OLD.request_id, OLD.subject_id, OLD.ground, OLD.started_at) THEN
    RAISE EXCEPTION 'what a restriction rests on does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.lifted_at IS NOT NULL THEN
    RAISE EXCEPTION 'the restriction was lifted before' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.lifted_at IS NOT NULL AND (OLD.lift_notice_sent_at IS NULL OR NEW.lift_notice_sent_at IS DISTINCT FROM OLD.lift_notice_sent_at) THEN
    RAISE EXCEPTION 'the person is told before a restriction is lifted (GDPR Art. 18(3))' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER restriction_lift_is_guarded BEFORE UPDATE ON "restriction" FOR EACH ROW EXECUTE FUNCTION guard_restriction_lift();

-- Only a letter that was sent is a notice: nobody else may write the column.
CREATE FUNCTION note_lift_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE restriction SET lift_notice_sent_at = coalesce(NEW.sent_at, now()) WHERE lift_letter_id = NEW.id AND lift_notice_sent_at IS NULL AND lifted_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER letter_is_lift_notice AFTER UPDATE OF status ON "letter" FOR EACH ROW
  WHEN (NEW.status = 'sent' AND NEW.code = 'RESTRICTION_LIFT') EXECUTE FUNCTION note_lift_notice();

-- What of our own registers is under restriction for the use at hand. A transaction says its use in rightsdesk.allowed_use; the person's own
-- rights are always one (adapters/db/restrictions/allowed-use.ts).
CREATE VIEW "restriction_in_force" AS
  SELECT r.id AS restriction_id, r.subject_id, s.collection, s.row_key, r.started_at
  FROM restriction r JOIN restriction_scope s ON s.restriction_id = r.id
  WHERE r.lifted_at IS NULL AND s.system = 'rightsdesk'
    AND coalesce(current_setting('rightsdesk.allowed_use', true), '') <> 'rights-of-the-person'
    AND NOT (coalesce(current_setting('rightsdesk.allowed_use', true), '') = ANY (r.allowed_uses));

CREATE FUNCTION seal_is_restricted(seal uuid, member uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT FROM restriction_in_force f WHERE (f.collection = 'seal' AND f.row_key = seal::text) OR (f.collection = 'member' AND f.row_key = member::text))
      OR EXISTS (SELECT FROM certificate c JOIN restriction_in_force f ON f.subject_id = c.subject_id
                 WHERE c.member_id = member AND f.collection IN ('', 'certificate') AND f.row_key IN ('', c.id::text))
$$;

DO $$
DECLARE register text;
BEGIN
  FOREACH register IN ARRAY ARRAY['officer', 'certificate', 'newsletter', 'preference', 'support_message', 'log_entry', 'newsletter_copy'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', register);
    EXECUTE format('CREATE POLICY in_use ON %1$I USING (NOT EXISTS (SELECT FROM restriction_in_force f WHERE f.subject_id = %1$I.subject_id AND f.collection IN ('''', %1$L) AND f.row_key IN ('''', %1$I.id::text))) WITH CHECK (true)', register);
  END LOOP;
END $$;
ALTER TABLE "member" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_use ON "member" USING (NOT EXISTS (SELECT FROM restriction_in_force f WHERE f.collection = 'member' AND f.row_key = "member".id::text)) WITH CHECK (true);
ALTER TABLE "seal" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_use ON "seal" USING (NOT seal_is_restricted(id, member_id)) WITH CHECK (true);
-- GDPR Art. 21(1): the visits of who objected to the analysis of logs are out of it.
CREATE POLICY not_objected ON "log_entry" AS RESTRICTIVE USING (
  coalesce(current_setting('rightsdesk.allowed_use', true), '') = 'rights-of-the-person'
  OR NOT EXISTS (SELECT FROM stopped_processing p WHERE p.subject_id = log_entry.subject_id AND p.purpose = 'log-analysis')) WITH CHECK (true);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT ON "restriction_in_force" TO rightsdesk_app;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "restriction_in_force", "restriction" FROM rightsdesk_app;
    GRANT INSERT (id, request_id, subject_id, ground, allowed_uses, started_at, review_on, linked_request_id) ON "restriction" TO rightsdesk_app;
    GRANT UPDATE (review_on, linked_request_id, lift_on, lift_letter_id, lifted_at, lifted_by) ON "restriction" TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "restriction_scope", "balancing_test" FROM rightsdesk_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON "suppression", "stopped_processing" FROM rightsdesk_app;
    GRANT EXECUTE ON FUNCTION seal_is_restricted(uuid, uuid) TO rightsdesk_app;
  END IF;
END $$;
