-- The keys of the subjects. They stand in a database of their own, so that the backup of the data never holds them.
CREATE TABLE "subject_key" (
    "subject_id" UUID NOT NULL,
    "wrapped_key" BYTEA, -- null once destroyed
    "key_id" TEXT NOT NULL, -- which master key wrapped it
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "destroyed_at" TIMESTAMPTZ(3),

    CONSTRAINT "subject_key_pkey" PRIMARY KEY ("subject_id"),
    CONSTRAINT "subject_key_is_held_or_destroyed" CHECK (("wrapped_key" IS NULL) = ("destroyed_at" IS NOT NULL))
);

-- Which keys were destroyed: outlives the row above, and is applied before an older backup of the keys may be used.
CREATE TABLE "key_tombstone" (
    "subject_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "destroyed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "key_tombstone_pkey" PRIMARY KEY ("subject_id")
);

-- Where backups of the keys were written, so that a destroyed key is destroyed in each of them.
CREATE TABLE "key_backup" (
    "path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "unreachable_since" TIMESTAMPTZ(3),

    CONSTRAINT "key_backup_pkey" PRIMARY KEY ("path")
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a destroyed key stays destroyed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER key_tombstone_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "key_tombstone" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subject_key_stays BEFORE DELETE OR TRUNCATE ON "subject_key" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subject_key_stays_destroyed BEFORE UPDATE ON "subject_key" FOR EACH ROW
  WHEN (OLD."destroyed_at" IS NOT NULL AND NEW."wrapped_key" IS NOT NULL) EXECUTE FUNCTION refuse_change();

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT USAGE ON SCHEMA public TO rightsdesk_app;
    GRANT SELECT, INSERT, UPDATE ON "subject_key", "key_backup" TO rightsdesk_app;
    GRANT SELECT, INSERT ON "key_tombstone" TO rightsdesk_app;
  END IF;
END $$;
