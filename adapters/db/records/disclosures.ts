import type { DisclosureFilter, DisclosureLine } from '../../../domain/processing-record.js';
import type { DeskDeps } from '../requests/desk-deps.js';

type Deps = Pick<DeskDeps, 'pool' | 'vault'>;

interface Row {
  at: Date;
  recipient: string;
  system: string;
  categories: string[];
  purpose: string;
  subject_id: string;
}

/**
 * What was passed on, who was told of a change (GDPR Art. 19), and what went to another organisation because the person wished it (Art. 20(2)).
 * Which one that was is sealed, as it says what the person does next: it stands on the case.
 */
const ALL = `SELECT at, recipient, system, categories, purpose, subject_id FROM disclosure
  UNION ALL SELECT n.told_at, n.recipient, 'rightsdesk', ARRAY[]::text[], 'told that data were ' || replace(n.act, '-', ' '), r.subject_id
    FROM recipient_notice n JOIN request r ON r.id = n.request_id WHERE n.told_at IS NOT NULL
  UNION ALL SELECT t.settled_at, 'an organisation the person chose', 'rightsdesk', ARRAY['the portable data of the answer'],
    'handed over directly at the wish of the person (Art. 20(2))', t.subject_id
    FROM portability_transfer t WHERE t.status = 'delivered' AND t.settled_at IS NOT NULL`;

const FILTERED = `SELECT * FROM (${ALL}) AS d
  WHERE ($1::text IS NULL OR d.recipient = $1) AND ($2::date IS NULL OR d.at >= $2::date) AND ($3::date IS NULL OR d.at < $3::date + 1)
    AND ($4::text IS NULL OR d.subject_id IN (SELECT subject_id FROM request WHERE reference = $4)) ORDER BY d.at DESC LIMIT $5`;

/** The register of disclosures. A person stands in it under a keyed name: the same person the same name, and no way back. */
export function createDisclosures({ pool, vault }: Deps) {
  return {
    async list({ recipient, from, to, reference, limit }: DisclosureFilter): Promise<{ lines: DisclosureLine[]; hasMore: boolean }> {
      const { rows } = await pool.query<Row>(FILTERED, [recipient ?? null, from ?? null, to ?? null, reference ?? null, limit + 1]);
      const lines = rows.slice(0, limit).map(({ subject_id, at, ...line }) => ({
        ...line,
        at: at.toISOString(),
        person: vault.indexOf('row-key', `disclosure\n${subject_id}`).toString('hex').slice(0, 8),
      }));
      return { lines, hasMore: rows.length > limit };
    },
    /** Everybody who ever received something. */
    async recipients(): Promise<string[]> {
      const { rows } = await pool.query<{ recipient: string }>(`SELECT DISTINCT recipient FROM (${ALL}) AS d ORDER BY 1`);
      return rows.map(({ recipient }) => recipient);
    },
  };
}
