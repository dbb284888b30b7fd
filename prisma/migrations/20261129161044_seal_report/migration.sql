-- CreateTable
CREATE TABLE "seal_report" (
    "seal_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "claim" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_report_pkey" PRIMARY KEY ("seal_id","host","day","claim")
);

ALTER TABLE "seal_report" ADD CONSTRAINT seal_report_claim CHECK (claim IN ('copied', 'untrue', 'other'));
