-- AlterTable
ALTER TABLE "account" ADD COLUMN     "email_index" BYTEA;

-- CreateIndex
CREATE INDEX "account_email_index_idx" ON "account"("email_index");
