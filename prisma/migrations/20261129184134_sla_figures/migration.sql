-- AlterTable
ALTER TABLE "request" ADD COLUMN     "assigned_to" UUID,
ADD COLUMN     "issuers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "sla_count" (
    "measure" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "n" BIGINT NOT NULL,

    CONSTRAINT "sla_count_pkey" PRIMARY KEY ("measure","facet","value","bucket")
);

-- CreateTable
CREATE TABLE "sla_delta" (
    "id" BIGSERIAL NOT NULL,
    "measure" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "sla_delta_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "request_issuers_idx" ON "request" USING GIN ("issuers");

-- CreateIndex
CREATE INDEX "request_assigned_to_sort_on_id_idx" ON "request"("assigned_to", "sort_on", "id");

-- CreateIndex
CREATE INDEX "request_answered_at_idx" ON "request"("answered_at");

-- CreateIndex
CREATE INDEX "request_received_at_idx" ON "request"("received_at");

-- What waits for a second person is counted as it is: few are open at once.
CREATE INDEX "approval_open_idx" ON "approval"("request_id") WHERE status = 'open';

-- The cases that corrections of an issuer are about, for those that are there already.
UPDATE "request" r SET issuers = found.slugs
FROM (SELECT request_id, array_agg(DISTINCT issuer_slug ORDER BY issuer_slug) AS slugs
      FROM "correction" WHERE controller = 'issuer' AND issuer_slug IS NOT NULL GROUP BY request_id) AS found
WHERE found.request_id = r.id;

-- Where one case is counted: the only definition, used by the trigger, by the count of what was there before, and by nobody else.
CREATE FUNCTION sla_figures(r "request") RETURNS TABLE (measure TEXT, facet TEXT, value TEXT, bucket INTEGER) LANGUAGE sql STABLE AS $$
  WITH what AS (
    SELECT r.status NOT IN ('answered', 'closed') AS is_open,
      r.expires_at IS NULL OR r.answered_at < r.expires_at AS is_on_time,
      (extract(year FROM r.answered_at AT TIME ZONE r.time_zone) * 12 + extract(month FROM r.answered_at AT TIME ZONE r.time_zone) - 1)::int AS answered_month,
      greatest(0, floor(extract(epoch FROM r.answered_at - r.received_at) / 86400))::int AS days
  ), facets AS (
    SELECT 'all' AS facet, '' AS value
    UNION ALL SELECT 'right', coalesce(r."right", 'triage')
    UNION ALL SELECT 'channel', r.channel
    UNION ALL SELECT 'jurisdiction', r.jurisdiction
    UNION ALL SELECT 'issuer', slug FROM unnest(r.issuers) AS slug
  )
  SELECT 'status', 'all', r.status, 0
  UNION ALL SELECT 'received', 'all', '', (r.received_at AT TIME ZONE r.time_zone)::date - DATE '2000-01-01'
  UNION ALL SELECT 'open', f.facet, f.value, 0 FROM what, facets f WHERE is_open AND f.facet <> 'all'
  UNION ALL SELECT 'open', 'assignee', r.assigned_to::text, 0 FROM what WHERE is_open AND r.assigned_to IS NOT NULL
  UNION ALL SELECT 'due',
      CASE WHEN r.status = 'fulfilling' THEN 'decided' WHEN r.status IN ('identity', 'clarification', 'fee') THEN 'requester'
           WHEN r.status = 'issuer' THEN 'issuer' ELSE 'us' END,
      coalesce(extract(epoch FROM r.expires_at)::bigint::text, ''), r.sort_on - DATE '2000-01-01'
    FROM what WHERE is_open
  UNION ALL SELECT 'answered', 'all', '', (r.answered_at AT TIME ZONE r.time_zone)::date - DATE '2000-01-01' WHERE r.answered_at IS NOT NULL
  UNION ALL SELECT CASE WHEN is_on_time THEN 'on-time' ELSE 'late' END, f.facet, f.value, answered_month
    FROM what, facets f WHERE r.answered_at IS NOT NULL
  UNION ALL SELECT 'days', f.facet, f.value, days FROM what, facets f WHERE r.answered_at IS NOT NULL
  UNION ALL SELECT 'days', 'month', answered_month::text, days FROM what WHERE r.answered_at IS NOT NULL
$$;

CREATE FUNCTION keep_sla_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sla_delta (measure, facet, value, bucket, n)
  SELECT c.measure, c.facet, c.value, c.bucket, sum(c.n)::int FROM (
    SELECT f.*, -1 AS n FROM sla_figures(OLD) f WHERE TG_OP <> 'INSERT'
    UNION ALL SELECT f.*, 1 FROM sla_figures(NEW) f WHERE TG_OP <> 'DELETE'
  ) c GROUP BY 1, 2, 3, 4 HAVING sum(c.n) <> 0;
  RETURN NULL;
END $$;

INSERT INTO sla_count (measure, facet, value, bucket, n)
SELECT f.measure, f.facet, f.value, f.bucket, count(*) FROM "request" r, sla_figures(r) f GROUP BY 1, 2, 3, 4;

CREATE TRIGGER request_is_counted AFTER INSERT OR DELETE ON "request" FOR EACH ROW EXECUTE FUNCTION keep_sla_figures();
CREATE TRIGGER request_is_counted_anew AFTER UPDATE ON "request" FOR EACH ROW
  WHEN ((OLD.status, OLD."right", OLD.channel, OLD.jurisdiction, OLD.time_zone, OLD.issuers, OLD.assigned_to, OLD.sort_on, OLD.expires_at, OLD.received_at, OLD.answered_at)
    IS DISTINCT FROM (NEW.status, NEW."right", NEW.channel, NEW.jurisdiction, NEW.time_zone, NEW.issuers, NEW.assigned_to, NEW.sort_on, NEW.expires_at, NEW.received_at, NEW.answered_at))
  EXECUTE FUNCTION keep_sla_figures();
