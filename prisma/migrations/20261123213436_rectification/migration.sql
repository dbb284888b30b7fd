-- AlterTable
ALTER TABLE "issuer" ADD COLUMN     "answers_for_unnamed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en';

-- CreateTable
CREATE TABLE "correction" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sealed_claim" BYTEA NOT NULL,
    "controller" TEXT NOT NULL,
    "issuer_slug" TEXT,
    "found_by" TEXT NOT NULL,
    "member_id" UUID,
    "certificate_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "sealed_located" BYTEA,
    "located_at" TIMESTAMPTZ(3),
    "verdict" TEXT,
    "sealed_verdict" BYTEA,
    "verdict_by" TEXT,
    "verdict_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "applied_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issuer_request" (
    "request_id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" DATE NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "offered_at" TIMESTAMPTZ(3),

    CONSTRAINT "issuer_request_pkey" PRIMARY KEY ("request_id","issuer_slug")
);

-- CreateTable
CREATE TABLE "issuer_link" (
    "link_id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,

    CONSTRAINT "issuer_link_pkey" PRIMARY KEY ("link_id")
);

-- CreateTable
CREATE TABLE "issuer_question" (
    "question_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "correction_id" UUID,
    "passed_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "issuer_question_pkey" PRIMARY KEY ("question_id")
);

-- CreateTable
CREATE TABLE "correction_effect" (
    "id" UUID NOT NULL,
    "correction_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "key_index" BYTEA NOT NULL,
    "sealed_change" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "correction_effect_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_statement" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "sealed_statement" BYTEA NOT NULL,
    "added_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "record_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_file" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "blob_id" UUID NOT NULL,
    "sealed_name" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_event" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "correction_id" UUID NOT NULL,
    "issuer_slug" TEXT,
    "member_id" UUID,
    "certificate_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "record_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "correction_issuer_slug_request_id_idx" ON "correction"("issuer_slug", "request_id");

-- CreateIndex
CREATE INDEX "correction_subject_id_idx" ON "correction"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "correction_request_id_position_key" ON "correction"("request_id", "position");

-- CreateIndex
CREATE INDEX "issuer_question_request_id_idx" ON "issuer_question"("request_id");

-- CreateIndex
CREATE INDEX "correction_effect_request_id_idx" ON "correction_effect"("request_id");

-- CreateIndex
CREATE INDEX "correction_effect_subject_id_idx" ON "correction_effect"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "correction_effect_correction_id_key_index_key" ON "correction_effect"("correction_id", "key_index");

-- CreateIndex
CREATE INDEX "record_statement_request_id_idx" ON "record_statement"("request_id");

-- CreateIndex
CREATE INDEX "record_statement_subject_id_idx" ON "record_statement"("subject_id");

-- CreateIndex
CREATE INDEX "evidence_file_request_id_idx" ON "evidence_file"("request_id");

-- CreateIndex
CREATE INDEX "evidence_file_subject_id_idx" ON "evidence_file"("subject_id");

-- CreateIndex
CREATE INDEX "record_event_handled_at_id_idx" ON "record_event"("handled_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "record_event_correction_id_kind_key" ON "record_event"("correction_id", "kind");
