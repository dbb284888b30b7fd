-- What the lists say of a seal: its status; of one whose record was erased that it counts no more. Whoever kept its credential would
-- otherwise find it valid without asking us. Why is not said: superseded and revoked seals have the same bit.
CREATE FUNCTION seal_listed_as(one seal) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN one.hidden_at IS NOT NULL AND one.status IN ('active', 'suspended', 'expired') THEN 'revoked' ELSE one.status END
$$;
CREATE INDEX seal_hidden_bit ON "seal" (issuer_slug, list_number) INCLUDE (revocation_index) WHERE hidden_at IS NOT NULL;

CREATE OR REPLACE FUNCTION seal_status_bits(issuer text, list integer, purpose text) RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(place ORDER BY place), '{}') FROM (
    SELECT revocation_index AS place FROM seal WHERE purpose = 'revocation' AND issuer_slug = issuer AND list_number = list AND status IN ('revoked', 'superseded')
    UNION
    SELECT revocation_index FROM seal WHERE purpose = 'revocation' AND issuer_slug = issuer AND list_number = list AND hidden_at IS NOT NULL AND status <> 'draft'
    UNION ALL
    SELECT suspension_index FROM seal WHERE purpose = 'suspension' AND issuer_slug = issuer AND list_number = list AND status = 'suspended' AND hidden_at IS NULL) AS set_places
$$;

CREATE OR REPLACE FUNCTION changed_seals(since bigint, after_stamp bigint, after_id uuid, how_many bigint)
  RETURNS TABLE (id uuid, stamp bigint, is_in_view boolean, issuer text, list integer, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.id, s.stamp, seal_in_view(s), s.issuer_slug, s.list_number, seal_listed_as(s) FROM seal s
  WHERE s.stamp >= since AND (s.stamp, s.id) > (after_stamp, after_id) AND s.list_number IS NOT NULL
  ORDER BY s.stamp, s.id LIMIT how_many
$$;

CREATE OR REPLACE FUNCTION unpublished_seals(after_id uuid, how_many bigint)
  RETURNS TABLE (id uuid, stamp bigint, is_in_view boolean, issuer text, list integer, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.id, s.stamp, seal_in_view(s), s.issuer_slug, s.list_number, seal_listed_as(s) FROM seal s LEFT JOIN seal_publication p ON p.seal_id = s.id
  WHERE s.id > after_id AND s.list_number IS NOT NULL AND p.seal_stamp IS DISTINCT FROM s.stamp
  ORDER BY s.id LIMIT how_many
$$;

CREATE OR REPLACE FUNCTION seals_in_and_out_of_view(how_many bigint)
  RETURNS TABLE (id uuid, stamp bigint, is_in_view boolean, issuer text, list integer, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH doubtful AS (
    SELECT p.seal_id FROM seal_publication p WHERE p.content IS NULL
    UNION
    SELECT s.id FROM seal s JOIN member m ON m.id = s.member_id WHERE m.hidden_at IS NOT NULL
    UNION
    SELECT s.id FROM restriction_in_force f JOIN seal s ON s.id = CASE WHEN f.collection = 'seal' THEN nullif(f.row_key, '')::uuid END
    UNION
    SELECT s.id FROM restriction_in_force f JOIN seal s ON s.member_id = CASE WHEN f.collection = 'member' THEN nullif(f.row_key, '')::uuid END
    UNION
    SELECT s.id FROM restriction_in_force f JOIN certificate c ON c.subject_id = f.subject_id JOIN seal s ON s.member_id = c.member_id
    WHERE f.collection IN ('', 'certificate'))
  SELECT s.id, s.stamp, seal_in_view(s), s.issuer_slug, s.list_number, seal_listed_as(s) FROM doubtful d JOIN seal s ON s.id = d.seal_id JOIN seal_publication p ON p.seal_id = s.id
  WHERE seal_in_view(s) <> (p.content IS NOT NULL) LIMIT how_many
$$;

-- Those that were hidden before are published anew, and with them their lists.
UPDATE "seal" SET changed_at = changed_at WHERE hidden_at IS NOT NULL AND list_number IS NOT NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT EXECUTE ON FUNCTION seal_listed_as(seal) TO rightsdesk_app;
  END IF;
END $$;
