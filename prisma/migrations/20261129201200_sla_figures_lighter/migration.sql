-- The same figures as in sla_figures, said as one list of values, and nothing grouped where a case is new: filing a case is the most
-- frequent change of all. A value whose bucket is null does not count.
CREATE OR REPLACE FUNCTION sla_figures(r "request") RETURNS TABLE (measure TEXT, facet TEXT, value TEXT, bucket INTEGER) LANGUAGE sql STABLE AS $$
  SELECT v.measure, v.facet, v.value, v.bucket
  FROM (SELECT CASE WHEN r.status NOT IN ('answered', 'closed') THEN 0 END AS open,
      CASE WHEN r.expires_at IS NULL OR r.answered_at < r.expires_at THEN 'on-time' ELSE 'late' END AS timing,
      (extract(year FROM r.answered_at AT TIME ZONE r.time_zone) * 12 + extract(month FROM r.answered_at AT TIME ZONE r.time_zone) - 1)::int AS month,
      CASE WHEN r.answered_at IS NOT NULL THEN greatest(0, floor(extract(epoch FROM r.answered_at - r.received_at) / 86400))::int END AS days) w,
    LATERAL (VALUES
      ('status', 'all', r.status, 0),
      ('received', 'all', '', (r.received_at AT TIME ZONE r.time_zone)::date - DATE '2000-01-01'),
      ('open', 'right', coalesce(r."right", 'triage'), w.open),
      ('open', 'channel', r.channel, w.open),
      ('open', 'jurisdiction', r.jurisdiction, w.open),
      ('open', 'assignee', r.assigned_to::text, CASE WHEN r.assigned_to IS NOT NULL THEN w.open END),
      ('due',
        CASE WHEN r.status = 'fulfilling' THEN 'decided' WHEN r.status IN ('identity', 'clarification', 'fee') THEN 'requester'
             WHEN r.status = 'issuer' THEN 'issuer' ELSE 'us' END,
        coalesce(extract(epoch FROM r.expires_at)::bigint::text, ''), w.open + (r.sort_on - DATE '2000-01-01')),
      ('answered', 'all', '', (r.answered_at AT TIME ZONE r.time_zone)::date - DATE '2000-01-01'),
      (w.timing, 'all', '', w.month),
      (w.timing, 'right', coalesce(r."right", 'triage'), w.month),
      (w.timing, 'channel', r.channel, w.month),
      (w.timing, 'jurisdiction', r.jurisdiction, w.month),
      ('days', 'all', '', w.days),
      ('days', 'right', coalesce(r."right", 'triage'), w.days),
      ('days', 'channel', r.channel, w.days),
      ('days', 'jurisdiction', r.jurisdiction, w.days),
      ('days', 'month', w.month::text, w.days)
    ) AS v(measure, facet, value, bucket)
  WHERE v.bucket IS NOT NULL
  UNION ALL
  SELECT v.measure, 'issuer', slug, v.bucket
  FROM unnest(r.issuers) AS slug, LATERAL (VALUES
      ('open', CASE WHEN r.status NOT IN ('answered', 'closed') THEN 0 END),
      (CASE WHEN r.expires_at IS NULL OR r.answered_at < r.expires_at THEN 'on-time' ELSE 'late' END,
        (extract(year FROM r.answered_at AT TIME ZONE r.time_zone) * 12 + extract(month FROM r.answered_at AT TIME ZONE r.time_zone) - 1)::int),
      ('days', CASE WHEN r.answered_at IS NOT NULL THEN greatest(0, floor(extract(epoch FROM r.answered_at - r.received_at) / 86400))::int END)
    ) AS v(measure, bucket)
  WHERE v.bucket IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION keep_sla_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO sla_delta (measure, facet, value, bucket, n) SELECT f.measure, f.facet, f.value, f.bucket, 1 FROM sla_figures(NEW) f;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO sla_delta (measure, facet, value, bucket, n) SELECT f.measure, f.facet, f.value, f.bucket, -1 FROM sla_figures(OLD) f;
  ELSE
    INSERT INTO sla_delta (measure, facet, value, bucket, n)
    SELECT c.measure, c.facet, c.value, c.bucket, sum(c.n)::int
    FROM (SELECT f.*, -1 AS n FROM sla_figures(OLD) f UNION ALL SELECT f.*, 1 FROM sla_figures(NEW) f) c
    GROUP BY 1, 2, 3, 4 HAVING sum(c.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
