import type { Pool } from 'pg';

/** What the public look-up by domain answers. */
export interface DomainSeal {
  kind: string;
  status: string;
  member: string;
  issuer: string;
  validFrom: Date;
  validUntil: Date;
}

/** Reads issued seals; drafts are nobody's business. */
export function createSealDirectory(pool: Pool) {
  return {
    async findByDomain(domain: string): Promise<DomainSeal[]> {
      const { rows } = await pool.query<DomainSeal>(
        `SELECT s.kind, s.status, m.name AS member, i.name AS issuer, s.valid_from AS "validFrom", s.valid_until AS "validUntil"
         FROM seal s JOIN member m ON m.id = s.member_id JOIN issuer i ON i.slug = s.issuer_slug
         WHERE s.domain = $1 AND s.status <> 'draft' ORDER BY s.valid_from DESC LIMIT 20`,
        [domain.trim().toLowerCase()],
      );
      return rows;
    },
  };
}
