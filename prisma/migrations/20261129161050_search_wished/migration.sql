-- AlterTable
ALTER TABLE "source_search" ADD COLUMN     "wished_at" TIMESTAMPTZ(3);
