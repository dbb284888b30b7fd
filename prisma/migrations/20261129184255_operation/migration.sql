-- CreateTable
CREATE TABLE "part_pulse" (
    "id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "log_level" TEXT NOT NULL,
    "troubles" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "part_pulse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_wish" (
    "part" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_wish_pkey" PRIMARY KEY ("part")
);

-- CreateIndex
CREATE INDEX "part_pulse_part_seen_at_idx" ON "part_pulse"("part", "seen_at");
