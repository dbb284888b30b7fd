-- AlterTable
ALTER TABLE "connected_system" ADD COLUMN     "collection_labels" JSONB,
ADD COLUMN     "label" TEXT;
