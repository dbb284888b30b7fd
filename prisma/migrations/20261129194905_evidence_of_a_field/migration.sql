-- AlterTable
ALTER TABLE "evidence_file" ADD COLUMN     "correction_id" UUID;
