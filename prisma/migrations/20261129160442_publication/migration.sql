-- AlterTable
ALTER TABLE "issuer" ADD COLUMN     "stamp" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "seal" ADD COLUMN     "stamp" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "seal_publication" (
    "seal_id" UUID NOT NULL,
    "issuer_slug" TEXT NOT NULL,
    "stamp" BIGINT NOT NULL DEFAULT 0,
    "seal_stamp" BIGINT NOT NULL,
    "list_number" INTEGER,
    "bits" INTEGER NOT NULL DEFAULT 0,
    "content" BYTEA,

    CONSTRAINT "seal_publication_pkey" PRIMARY KEY ("seal_id")
);

-- CreateTable
CREATE TABLE "published_document" (
    "name" TEXT NOT NULL,
    "stamp" BIGINT NOT NULL DEFAULT 0,
    "source" BYTEA NOT NULL,
    "content" BYTEA NOT NULL,
    "refresh_at" TIMESTAMPTZ(3),

    CONSTRAINT "published_document_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "seal_publication_stamp_seal_id_idx" ON "seal_publication"("stamp", "seal_id");

-- CreateIndex
CREATE INDEX "seal_publication_issuer_slug_seal_id_idx" ON "seal_publication"("issuer_slug", "seal_id");

-- CreateIndex
CREATE INDEX "published_document_stamp_idx" ON "published_document"("stamp");

-- CreateIndex
CREATE INDEX "published_document_refresh_at_idx" ON "published_document"("refresh_at");

-- CreateIndex
CREATE INDEX "seal_stamp_id_idx" ON "seal"("stamp", "id");

-- Whoever follows a table remembers the oldest transaction that was still open when it last read (pg_snapshot_xmin) and reads from there
-- again: what is committed later was written by that one or a younger one, so nothing is missed, whatever the order of the commits.
CREATE FUNCTION stamp_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.stamp := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END
$$;
CREATE TRIGGER seal_is_stamped BEFORE INSERT OR UPDATE ON "seal" FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER issuer_is_stamped BEFORE INSERT OR UPDATE ON "issuer" FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER publication_is_stamped BEFORE INSERT OR UPDATE ON "seal_publication" FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER document_is_stamped BEFORE INSERT OR UPDATE ON "published_document" FOR EACH ROW EXECUTE FUNCTION stamp_change();

CREATE FUNCTION tell_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('publication', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER publication_is_told AFTER INSERT OR UPDATE ON "seal_publication" FOR EACH STATEMENT EXECUTE FUNCTION tell_publication();
CREATE TRIGGER document_is_told AFTER INSERT OR UPDATE ON "published_document" FOR EACH STATEMENT EXECUTE FUNCTION tell_publication();

-- Whether the public may see a seal at this moment: issued, not hidden, its member not hidden, nothing of it under restriction.
CREATE FUNCTION seal_in_view(one seal) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT one.status <> 'draft' AND one.list_number IS NOT NULL AND one.hidden_at IS NULL
    AND EXISTS (SELECT FROM member m WHERE m.id = one.member_id AND m.hidden_at IS NULL)
    AND NOT (EXISTS (SELECT FROM restriction_in_force) AND seal_is_restricted(one.id, one.member_id))
$$;

-- The seals that changed, oldest change first; restricted ones too, because their places in the lists go on saying what is so.
CREATE FUNCTION changed_seals(since bigint, after_stamp bigint, after_id uuid, how_many bigint)
  RETURNS TABLE (id uuid, stamp bigint, is_in_view boolean, issuer text, list integer, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.id, s.stamp, seal_in_view(s), s.issuer_slug, s.list_number, s.status FROM seal s
  WHERE s.stamp >= since AND (s.stamp, s.id) > (after_stamp, after_id) AND s.list_number IS NOT NULL
  ORDER BY s.stamp, s.id LIMIT how_many
$$;

-- The same for those whose publication is of another state, or is missing.
CREATE FUNCTION unpublished_seals(after_id uuid, how_many bigint)
  RETURNS TABLE (id uuid, stamp bigint, is_in_view boolean, issuer text, list integer, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.id, s.stamp, seal_in_view(s), s.issuer_slug, s.list_number, s.status FROM seal s LEFT JOIN seal_publication p ON p.seal_id = s.id
  WHERE s.id > after_id AND s.list_number IS NOT NULL AND p.seal_stamp IS DISTINCT FROM s.stamp
  ORDER BY s.id LIMIT how_many
$$;

-- Seals that came out of view or back without a change of their own: a restriction began or ended, a member was hidden.
CREATE FUNCTION seals_in_and_out_of_view(how_many bigint)
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
  SELECT s.id, s.stamp, seal_in_view(s), s.issuer_slug, s.list_number, s.status FROM doubtful d JOIN seal s ON s.id = d.seal_id JOIN seal_publication p ON p.seal_id = s.id
  WHERE seal_in_view(s) <> (p.content IS NOT NULL) LIMIT how_many
$$;
CREATE INDEX seal_publication_out_of_view ON "seal_publication" (seal_id) WHERE content IS NULL;
CREATE INDEX member_hidden ON "member" (id) WHERE hidden_at IS NOT NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rightsdesk_app') THEN
    GRANT EXECUTE ON FUNCTION seal_in_view(seal), changed_seals(bigint, bigint, uuid, bigint), unpublished_seals(uuid, bigint), seals_in_and_out_of_view(bigint) TO rightsdesk_app;
    REVOKE DELETE, TRUNCATE ON "seal_publication", "published_document" FROM rightsdesk_app;
  END IF;
END $$;
