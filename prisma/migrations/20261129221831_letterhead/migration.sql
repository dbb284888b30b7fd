-- AlterTable
ALTER TABLE "issuer" ADD COLUMN     "letterhead" JSONB NOT NULL DEFAULT '{"name":null,"address":[],"registration":null,"logo":null}',
ADD COLUMN     "letterhead_logo" BYTEA;
