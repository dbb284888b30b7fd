-- AlterTable
ALTER TABLE "member_domain" ADD COLUMN     "link_asked_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "seal" ADD COLUMN     "link_back" TEXT;
