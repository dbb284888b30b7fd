-- AlterTable
ALTER TABLE "issuer" ADD COLUMN     "key_id" UUID;
