import type { Pool } from 'pg';
import type { RetentionItem } from '../../../domain/retention.js';
import { SIGN_UP_DAYS } from '../../../domain/sign-up.js';
import { LOG_DAYS } from '../../../domain/visit.js';
import type { Apart } from '../../apart/apart.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { inTransaction } from '../transaction.js';
import { applyRetention } from './apply-retention.js';
import { dueParts } from './due-parts.js';

export type RetentionDeps = DeskDeps & { apart: Apart };

/** One thing with an end: how many are past it at an instant, and their deletion. Both are safe to repeat. */
interface Kept {
  count(deps: RetentionDeps, now: Date): Promise<number>;
  delete(deps: RetentionDeps, now: Date): Promise<number>;
}

const AT_ONCE = 5_000;
/** What the person wants kept, or what is in dispute, stays (GDPR Art. 18(1)): nothing of a person under restriction is deleted. */
const NOT_RESTRICTED = 'NOT EXISTS (SELECT FROM restriction r WHERE r.subject_id = t.subject_id AND r.lifted_at IS NULL)';

/** Rows of a register of ours, `t`, that fulfil `past`; `$1` is the instant before which they are past their period. */
function register(table: string, before: (now: Date) => Date, past: string): Kept {
  const where = `${past} AND ${NOT_RESTRICTED}`;
  const counted = `SELECT count(*)::int AS n FROM "${table}" t WHERE ${where}`;
  const deleted = `DELETE FROM "${table}" WHERE ctid = ANY(ARRAY(SELECT t.ctid FROM "${table}" t WHERE ${where} LIMIT ${AT_ONCE}))`;
  return {
    // What the person objected to is out of every use, and is deleted like the rest: so it has to be seen here.
    count: ({ pool }, now) =>
      inTransaction(pool, async (client) => {
        await useInTransaction(client, 'rights-of-the-person');
        return (await client.query<{ n: number }>(counted, [before(now)])).rows[0]?.n ?? 0;
      }),
    delete: ({ pool }, now) =>
      untilNone(() =>
        inTransaction(pool, async (client) => {
          await useInTransaction(client, 'rights-of-the-person');
          return (await client.query(deleted, [before(now)])).rowCount ?? 0;
        }),
      ),
  };
}

/** Rows of people who are not signed in. */
function apart(table: string, column: string, before: (now: Date) => Date): Kept {
  const query = async (pool: Pool, sql: string, now: Date) => pool.query<{ n: number }>(sql, [before(now)]);
  return {
    count: async (deps, now) =>
      (await query(deps.apart.pool, `SELECT count(*)::int AS n FROM ${table} WHERE ${column} < $1`, now)).rows[0]?.n ?? 0,
    delete: async (deps, now) => (await query(deps.apart.pool, `DELETE FROM ${table} WHERE ${column} < $1`, now)).rowCount ?? 0,
  };
}

/** A part of the files of cases; each deletion is in the evidence of its case. */
function part(name: 'package' | 'search-results'): Kept {
  return {
    count: async ({ pool }, now) => (await dueParts(pool, { now, limit: 1_000_000, part: name })).length,
    delete: async (deps, now) => (await applyRetention({ ...deps, now: () => now }, { part: name })).parts.length,
  };
}

async function untilNone(deleteSome: () => Promise<number>): Promise<number> {
  for (let deleted = 0; ; ) {
    const some = await deleteSome();
    deleted += some;
    if (some < AT_ONCE) return deleted;
  }
}

const days = (count: number) => (now: Date) => new Date(now.getTime() - count * 86_400_000);
const years = (count: number) => (now: Date) => {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - count);
  return then;
};

const KEPT = {
  package: part('package'),
  'search-results': part('search-results'),
  'log-entries': register('log_entry', days(LOG_DAYS), 't.at < $1'),
  visits: apart('visit', 'last_at', days(LOG_DAYS)),
  'sign-ups': apart('sign_up', 'asked_at', days(SIGN_UP_DAYS)),
  'support-messages': register(
    'support_message',
    years(2),
    't.at < $1 AND NOT EXISTS (SELECT FROM support_message m WHERE m.subject_id = t.subject_id AND m.at >= $1)',
  ),
  subscriptions: subscriptions(register('newsletter', years(3), 't.ended_at < $1')),
  'consent-records': register(
    'consent_record',
    years(3),
    `t.at < $1 AND NOT EXISTS (SELECT FROM consent_record c WHERE c.subject_id = t.subject_id AND c.channel = t.channel AND c.topic = t.topic
       AND (c.at >= $1 OR (c.act = 'given' AND NOT EXISTS (SELECT FROM consent_record e WHERE e.subject_id = c.subject_id AND e.channel = c.channel
         AND e.topic = c.topic AND e.act = 'ended' AND e.at >= c.at))))`,
  ),
} as const satisfies Record<RetentionItem, Kept>;

/** With a subscription goes the record of what was sent for it. */
function subscriptions(kept: Kept): Kept {
  return {
    ...kept,
    async delete(deps, now) {
      const deleted = await kept.delete(deps, now);
      await deps.pool.query('DELETE FROM newsletter_copy c WHERE NOT EXISTS (SELECT FROM newsletter n WHERE n.id = c.newsletter_id)');
      return deleted;
    },
  };
}

export const countPast = (deps: RetentionDeps, item: RetentionItem, now: Date): Promise<number> => KEPT[item].count(deps, now);
export const deletePast = (deps: RetentionDeps, item: RetentionItem, now: Date): Promise<number> => KEPT[item].delete(deps, now);
