-- CreateTable
CREATE TABLE "erasure_tombstone" (
    "address_index" BYTEA NOT NULL,
    "request_id" UUID NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "keep_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_tombstone_pkey" PRIMARY KEY ("address_index")
);

-- CreateIndex
CREATE INDEX "erasure_tombstone_keep_until_idx" ON "erasure_tombstone"("keep_until");
