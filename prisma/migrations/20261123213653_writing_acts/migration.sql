-- CreateTable
CREATE TABLE "erasure_run" (
    "run_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "overview" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "proven_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_run_pkey" PRIMARY KEY ("run_id","system")
);

-- CreateTable
CREATE TABLE "erasure_batch" (
    "run_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "collection" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "row_count" INTEGER NOT NULL,
    "sealed_rows" BYTEA,
    "is_done" BOOLEAN NOT NULL DEFAULT false,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "masked" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "erasure_batch_pkey" PRIMARY KEY ("run_id","system","seq")
);

-- CreateTable
CREATE TABLE "record_version" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "request_id" UUID,
    "register" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "sealed_before" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restricted_record" (
    "restriction_id" UUID NOT NULL,
    "register" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "restricted_record_pkey" PRIMARY KEY ("restriction_id","register","record_id")
);

-- CreateIndex
CREATE INDEX "record_version_subject_id_idx" ON "record_version"("subject_id");

-- CreateIndex
CREATE INDEX "record_version_register_record_id_idx" ON "record_version"("register", "record_id");

-- CreateIndex
CREATE INDEX "restricted_record_register_record_id_idx" ON "restricted_record"("register", "record_id");
