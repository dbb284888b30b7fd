-- AlterTable
ALTER TABLE "member_domain" DROP COLUMN "looks_like";
