-- AlterTable
ALTER TABLE "member" ADD COLUMN     "is_natural_person" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "request" ADD COLUMN     "joined_to" UUID;

-- CreateTable
CREATE TABLE "case_item" (
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "regime" TEXT,
    "forwarded_to" TEXT,
    "forwarded_on" DATE,
    "their_due_on" DATE,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_item_pkey" PRIMARY KEY ("request_id","system","collection","field")
);
