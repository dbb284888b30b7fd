import { verifyUrlOf } from '../../../../domain/seals/ids.js';
import { type LinkBack, readLinkBack } from '../../../../domain/seals/placement.js';
import { inTransaction } from '../../transaction.js';
import type { SealDeps } from '../seal-deps.js';

/**
 * Writes what a website says of the seals that stand for it. A seal's row changes, and so is published anew, only where that is something
 * else than before; the day is kept with the domain.
 */
export async function recordLinkFile(
  { pool, settings }: SealDeps,
  { memberId, domain }: { memberId: string; domain: string },
  found: { file: unknown } | undefined,
  now: Date,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('UPDATE member_domain SET link_asked_at = $3 WHERE member_id = $1 AND domain = $2', [memberId, domain, now]);
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM seal WHERE member_id = $1 AND domain = $2 AND status IN ('active', 'suspended') ORDER BY id`,
      [memberId, domain],
    );
    const said = rows.map(({ id }): LinkBack => {
      if (found === undefined) return 'silent';
      return readLinkBack(found.file, { verifyUrl: verifyUrlOf(settings.publicUrl, id), domain });
    });
    await client.query(
      `UPDATE seal s SET link_back = f.said FROM unnest($1::uuid[], $2::text[]) AS f (id, said) WHERE s.id = f.id AND s.link_back IS DISTINCT FROM f.said`,
      [rows.map(({ id }) => id), said],
    );
  });
}
