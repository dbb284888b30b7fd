-- CreateTable
CREATE TABLE "recipient" (
    "name" TEXT NOT NULL,
    "email" TEXT,
    "webhook_url" TEXT,
    "sealed_secret" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recipient_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "recipient_notice" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sealed_facts" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recipient_notice_status_not_before_idx" ON "recipient_notice"("status", "not_before");

-- CreateIndex
CREATE UNIQUE INDEX "recipient_notice_request_id_recipient_act_key" ON "recipient_notice"("request_id", "recipient", "act");
