-- CreateTable
CREATE TABLE "key_rotation" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event" TEXT NOT NULL,
    "from_key_ids" TEXT[],
    "to_key_id" TEXT NOT NULL,
    "subject_keys" INTEGER NOT NULL DEFAULT 0,
    "sealed_values" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "key_rotation_pkey" PRIMARY KEY ("id")
);

CREATE TRIGGER key_rotation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "key_rotation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON "key_rotation" FROM rightsdesk_app;
  END IF;
END $$;
