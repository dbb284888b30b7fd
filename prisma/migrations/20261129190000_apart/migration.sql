-- Data of people who are not signed in, apart from what identifies anybody (PRODUCT section 2, item 12; GDPR Art. 11(1), 25). They stand in
-- a schema of their own and are touched as a role of their own: rightsdesk_apart has no right on anything else here, and the parts' role has
-- none in there. The parts become that role to work there (SET ROLE) and are then nobody else, so no statement can join the two.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_apart') THEN
    CREATE ROLE rightsdesk_apart NOLOGIN;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') AND NOT pg_has_role('rightsdesk_app', 'rightsdesk_apart', 'MEMBER') THEN
    ALTER ROLE rightsdesk_app NOINHERIT; -- before the membership: it is to be able to become the other, not to have its rights
    GRANT rightsdesk_apart TO rightsdesk_app;
  END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    BEGIN
      EXECUTE format('GRANT rightsdesk_apart TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE NOTICE 'the owner may not grant rightsdesk_apart to itself';
    END;
  END IF;
END $$;

CREATE SCHEMA "apart";
REVOKE ALL ON SCHEMA "apart" FROM PUBLIC;

-- Visits of people who were not signed in, one row a visit. All that is said of it is sealed with a key that nothing outside is sealed with.
CREATE TABLE "apart"."visit" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL,
  "sealed_visit" BYTEA NOT NULL -- {ip, browser, provider, referrer, exitPage, clicks, pages}
);
CREATE INDEX "visit_last_at_idx" ON "apart"."visit" ("last_at");

-- Newsletter sign-ups that nobody confirmed: an address somebody typed, which may be somebody else's.
CREATE TABLE "apart"."sign_up" (
  "id" UUID PRIMARY KEY,
  "address_key" BYTEA NOT NULL, -- keyed hash, with a key of this schema
  "token_hash" BYTEA NOT NULL UNIQUE,
  "sealed_contact" BYTEA NOT NULL, -- {name, email}
  "topics" TEXT[] NOT NULL,
  "words" TEXT NOT NULL, -- what stood before their eyes
  "language" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "status" TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'failed')),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "not_before" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "sign_up_address_key_idx" ON "apart"."sign_up" ("address_key", "asked_at");
CREATE INDEX "sign_up_status_idx" ON "apart"."sign_up" ("status", "not_before");

GRANT USAGE ON SCHEMA "apart" TO rightsdesk_apart;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "apart" TO rightsdesk_apart;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "apart" TO rightsdesk_apart;
