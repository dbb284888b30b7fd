-- CreateTable
CREATE TABLE "address_change" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "sealed_addresses" BYTEA NOT NULL,
    "confirm_hash" BYTEA,
    "confirm_until" TIMESTAMPTZ(3) NOT NULL,
    "stop_hash" BYTEA NOT NULL,
    "stop_until" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "address_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "address_change_confirm_hash_key" ON "address_change"("confirm_hash");

-- CreateIndex
CREATE UNIQUE INDEX "address_change_stop_hash_key" ON "address_change"("stop_hash");

-- CreateIndex
CREATE INDEX "address_change_account_id_asked_at_idx" ON "address_change"("account_id", "asked_at");

-- CreateIndex
CREATE INDEX "address_change_stop_until_idx" ON "address_change"("stop_until");
