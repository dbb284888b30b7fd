import type { PoolClient } from 'pg';
import { queueNotice } from './keep/queue-notice.js';
import type { SealDeps } from './seal-deps.js';
import { inUnicode, SEAL_COLUMNS, type SealRow } from './seal-row.js';

/**
 * A domain of another member that domain `d` can be taken for, found by the index on what names look like; so both sides see it, whichever
 * came first. Of another issuer's members an issuer learns what is public only: the domains on which a seal is in force. Members who ended,
 * or whose record is restricted (left out by the database, GDPR Art. 18), are not named.
 */
export const LOOKS_LIKE = `(SELECT o.domain FROM member_domain o JOIN member om ON om.id = o.member_id AND om.ended_at IS NULL
  WHERE o.look = d.look AND o.look <> '' AND o.member_id <> d.member_id AND o.domain <> d.domain AND (o.issuer_slug = d.issuer_slug
    OR EXISTS (SELECT FROM seal os WHERE os.member_id = o.member_id AND os.domain = o.domain AND os.status = 'active' AND seal_in_view(os)))
  ORDER BY o.created_at, o.domain LIMIT 1)`;

const FOUND = `SELECT DISTINCT ON (s.issuer_slug, s.member_id, s.domain, d.domain) ${SEAL_COLUMNS}, d.domain AS other
  FROM seal n JOIN member nm ON nm.id = n.member_id AND nm.hidden_at IS NULL JOIN member_domain d ON d.member_id = n.member_id AND d.domain = n.domain
    JOIN member_domain o ON o.look = d.look AND o.look <> '' AND o.domain <> d.domain AND o.issuer_slug <> d.issuer_slug
    JOIN seal s ON s.member_id = o.member_id AND s.domain = o.domain AND s.status = 'active' AND s.hidden_at IS NULL
  WHERE n.id = ANY($1::uuid[]) AND n.status = 'active' AND n.hidden_at IS NULL ORDER BY s.issuer_slug, s.member_id, s.domain, d.domain, s.id`;

/**
 * Tells other issuers when seals come into force on names that can be taken for a domain where a seal of theirs stands: once for each pair.
 * Not before, because until then another issuer's member is its own business. An issuer sees look-alikes among its own members itself.
 */
export async function tellLookAlikes(deps: SealDeps, client: PoolClient, sealIds: readonly string[], now: Date): Promise<void> {
  const { rows } = await client.query<SealRow & { other: string }>(FOUND, [sealIds]);
  for (const { other, ...seal } of rows) {
    const key = `look-alike:${seal.member_id}:${seal.domain}:${other}`;
    const url = `/verify?domain=${encodeURIComponent(other)}`;
    await queueNotice(deps, client, seal, { code: 'LOOK_ALIKE', key, on: now, url, other: inUnicode(other) }, now);
  }
}
