import type { Actor } from '../../../../domain/request/filing.js';
import { nextDueOf, type SealDue } from '../../../../domain/seals/renewal.js';
import { inTransaction } from '../../transaction.js';
import type { SealDeps } from '../seal-deps.js';
import { findSeal, type SealRow } from '../seal-row.js';
import { tellWebhooks } from '../tell-webhooks.js';
import { appendSealFacts, recordSealTransition } from '../transition.js';
import { queueNotice } from './queue-notice.js';

export const SEAL_SYSTEM: Actor = { id: 'system', role: 'system' };

const BATCH = 100;

/** What time has brought to the seals of an issuer: warnings before the end, and the end. Does a part of it; `isMore`: there is more at once. */
export async function doDueSeals(
  deps: SealDeps,
  issuerSlug: string,
  now: Date,
): Promise<{ done: number; isMore: boolean; nextAt: Date | null }> {
  const { rows } = await deps.pool.query<{ id: string; next_due_at: Date }>(
    `SELECT id, next_due_at FROM seal WHERE issuer_slug = $1 AND next_due_at IS NOT NULL ORDER BY next_due_at LIMIT ${BATCH + 1}`,
    [issuerSlug],
  );
  const due = rows.filter(({ next_due_at }) => next_due_at <= now);
  for (const { id } of due.slice(0, BATCH)) await doDueSeal(deps, id, now);
  return {
    done: Math.min(due.length, BATCH),
    isMore: due.length > BATCH,
    nextAt: rows.find(({ next_due_at }) => next_due_at > now)?.next_due_at ?? null,
  };
}

/** Safe to repeat: what was given is on the row, and what is not due any more is left alone. */
async function doDueSeal(deps: SealDeps, id: string, now: Date): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    const row = await findSeal(client, { id }, { lock: true });
    if (row === undefined || row.next_due_at === null || row.next_due_at > now) return;
    if (row.valid_until <= now) {
      const step = { act: 'expire', fact: expired } as const;
      const after = await recordSealTransition(deps, { id }, SEAL_SYSTEM, step, { client, now });
      await queueNotice(
        deps,
        client,
        after,
        { code: 'EXPIRED', key: `expired:${id}:${row.version}`, on: row.valid_until, url: `/member/seals/${id}` },
        now,
      );
      return;
    }
    const due = nextDueOf({ validUntil: row.valid_until, warnedDays: row.warned_days }, now);
    const days = row.status === 'active' && due.what !== 'expire' && due.at <= now ? due.what : undefined;
    const after = { ...row, warned_days: days ?? row.warned_days };
    const nextAt =
      row.status === 'active' ? nextDueOf({ validUntil: row.valid_until, warnedDays: after.warned_days }, now).at : row.valid_until;
    await client.query('UPDATE seal SET warned_days = $2, next_due_at = $3 WHERE id = $1', [id, after.warned_days, nextAt]);
    if (days === undefined) return;
    const warned = { id, fact: { event: 'seal-expiry-warned', data: { days } } } as const;
    await appendSealFacts(deps, client, row.issuer_slug, [warned], { actor: SEAL_SYSTEM, at: now });
    await queueNotice(deps, client, after, warning(row, days, now), now);
    await tellWebhooks(client, [{ row: after, type: 'seal.expiry_warned', extra: { days } }], { now, publicUrl: deps.settings.publicUrl });
  });
}

const expired = (row: SealRow) => ({ event: 'seal-expired', data: { validUntil: row.valid_until.toISOString() } }) as const;

const DAY_MS = 86_400_000;

const warning = (row: SealRow, days: Exclude<SealDue['what'], 'expire'>, now: Date) => ({
  code: 'EXPIRY_WARNING' as const,
  key: `expiry:${row.id}:${row.version}:${days}`,
  on: row.valid_until,
  days: Math.ceil((row.valid_until.getTime() - now.getTime()) / DAY_MS),
  url: `/member/seals/${row.id}`,
});
