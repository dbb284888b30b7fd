-- CreateTable
CREATE TABLE "portability_basis" (
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "portability_basis_pkey" PRIMARY KEY ("request_id","system","collection")
);

-- CreateTable
CREATE TABLE "portability_transfer" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "sealed_destination" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "give_up_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "package_sha256" TEXT,
    "receipt_sha256" TEXT,
    "sealed_receipt" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portability_transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portability_sender" (
    "origin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "portability_sender_pkey" PRIMARY KEY ("origin")
);

-- CreateTable
CREATE TABLE "portability_nonce" (
    "origin" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "portability_nonce_pkey" PRIMARY KEY ("origin","nonce")
);

-- CreateTable
CREATE TABLE "incoming_transfer" (
    "id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "transfer_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "blob_id" UUID,
    "package_sha256" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sealed_about" BYTEA NOT NULL,
    "receipt" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "incoming_transfer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "portability_transfer_request_id_key" ON "portability_transfer"("request_id");

-- CreateIndex
CREATE INDEX "portability_transfer_subject_id_idx" ON "portability_transfer"("subject_id");

-- CreateIndex
CREATE INDEX "portability_nonce_expires_at_idx" ON "portability_nonce"("expires_at");

-- CreateIndex
CREATE INDEX "incoming_transfer_subject_id_idx" ON "incoming_transfer"("subject_id");

-- CreateIndex
CREATE INDEX "incoming_transfer_status_received_at_idx" ON "incoming_transfer"("status", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "incoming_transfer_origin_transfer_id_key" ON "incoming_transfer"("origin", "transfer_id");
