-- AlterTable
ALTER TABLE "fee" ADD COLUMN     "notified_on" DATE,
ADD COLUMN     "paid_by" TEXT,
ADD COLUMN     "paid_on" DATE,
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "sealed_evidence" BYTEA;

-- CreateTable
CREATE TABLE "fee_checkout" (
    "session_id" TEXT NOT NULL,
    "fee_id" UUID NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "payment_intent" TEXT,
    "problem" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fee_checkout_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "payment_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "fee_checkout_fee_id_idx" ON "fee_checkout"("fee_id");

-- CreateIndex
CREATE INDEX "payment_event_received_at_idx" ON "payment_event"("received_at");

-- RULEBOOK section 3: only one open fee per request, and never one of nothing.
CREATE UNIQUE INDEX "fee_one_open_idx" ON "fee" ("request_id") WHERE "status" IN ('proposed', 'notified', 'disputed');
ALTER TABLE "fee" ADD CONSTRAINT "fee_amount_is_positive" CHECK ("amount_minor" > 0);
CREATE INDEX "fee_checkout_refund_idx" ON "fee_checkout" ("fee_id") WHERE "status" = 'refund-due';
