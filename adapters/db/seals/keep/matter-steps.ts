import type { PoolClient } from 'pg';
import type { MatterView } from '../../../../domain/seals/seal-steps.js';
import { inTransaction } from '../../transaction.js';
import { suspendSeal } from '../act-seal.js';
import { type MatterOutcome, type MatterRow, settleMatter } from '../matters.js';
import type { SealDeps } from '../seal-deps.js';
import { findSeal, type SealRow } from '../seal-row.js';
import { SEAL_SYSTEM } from './days-work.js';
import { queueNotice } from './queue-notice.js';

const DAY_MS = 86_400_000;
/** When an issuer is reminded of an open renewal, and when its second contact is told. */
const REMIND_AFTER_MS = 7 * DAY_MS;

/** What a matter waits for next, as its workflow reads it. */
export async function readMatter(deps: SealDeps, matterId: string): Promise<MatterView> {
  const { rows } = await deps.pool.query<MatterRow>('SELECT * FROM seal_matter WHERE id = $1', [matterId]);
  const [row] = rows;
  if (row === undefined || row.closed_at !== null) return { isOpen: false };
  return { isOpen: true, nextAtMs: nextAt(row).getTime() };
}

function nextAt(row: MatterRow): Date {
  const remindAt = new Date(row.opened_at.getTime() + REMIND_AFTER_MS);
  return row.kind === 'renewal' && row.reminded_at === null && remindAt < row.due_at ? remindAt : row.due_at;
}

/** Does what is due of a matter: a reminder, or its end by the issuer's rule. Safe to repeat: each is on record before its mail goes. */
export async function stepMatter(deps: SealDeps, matterId: string, now: Date): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<MatterRow>('SELECT * FROM seal_matter WHERE id = $1 FOR UPDATE', [matterId]);
    const [matter] = rows;
    if (matter === undefined || matter.closed_at !== null || nextAt(matter) > now) return;
    const seal = await findSeal(client, { id: matter.seal_id }, { lock: true });
    if (seal === undefined) return close(deps, client, matter, now); // restricted or hidden: nobody is written to
    if (matter.due_at > now) return remind(deps, client, matter, seal, now);
    if (matter.kind === 'renewal') return lapse(deps, client, matter, seal, now);
    await endGrace(deps, client, matter, seal, now);
  });
}

async function close(_deps: SealDeps, client: PoolClient, { id }: MatterRow, now: Date): Promise<void> {
  await client.query(`UPDATE seal_matter SET closed_at = $2, outcome = 'overtaken' WHERE id = $1`, [id, now]);
}

async function remind(deps: SealDeps, client: PoolClient, matter: MatterRow, seal: SealRow, now: Date): Promise<void> {
  await client.query('UPDATE seal_matter SET reminded_at = $2 WHERE id = $1', [matter.id, now]);
  const notice = {
    code: 'RENEWAL_REMINDER',
    key: `renewal-reminder:${matter.id}`,
    on: matter.due_at,
    url: `/issuer/seals/${seal.id}`,
  } as const;
  await queueNotice(deps, client, seal, notice, now);
}

async function settle(deps: SealDeps, client: PoolClient, matter: MatterRow, outcome: MatterOutcome, now: Date): Promise<void> {
  await settleMatter(deps, client, { sealId: matter.seal_id, kind: matter.kind, outcome }, SEAL_SYSTEM, now);
}

async function lapse(deps: SealDeps, client: PoolClient, matter: MatterRow, seal: SealRow, now: Date): Promise<void> {
  await settle(deps, client, matter, 'lapsed', now);
  const notice = {
    code: 'RENEWAL_LAPSED',
    key: `renewal-lapsed:${matter.id}`,
    on: matter.due_at,
    url: `/member/seals/${seal.id}`,
  } as const;
  await queueNotice(deps, client, seal, notice, now);
}

/** The issuer's rule: the seal is suspended until the proof is found again, or stays with a warning. */
async function endGrace(deps: SealDeps, client: PoolClient, matter: MatterRow, seal: SealRow, now: Date): Promise<void> {
  const { rows } = await client.query<{ rule: string }>('SELECT when_domain_lost AS rule FROM issuer WHERE slug = $1', [seal.issuer_slug]);
  await client.query(`UPDATE member_domain SET state = 'lost' WHERE member_id = $1 AND domain = $2`, [seal.member_id, seal.domain]);
  const isSuspended = rows[0]?.rule !== 'warn' && seal.status === 'active';
  if (isSuspended)
    await suspendSeal(deps, seal, SEAL_SYSTEM, {
      reason: 'The domain was not proved within the grace period.',
      cause: 'domain-lost',
      now,
      client,
    });
  await settle(deps, client, matter, isSuspended ? 'suspended' : 'warned', now);
  await queueNotice(deps, client, seal, { code: 'DOMAIN_LOST', key: `domain-lost:${matter.id}`, on: matter.due_at, url: '/member' }, now);
}
