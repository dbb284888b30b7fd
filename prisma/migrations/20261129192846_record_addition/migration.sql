-- CreateTable
CREATE TABLE "record_addition" (
    "id" UUID NOT NULL,
    "activity" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_addition_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "record_addition_activity_field_at_idx" ON "record_addition"("activity", "field", "at");

CREATE FUNCTION refuse_addition_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the records of processing are added to, never changed: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER record_addition_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "record_addition" FOR EACH STATEMENT EXECUTE FUNCTION refuse_addition_change();
CREATE INDEX disclosure_at ON "disclosure" (at DESC, id);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT ON "record_addition" TO rightsdesk_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON "record_addition" FROM rightsdesk_app;
  END IF;
END $$;
