import type { Pool } from 'pg';
import type { ShownSeal } from '../../../domain/seals/display.js';

interface Row {
  id: string;
  kind: string;
  status: string;
  domain: string;
  valid_from: Date;
  valid_until: Date;
  member_name: string;
  language: string;
  issuer_slug: string;
  issuer_name: string;
  brand_name: string | null;
  brand_colour: string;
  mark_svg: string | null;
  issuer_language: string;
  allows_www: boolean;
  allows_subdomains: boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The seal of an id as the public may see it. A draft, a hidden or restricted seal and one that never was are the same: undefined. */
export async function findShownSeal(pool: Pool, id: string): Promise<ShownSeal | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await pool.query<Row>(
    `SELECT s.id, s.kind, s.status, s.domain, s.valid_from, s.valid_until, m.language, i.language AS issuer_language,
       coalesce(nullif(s.member_name, ''), m.name) AS member_name, i.slug AS issuer_slug, i.name AS issuer_name, i.brand_name,
       i.brand_colour, i.mark_svg, i.allows_www, i.allows_subdomains
     FROM seal s JOIN member m ON m.id = s.member_id JOIN issuer i ON i.slug = s.issuer_slug
     WHERE s.id = $1 AND s.status <> 'draft' AND s.hidden_at IS NULL AND m.hidden_at IS NULL`,
    [id],
  );
  return rows[0] === undefined ? undefined : shownSeal(rows[0]);
}

function shownSeal(row: Row): ShownSeal {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    domain: row.domain,
    allowsWww: row.allows_www,
    allowsSubdomains: row.allows_subdomains,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    memberName: row.member_name,
    language: row.language,
    issuer: {
      slug: row.issuer_slug,
      name: row.brand_name ?? row.issuer_name,
      colour: row.brand_colour,
      markSvg: row.mark_svg,
      language: row.issuer_language,
    },
  };
}
