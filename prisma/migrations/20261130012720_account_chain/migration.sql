-- CreateTable
CREATE TABLE "account_chain" (
    "account_id" UUID NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_chain_pkey" PRIMARY KEY ("account_id")
);

CREATE TRIGGER account_chain_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "account_chain" FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT ON "account_chain" TO rightsdesk_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON "account_chain" FROM rightsdesk_app;
  END IF;
END $$;
