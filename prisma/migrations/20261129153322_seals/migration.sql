-- DropIndex
DROP INDEX "member_issuer_slug_idx";

-- DropIndex
DROP INDEX "seal_member_id_idx";

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "member_id" UUID;

-- AlterTable
ALTER TABLE "record_event" ALTER COLUMN "request_id" DROP NOT NULL,
ALTER COLUMN "correction_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "issuer" ADD COLUMN     "address" TEXT,
ADD COLUMN     "allows_subdomains" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "allows_www" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "brand_colour" TEXT NOT NULL DEFAULT '#1d4f73',
ADD COLUMN     "brand_name" TEXT,
ADD COLUMN     "domain_grace_days" INTEGER NOT NULL DEFAULT 14,
ADD COLUMN     "mark_svg" TEXT,
ADD COLUMN     "registration_number" TEXT,
ADD COLUMN     "renewal_grace_days" INTEGER NOT NULL DEFAULT 14,
ADD COLUMN     "when_domain_lost" TEXT NOT NULL DEFAULT 'suspend',
ADD COLUMN     "when_revoked" TEXT NOT NULL DEFAULT 'say-so',
ADD COLUMN     "when_suspended" TEXT NOT NULL DEFAULT 'say-so';

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "contact_email" TEXT,
ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "external_ref" TEXT,
ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en';

-- AlterTable
ALTER TABLE "seal" ADD COLUMN     "certificate_id" UUID,
ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "external_ref" TEXT,
ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "licence_number" TEXT,
ADD COLUMN     "list_number" INTEGER,
ADD COLUMN     "member_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "next_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "revocation_index" INTEGER,
ADD COLUMN     "superseded_by" UUID,
ADD COLUMN     "supersedes" UUID,
ADD COLUMN     "suspension_index" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "warned_days" INTEGER;

-- CreateTable
CREATE TABLE "member_domain" (
    "member_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'unproven',
    "proven_by" TEXT,
    "proven_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "problem" TEXT,
    "warned_at" TIMESTAMPTZ(3),
    "looks_like" TEXT,
    "next_check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_domain_pkey" PRIMARY KEY ("member_id","domain")
);

-- CreateTable
CREATE TABLE "status_list" (
    "issuer_slug" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "shuffle_key" BYTEA NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "status_list_pkey" PRIMARY KEY ("issuer_slug","number")
);

-- CreateTable
CREATE TABLE "seal_matter" (
    "id" UUID NOT NULL,
    "seal_id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "seal_matter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal_notice" (
    "id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "member_id" UUID,
    "seal_id" UUID,
    "code" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal_batch" (
    "id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "valid_count" INTEGER NOT NULL DEFAULT 0,
    "issued_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "seal_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal_batch_row" (
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "input" JSONB,
    "errors" JSONB,
    "seal_id" UUID,

    CONSTRAINT "seal_batch_row_pkey" PRIMARY KEY ("batch_id","line")
);

-- CreateTable
CREATE TABLE "seal_misuse" (
    "seal_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_misuse_pkey" PRIMARY KEY ("seal_id","origin","day")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "events" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_message" (
    "id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "seal_id" UUID,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "message_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "problem" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("message_id","endpoint_id")
);

-- CreateIndex
CREATE INDEX "member_domain_domain_idx" ON "member_domain"("domain");

-- CreateIndex
CREATE INDEX "member_domain_issuer_slug_next_check_at_idx" ON "member_domain"("issuer_slug", "next_check_at");

-- CreateIndex
CREATE INDEX "seal_matter_seal_id_idx" ON "seal_matter"("seal_id");

-- CreateIndex
CREATE INDEX "seal_matter_issuer_slug_closed_at_due_at_idx" ON "seal_matter"("issuer_slug", "closed_at", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "seal_notice_dedupe_key_key" ON "seal_notice"("dedupe_key");

-- CreateIndex
CREATE INDEX "seal_notice_status_not_before_idx" ON "seal_notice"("status", "not_before");

-- CreateIndex
CREATE INDEX "seal_notice_seal_id_idx" ON "seal_notice"("seal_id");

-- CreateIndex
CREATE UNIQUE INDEX "seal_batch_issuer_slug_sha256_key" ON "seal_batch"("issuer_slug", "sha256");

-- CreateIndex
CREATE INDEX "seal_batch_row_batch_id_status_line_idx" ON "seal_batch_row"("batch_id", "status", "line");

-- CreateIndex
CREATE INDEX "webhook_endpoint_issuer_slug_idx" ON "webhook_endpoint"("issuer_slug");

-- CreateIndex
CREATE INDEX "webhook_message_issuer_slug_id_idx" ON "webhook_message"("issuer_slug", "id");

-- CreateIndex
CREATE INDEX "webhook_message_seal_id_idx" ON "webhook_message"("seal_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_endpoint_id_status_idx" ON "webhook_delivery"("endpoint_id", "status");

-- CreateIndex
CREATE INDEX "member_issuer_slug_id_idx" ON "member"("issuer_slug", "id");

-- CreateIndex
CREATE UNIQUE INDEX "member_issuer_slug_external_ref_key" ON "member"("issuer_slug", "external_ref");

-- CreateIndex
CREATE INDEX "seal_issuer_slug_status_id_idx" ON "seal"("issuer_slug", "status", "id");

-- CreateIndex
CREATE INDEX "seal_issuer_slug_id_idx" ON "seal"("issuer_slug", "id");

-- CreateIndex
CREATE INDEX "seal_issuer_slug_next_due_at_idx" ON "seal"("issuer_slug", "next_due_at");

-- CreateIndex
CREATE INDEX "seal_member_id_id_idx" ON "seal"("member_id", "id");

-- CreateIndex
CREATE INDEX "seal_domain_idx" ON "seal"("domain");

-- CreateIndex
CREATE INDEX "seal_certificate_id_idx" ON "seal"("certificate_id");

-- CreateIndex
CREATE UNIQUE INDEX "seal_issuer_slug_external_ref_key" ON "seal"("issuer_slug", "external_ref");

-- CreateIndex
CREATE UNIQUE INDEX "seal_issuer_slug_list_number_revocation_index_key" ON "seal"("issuer_slug", "list_number", "revocation_index");

-- CreateIndex
CREATE UNIQUE INDEX "seal_issuer_slug_list_number_suspension_index_key" ON "seal"("issuer_slug", "list_number", "suspension_index");

-- What a seal may be. A seal that was issued once has its places in the status lists for good.
ALTER TABLE "seal"
  ADD CONSTRAINT seal_status CHECK (status IN ('draft', 'active', 'suspended', 'revoked', 'expired', 'superseded')),
  ADD CONSTRAINT seal_supersession CHECK ((status = 'superseded') = (superseded_by IS NOT NULL));
CREATE INDEX seal_revocation_bit ON "seal" (issuer_slug, list_number) INCLUDE (revocation_index) WHERE status IN ('revoked', 'superseded');
CREATE INDEX seal_suspension_bit ON "seal" (issuer_slug, list_number) INCLUDE (suspension_index) WHERE status = 'suspended';
CREATE INDEX webhook_delivery_due ON "webhook_delivery" (next_at) WHERE status = 'waiting';
CREATE INDEX seal_notice_queued ON "seal_notice" (not_before) WHERE status = 'queued';

-- Seals of before: kinds by their codes, the name as it stands, and the main domain among the member's domains.
UPDATE "seal" SET kind = CASE kind WHEN 'Membership Trust Seal' THEN 'membership-trust' WHEN 'Website Seal' THEN 'website' WHEN 'Verification Seal' THEN 'verification' ELSE kind END;
UPDATE "seal" s SET member_name = m.name FROM "member" m WHERE m.id = s.member_id;
INSERT INTO "member_domain" (member_id, domain, issuer_slug, token)
  SELECT id, lower(domain), issuer_slug, replace(gen_random_uuid()::text, '-', '') FROM "member" ON CONFLICT DO NOTHING;

-- The places of a pair of lists whose bit is set. Restricted seals count: what is revoked stays revoked while nobody may see the seal.
CREATE FUNCTION seal_status_bits(issuer text, list integer, purpose text) RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(place ORDER BY place), '{}') FROM (
    SELECT revocation_index AS place FROM seal WHERE purpose = 'revocation' AND issuer_slug = issuer AND list_number = list AND status IN ('revoked', 'superseded')
    UNION ALL
    SELECT suspension_index FROM seal WHERE purpose = 'suspension' AND issuer_slug = issuer AND list_number = list AND status = 'suspended') AS set_places
$$;

-- Which seals have a chain of evidence; asked by the check of all evidence, which has to know the restricted ones too.
CREATE FUNCTION seals_with_evidence(after uuid, how_many bigint) RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.id FROM seal s WHERE s.id > after AND s.list_number IS NOT NULL ORDER BY s.id LIMIT how_many
$$;

-- The record a seal shows was erased: the seal leaves public view in the same transaction, and states nothing of the record any more.
CREATE FUNCTION hide_seals_of_erased_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE seal SET hidden_at = coalesce(hidden_at, now()), licence_number = NULL, changed_at = now() WHERE certificate_id = OLD.id;
  IF FOUND THEN
    INSERT INTO record_event (kind, issuer_slug, member_id, certificate_id) VALUES ('record-erased', OLD.issuer_slug, OLD.member_id, OLD.id);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER erased_record_hides_seals AFTER DELETE ON "certificate" FOR EACH ROW EXECUTE FUNCTION hide_seals_of_erased_record();

-- Whoever keeps seals in memory listens to `seal`: ids of changed seals; '*' when many changed or what may be seen changed.
CREATE FUNCTION tell_changed_seals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed_count bigint;
BEGIN
  SELECT count(*) INTO changed_count FROM (SELECT 1 FROM changed LIMIT 51) AS first_ones;
  IF changed_count > 50 THEN
    PERFORM pg_notify('seal', '*');
  ELSE
    PERFORM pg_notify('seal', id::text) FROM changed;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER inserted_seals_are_told AFTER INSERT ON "seal" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_seals();
CREATE TRIGGER changed_seals_are_told AFTER UPDATE ON "seal" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_seals();
CREATE FUNCTION tell_all_seals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('seal', '*');
  RETURN NULL;
END
$$;
CREATE TRIGGER restriction_is_told AFTER INSERT OR UPDATE ON "restriction" FOR EACH STATEMENT EXECUTE FUNCTION tell_all_seals();
CREATE TRIGGER restriction_scope_is_told AFTER INSERT OR UPDATE ON "restriction_scope" FOR EACH STATEMENT EXECUTE FUNCTION tell_all_seals();
CREATE TRIGGER issuer_is_told AFTER UPDATE ON "issuer" FOR EACH STATEMENT EXECUTE FUNCTION tell_all_seals();
CREATE TRIGGER hidden_member_is_told AFTER UPDATE OF hidden_at, name ON "member" FOR EACH STATEMENT EXECUTE FUNCTION tell_all_seals();

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT EXECUTE ON FUNCTION seal_status_bits(text, integer, text), seals_with_evidence(uuid, bigint) TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "seal", "status_list", "webhook_message" FROM rightsdesk_app;
  END IF;
END $$;
