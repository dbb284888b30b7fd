-- CreateTable
CREATE TABLE "erasure" (
    "request_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "released_by" TEXT,
    "released_at" TIMESTAMPTZ(3),
    "old_subject_id" UUID,
    "new_subject_id" UUID,
    "shredded_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "erasure_system" (
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "problem" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "erased_at" TIMESTAMPTZ(3),
    "proven_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_system_pkey" PRIMARY KEY ("request_id","system")
);

-- CreateTable
CREATE TABLE "erasure_item" (
    "request_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "categories" TEXT[],
    "decision" TEXT NOT NULL,
    "ground" TEXT,
    "kept_why" TEXT,
    "kept_until" TEXT,
    "is_by_default" BOOLEAN NOT NULL DEFAULT true,
    "row_count" INTEGER NOT NULL,
    "delete_count" INTEGER NOT NULL,
    "mask_count" INTEGER NOT NULL,
    "held_back" INTEGER NOT NULL,
    "blocked" INTEGER NOT NULL DEFAULT 0,
    "by_hand" TEXT,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "masked" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0,
    "remaining" INTEGER,

    CONSTRAINT "erasure_item_pkey" PRIMARY KEY ("request_id","system","collection")
);
