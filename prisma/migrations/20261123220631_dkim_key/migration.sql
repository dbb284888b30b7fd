-- CreateTable
CREATE TABLE "dkim_key" (
    "selector" TEXT NOT NULL,
    "sealed_key" BYTEA NOT NULL,
    "public_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dkim_key_pkey" PRIMARY KEY ("selector")
);
