import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RETENTION_ITEMS } from '../../../domain/retention.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { keepSignUp } from '../../apart/sign-ups.js';
import { ensureSubject } from '../marketing/whose.js';
import { createRetentionDesk, createRetentionSteps } from './retention-desk.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-20T12:00:00Z');
let desk: TestDesk;
let restricted: string;
const deps = (now = NOW) => ({ ...desk.deps, apart: desk.apart, now: () => now });
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

/** One row of each kind that is past its period, and one that is not, of a person. */
async function rowsOf(email: string): Promise<string> {
  const { pool, vault } = desk.deps;
  const subjectId = await ensureSubject(desk.deps, vault.blindIndex(email));
  for (const days of [91, 89])
    await pool.query(`INSERT INTO log_entry (subject_id, at, sealed_visit) VALUES ($1, $2, '')`, [subjectId, ago(days)]);
  await pool.query(`INSERT INTO support_message (id, subject_id, sealed_message, at) VALUES (gen_random_uuid(), $1, '', $2)`, [
    subjectId,
    ago(750),
  ]);
  for (const [topic, ended] of [
    ['Old', ago(1_200)],
    ['Late', ago(900)],
    ['Wanted', null],
  ] as const) {
    await pool.query(
      `INSERT INTO newsletter (id, subject_id, topic, sealed_contact, consent_at, ended_at) VALUES (gen_random_uuid(), $1, $2, '', $3, $4)`,
      [subjectId, topic, ago(2_000), ended],
    );
    for (const [act, at] of [
      ['given', ago(2_000)],
      ['ended', ended],
    ] as const)
      if (at !== null)
        await pool.query(
          `INSERT INTO consent_record (id, subject_id, channel, topic, act, how, at) VALUES (gen_random_uuid(), $1, 'email', $2, $3, 'account', $4)`,
          [subjectId, topic, act, at],
        );
  }
  return subjectId;
}

const counts = async () => {
  const { rows } = await desk.deps.pool.query<{ log: number; support: number; news: string[]; proof: string[] }>(
    `SELECT (SELECT count(*)::int FROM log_entry WHERE subject_id <> $1) AS log, (SELECT count(*)::int FROM support_message WHERE subject_id <> $1) AS support,
       (SELECT array_agg(topic ORDER BY topic) FROM newsletter WHERE subject_id <> $1) AS news,
       (SELECT array_agg(topic || ' ' || act ORDER BY topic, at) FROM consent_record WHERE subject_id <> $1) AS proof`,
    [restricted],
  );
  return rows[0];
};

beforeAll(async () => {
  desk = await openTestDesk();
  await rowsOf('one@example.org');
  restricted = await rowsOf('restricted@example.org');
  const { pool } = desk.deps;
  const { rows } = await pool.query(
    `INSERT INTO restriction (id, request_id, subject_id, ground, started_at, review_on)
     VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'needed-for-claims', now(), current_date + 30) RETURNING id`,
    [restricted],
  );
  await pool.query(`INSERT INTO restriction_scope (restriction_id, system) VALUES ($1, 'rightsdesk')`, [rows[0].id]);
  for (const days of [91, 89])
    await desk.apart.pool.query(`INSERT INTO visit (started_at, last_at, sealed_visit) VALUES ($1, $1, '')`, [ago(days)]);
  const signUp = { name: '', topics: ['Events'], words: 'w', language: 'en', source: '/newsletter' } as const;
  for (const days of [8, 6]) await keepSignUp(desk.apart, { ...signUp, email: `${days}@example.org` }, ago(days));
}, 120_000);
afterAll(() => desk.close());

describe('the schedule of storage periods', () => {
  const DUE = {
    package: 0,
    'search-results': 0,
    'log-entries': 1,
    visits: 1,
    'sign-ups': 1,
    'support-messages': 1,
    subscriptions: 1,
    'consent-records': 2,
  };

  it('says what would go, changes nothing, and the look is on record', async () => {
    const before = await counts();
    expect(await createRetentionDesk(deps()).dryRun('an-account')).toEqual(DUE);
    expect(await counts()).toEqual(before);
    const { now, soon, runs, nextAt } = await createRetentionDesk(deps()).overview();
    expect([now, Object.keys(now).sort()]).toEqual([DUE, [...RETENTION_ITEMS].sort()]);
    expect(soon).toMatchObject({ 'log-entries': 2, visits: 2, 'sign-ups': 2 });
    expect(runs).toEqual([expect.objectContaining({ kind: 'dry-run', by: 'an-account', counts: DUE })]);
    expect(nextAt).toBe('2026-11-21T03:00:00.000Z');
  });

  it('deletes once a day what is past its period, keeps what is under restriction, and what is left is not due', async () => {
    const steps = createRetentionSteps(deps());
    expect(await steps.keepPeriods(NOW)).toEqual({ nextAtMs: Date.parse('2026-11-21T03:00:00Z') });
    await steps.keepPeriods(NOW);
    expect(await counts()).toEqual({
      log: 1,
      support: 0,
      news: ['Late', 'Wanted'],
      proof: ['Late given', 'Late ended', 'Wanted given'],
    });
    const { now, runs } = await createRetentionDesk(deps()).overview();
    expect(Object.values(now).every((count) => count === 0)).toBe(true);
    expect(runs.filter(({ kind }) => kind === 'run')).toEqual([expect.objectContaining({ by: 'system', counts: DUE })]);
    const kept = await desk.deps.pool.query('SELECT 1 FROM consent_record WHERE subject_id = $1', [restricted]);
    expect(kept.rowCount).toBe(5);
  });

  it('leaves a record that nobody changes, and proof that nobody deletes before its time', async () => {
    const { pool } = desk.deps;
    await expect(pool.query(`UPDATE retention_run SET items = '{}'`)).rejects.toThrow(/stays on record/);
    await expect(pool.query('DELETE FROM retention_run')).rejects.toThrow(/permission denied/);
    await expect(pool.query(`DELETE FROM consent_record WHERE topic = 'Late'`)).rejects.toThrow(/never changed/);
  });

  it('goes on where a run was cut off', async () => {
    const later = new Date(NOW.getTime() + 2 * DAY_MS);
    const { rows } = await desk.deps.pool.query<{ id: string }>(
      `INSERT INTO retention_run (id, kind, day, by, started_at, items) VALUES (gen_random_uuid(), 'run', '2026-11-22', 'system', $1, '{"visits": 7}') RETURNING id`,
      [later],
    );
    await createRetentionSteps(deps(later)).keepPeriods(later);
    const run = await desk.deps.pool.query('SELECT items, finished_at FROM retention_run WHERE id = $1', [rows[0]?.id]);
    expect(run.rows).toEqual([{ items: expect.objectContaining({ visits: 8, 'log-entries': 1, 'sign-ups': 1 }), finished_at: later }]);
  });
});
