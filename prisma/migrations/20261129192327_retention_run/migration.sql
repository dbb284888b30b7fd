-- CreateTable
CREATE TABLE "retention_run" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "items" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "retention_run_started_at_idx" ON "retention_run"("started_at");

ALTER TABLE "retention_run" ADD CONSTRAINT retention_run_kind CHECK (kind IN ('run', 'dry-run'));
CREATE UNIQUE INDEX retention_run_of_the_day ON "retention_run" (day) WHERE kind = 'run' AND by = 'system';

CREATE FUNCTION refuse_retention_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.finished_at IS NULL AND (NEW.id, NEW.kind, NEW.day, NEW."by", NEW.started_at) = (OLD.id, OLD.kind, OLD.day, OLD."by", OLD.started_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was deleted stays on record: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER retention_run_stays BEFORE UPDATE OR DELETE ON "retention_run" FOR EACH ROW EXECUTE FUNCTION refuse_retention_change();

-- The proof of a consent has a period of its own: three years after it ended (GDPR Art. 5(1)(e)). Before that nobody deletes it.
DROP TRIGGER consent_record_stays ON "consent_record";
CREATE TRIGGER consent_record_stays BEFORE UPDATE OR TRUNCATE ON "consent_record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();
CREATE TRIGGER consent_record_stays_its_time BEFORE DELETE ON "consent_record" FOR EACH ROW
  WHEN (OLD.at > now() - interval '3 years') EXECUTE FUNCTION refuse_consent_change();

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT SELECT, INSERT, UPDATE ON "retention_run" TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "retention_run" FROM rightsdesk_app;
    GRANT DELETE ON "consent_record" TO rightsdesk_app;
  END IF;
END $$;
