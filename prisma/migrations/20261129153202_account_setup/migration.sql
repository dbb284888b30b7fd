-- AlterTable
ALTER TABLE "account" ADD COLUMN     "disabled_at" TIMESTAMPTZ(3),
ADD COLUMN     "setup_hash" BYTEA,
ADD COLUMN     "setup_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE UNIQUE INDEX "account_setup_hash_key" ON "account"("setup_hash");
