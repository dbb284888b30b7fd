-- CreateTable
CREATE TABLE "case_note" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "sealed_text" BYTEA NOT NULL,
    "words" BIGINT[] DEFAULT ARRAY[]::BIGINT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk_absence" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "deputy_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "desk_absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "held_act" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "act_type" TEXT NOT NULL,
    "sealed_act" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'held',
    "problem" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "held_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_note_request_id_idx" ON "case_note"("request_id");

-- CreateIndex
CREATE INDEX "case_note_words_idx" ON "case_note" USING GIN ("words");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_account_id_name_key" ON "saved_view"("account_id", "name");

-- CreateIndex
CREATE INDEX "desk_absence_deputy_id_until_on_idx" ON "desk_absence"("deputy_id", "until_on");

-- CreateIndex
CREATE INDEX "desk_absence_account_id_until_on_idx" ON "desk_absence"("account_id", "until_on");

-- CreateIndex
CREATE INDEX "held_act_state_due_at_idx" ON "held_act"("state", "due_at");

-- CreateIndex
CREATE INDEX "held_act_request_id_idx" ON "held_act"("request_id");
