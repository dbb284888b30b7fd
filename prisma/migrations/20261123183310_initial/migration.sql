-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "issuer_slug" TEXT,
    "password_hash" TEXT NOT NULL,
    "sealed_totp" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id_hash" BYTEA NOT NULL,
    "account_id" UUID,
    "data" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "role" TEXT NOT NULL,
    "issuer_slug" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "key_hash" BYTEA NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("key_hash")
);

-- CreateTable
CREATE TABLE "evidence" (
    "request_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "sealed" BYTEA,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("request_id","seq")
);

-- CreateTable
CREATE TABLE "evidence_head" (
    "request_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "evidence_head_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "evidence_pending" (
    "request_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "evidence_pending_pkey" PRIMARY KEY ("request_id","seq")
);

-- CreateTable
CREATE TABLE "evidence_rooted" (
    "request_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "bucket" INTEGER NOT NULL,

    CONSTRAINT "evidence_rooted_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "evidence_bucket" (
    "bucket" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "evidence_bucket_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "evidence_root" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "head_count" INTEGER NOT NULL,
    "root" BYTEA NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "evidence_root_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "blob" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "size_bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" BYTEA,
    "media_type" TEXT NOT NULL,
    "is_complete" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delete_after" TIMESTAMPTZ(3),

    CONSTRAINT "blob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob_chunk" (
    "blob_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "blob_chunk_pkey" PRIMARY KEY ("blob_id","seq")
);

-- CreateTable
CREATE TABLE "inbound_mail" (
    "id" UUID NOT NULL,
    "message_id_index" BYTEA,
    "blob_id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "sealed_envelope" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'stored',
    "kind" TEXT,
    "thread_id" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "placed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "request_id" UUID,
    "code" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "sealed_to" BYTEA NOT NULL,
    "sealed_facts" BYTEA NOT NULL,
    "sealed_rendered" BYTEA,
    "template_version" TEXT,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_message" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "request_id" UUID,
    "direction" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "letter_id" UUID,
    "inbound_mail_id" UUID,
    "sealed_body" BYTEA NOT NULL,
    "subject_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "caught_mail" (
    "id" BIGSERIAL NOT NULL,
    "message_id" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "raw" BYTEA NOT NULL,

    CONSTRAINT "caught_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issuer" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "website" TEXT NOT NULL,
    "contact_email" TEXT,
    "second_contact_email" TEXT,

    CONSTRAINT "issuer_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "registration_number" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "position" TEXT NOT NULL,
    "sealed_profile" BYTEA NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "member_id" UUID,
    "subject_id" UUID,
    "kind" TEXT NOT NULL,
    "sealed_record" BYTEA,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal" (
    "id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "newsletter" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "sealed_contact" BYTEA NOT NULL,
    "consent_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "newsletter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preference" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "email" BOOLEAN NOT NULL,
    "sms" BOOLEAN NOT NULL,
    "post" BOOLEAN NOT NULL,
    "telephone" BOOLEAN NOT NULL,
    "share_partners" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_message" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "sealed_message" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_entry" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sealed_visit" BYTEA NOT NULL,

    CONSTRAINT "log_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "categories" TEXT[],
    "purpose" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "disclosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connected_system" (
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed_url" BYTEA,
    "dataset" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connected_system_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "subject" (
    "id" UUID NOT NULL,
    "email_index" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "thread_id" UUID NOT NULL,
    "thread_token" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "right" TEXT,
    "objection_kind" TEXT,
    "status" TEXT NOT NULL,
    "outcome" TEXT,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "regime" TEXT NOT NULL DEFAULT 'STATUTORY',
    "jurisdiction" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" DATE,
    "safe_on" DATE NOT NULL,
    "target_on" DATE NOT NULL,
    "sort_on" DATE NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "clock" JSONB NOT NULL,
    "identity_level" TEXT NOT NULL DEFAULT 'L0',
    "is_identity_proven" BOOLEAN NOT NULL DEFAULT false,
    "may_reply" BOOLEAN NOT NULL DEFAULT true,
    "is_known_address" BOOLEAN NOT NULL DEFAULT false,
    "warned" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sealed_profile" BYTEA NOT NULL,
    "sealed_content" BYTEA NOT NULL,
    "search_tokens" BIGINT[] DEFAULT ARRAY[]::BIGINT[],
    "sealed_decision" BYTEA,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "identity_asked_at" TIMESTAMPTZ(3),
    "collected_at" TIMESTAMPTZ(3),
    "fulfilled_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock_event" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "ref" TEXT,
    "ground" TEXT,
    "promptly" BOOLEAN,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clock_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine" (
    "id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "engine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "sealed_question" BYTEA NOT NULL,
    "sealed_answer" BYTEA,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fee" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "sealed_calculation" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "pay_by_on" DATE NOT NULL,
    "notified_by" TEXT NOT NULL,
    "approved_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "fee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_search" (
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "held_back_count" INTEGER NOT NULL DEFAULT 0,
    "is_complete" BOOLEAN NOT NULL DEFAULT false,
    "problem" TEXT,
    "summary" JSONB,
    "blob_id" UUID,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "source_search_pkey" PRIMARY KEY ("request_id","system")
);

-- CreateTable
CREATE TABLE "held_back_row" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "key_index" BYTEA NOT NULL,
    "sealed_key" BYTEA NOT NULL,
    "sealed_row" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "verdict" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "held_back_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "redaction" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "key_index" BYTEA NOT NULL,
    "sealed_key" BYTEA NOT NULL,
    "field" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_package" (
    "request_id" UUID NOT NULL,
    "blob_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "answer_package_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "human_task" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "status" TEXT NOT NULL,
    "sealed_note" BYTEA,
    "blob_id" UUID,
    "done_by" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "human_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "scope" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("scope")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_failure_updated_at_idx" ON "sign_in_failure"("updated_at");

-- CreateIndex
CREATE INDEX "evidence_at_idx" ON "evidence"("at");

-- CreateIndex
CREATE INDEX "evidence_rooted_bucket_request_id_idx" ON "evidence_rooted"("bucket", "request_id");

-- CreateIndex
CREATE INDEX "blob_subject_id_idx" ON "blob"("subject_id");

-- CreateIndex
CREATE INDEX "blob_delete_after_idx" ON "blob"("delete_after");

-- CreateIndex
CREATE INDEX "inbound_mail_status_not_before_idx" ON "inbound_mail"("status", "not_before");

-- CreateIndex
CREATE INDEX "inbound_mail_message_id_index_idx" ON "inbound_mail"("message_id_index");

-- CreateIndex
CREATE UNIQUE INDEX "letter_dedupe_key_key" ON "letter"("dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "letter_message_id_key" ON "letter"("message_id");

-- CreateIndex
CREATE INDEX "letter_request_id_idx" ON "letter"("request_id");

-- CreateIndex
CREATE INDEX "letter_status_created_at_idx" ON "letter"("status", "created_at");

-- CreateIndex
CREATE INDEX "thread_message_thread_id_at_idx" ON "thread_message"("thread_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "caught_mail_message_id_key" ON "caught_mail"("message_id");

-- CreateIndex
CREATE INDEX "caught_mail_recipient_idx" ON "caught_mail"("recipient");

-- CreateIndex
CREATE INDEX "member_issuer_slug_idx" ON "member"("issuer_slug");

-- CreateIndex
CREATE INDEX "officer_subject_id_idx" ON "officer"("subject_id");

-- CreateIndex
CREATE INDEX "officer_member_id_idx" ON "officer"("member_id");

-- CreateIndex
CREATE INDEX "certificate_subject_id_idx" ON "certificate"("subject_id");

-- CreateIndex
CREATE INDEX "seal_status_id_idx" ON "seal"("status", "id");

-- CreateIndex
CREATE INDEX "seal_member_id_idx" ON "seal"("member_id");

-- CreateIndex
CREATE INDEX "newsletter_subject_id_idx" ON "newsletter"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "preference_subject_id_key" ON "preference"("subject_id");

-- CreateIndex
CREATE INDEX "support_message_subject_id_idx" ON "support_message"("subject_id");

-- CreateIndex
CREATE INDEX "log_entry_subject_id_idx" ON "log_entry"("subject_id");

-- CreateIndex
CREATE INDEX "log_entry_at_idx" ON "log_entry"("at");

-- CreateIndex
CREATE INDEX "disclosure_subject_id_idx" ON "disclosure"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "subject_email_index_key" ON "subject"("email_index");

-- CreateIndex
CREATE UNIQUE INDEX "request_reference_key" ON "request"("reference");

-- CreateIndex
CREATE INDEX "request_sort_on_id_idx" ON "request"("sort_on", "id");

-- CreateIndex
CREATE INDEX "request_status_sort_on_id_idx" ON "request"("status", "sort_on", "id");

-- CreateIndex
CREATE INDEX "request_right_sort_on_id_idx" ON "request"("right", "sort_on", "id");

-- CreateIndex
CREATE INDEX "request_thread_id_idx" ON "request"("thread_id");

-- CreateIndex
CREATE INDEX "request_thread_token_idx" ON "request"("thread_token");

-- CreateIndex
CREATE INDEX "request_subject_id_idx" ON "request"("subject_id");

-- CreateIndex
CREATE INDEX "request_search_tokens_idx" ON "request" USING GIN ("search_tokens");

-- CreateIndex
CREATE INDEX "clock_event_request_id_idx" ON "clock_event"("request_id");

-- CreateIndex
CREATE INDEX "outbox_not_before_id_idx" ON "outbox"("not_before", "id");

-- CreateIndex
CREATE INDEX "question_request_id_idx" ON "question"("request_id");

-- CreateIndex
CREATE INDEX "fee_request_id_idx" ON "fee"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_token_hash_key" ON "link"("token_hash");

-- CreateIndex
CREATE INDEX "link_request_id_idx" ON "link"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "held_back_row_request_id_key_index_key" ON "held_back_row"("request_id", "key_index");

-- CreateIndex
CREATE UNIQUE INDEX "redaction_request_id_key_index_field_key" ON "redaction"("request_id", "key_index", "field");

-- CreateIndex
CREATE INDEX "human_task_status_due_on_idx" ON "human_task"("status", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "human_task_request_id_system_kind_key" ON "human_task"("request_id", "system", "kind");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- Open cases by the instant the law's date expires: the overdue filter and the watch read this.
CREATE INDEX "request_open_expires_at_idx" ON "request" ("expires_at", "id") WHERE "status" NOT IN ('answered', 'closed');
CREATE INDEX "letter_open_idx" ON "letter" ("created_at") WHERE "status" = 'queued';

-- Evidence is append-only: refused by rights for the application's role, and by a trigger for everyone who has not switched it off.
CREATE FUNCTION refuse_evidence_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'evidence is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER evidence_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "evidence"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();
CREATE TRIGGER evidence_root_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "evidence_root"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();
CREATE TRIGGER evidence_head_stays BEFORE DELETE OR TRUNCATE ON "evidence_head"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();
CREATE TRIGGER evidence_rooted_stays BEFORE DELETE OR TRUNCATE ON "evidence_rooted"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();

ALTER TABLE "blob_chunk" ALTER COLUMN "data" SET STORAGE EXTERNAL;
ALTER TABLE "evidence_head" SET (fillfactor = 80);

CREATE TRIGGER clock_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "clock_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();

-- The parts run under a lesser role where there is one (always in the embedded default).
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT USAGE ON SCHEMA public TO rightsdesk_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rightsdesk_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO rightsdesk_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON "clock_event" FROM rightsdesk_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rightsdesk_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO rightsdesk_app;
  END IF;
END $$;

-- After the general GRANT to the application's role (here rightsdesk_app; skipped where there is no such role):
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON "evidence", "evidence_root" FROM rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "evidence_head", "evidence_rooted", "evidence_bucket" FROM rightsdesk_app;
    REVOKE UPDATE, TRUNCATE ON "evidence_pending" FROM rightsdesk_app;
    GRANT SELECT, INSERT ON "evidence", "evidence_root" TO rightsdesk_app;
    GRANT SELECT, INSERT, UPDATE ON "evidence_head", "evidence_rooted", "evidence_bucket" TO rightsdesk_app;
    GRANT SELECT, INSERT, DELETE ON "evidence_pending" TO rightsdesk_app;
  END IF;
END
$$;
