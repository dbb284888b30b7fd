import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { ListFilter } from '../../../domain/request/filing.js';
import { CHANNELS, RIGHTS } from '../../../domain/request/types.js';
import { SOON_DAYS, URGENCIES } from '../../../domain/request/urgency.js';
import { daysAfter } from '../../../domain/sla/day-number.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { recountSla } from '../../../tests/support/recount-sla.js';
import type { Change } from '../requests/change.js';
import { createRequestDesk } from '../requests/desk.js';
import { listRequests } from '../requests/list.js';
import { recordTransition } from '../requests/transition.js';
import { foldFigures } from './fold-figures.js';
import { momentOf, slaFigures } from './read-figures.js';

const DAY_MS = 86_400_000;
const STAFF = { id: '019a0000-0000-7000-8000-0000000000aa', role: 'staff' as const };
let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk();
}, 60_000);
afterAll(() => desk.close());

/** One step of a walk: what the record then says, some days after the receipt. */
const STEPS = [
  (at: Date): Change => ({ facts: [], set: { acknowledged_at: at } }),
  (at: Date): Change => ({ facts: [], set: { acknowledged_at: at, identity_asked_at: at } }),
  (): Change => ({ facts: [], set: { identity_level: 'L4' } }),
  (at: Date): Change => ({ facts: [], set: { collected_at: at } }),
  (at: Date): Change => ({ facts: [], set: { decided_at: at } }),
  (at: Date): Change => ({ facts: [], set: { answered_at: at } }),
  (): Change => ({ facts: [], set: { answered_at: null, decided_at: null } }),
  (at: Date): Change => ({ facts: [], set: { closed_at: at, outcome: 'withdrawn' } }),
  (): Change => ({ facts: [], set: { right: 'erasure' } }),
  (at: Date): Change => ({ facts: [], clockEvents: [{ type: 'identity-requested', on: at.toISOString().slice(0, 10), promptly: true }] }),
];

const walk = fc.record({
  right: fc.constantFrom(...RIGHTS),
  channel: fc.constantFrom(...CHANNELS),
  ageDays: fc.integer({ min: 0, max: 100 }),
  steps: fc.array(fc.record({ step: fc.nat(STEPS.length - 1), afterDays: fc.integer({ min: 0, max: 45 }) }), { maxLength: 7 }),
});

type Walk = typeof walk extends fc.Arbitrary<infer T> ? T : never;

async function goThrough(one: Walk, n: number): Promise<void> {
  const { deps } = desk;
  const receivedAt = new Date(Date.now() - one.ageDays * DAY_MS);
  const { id } = await createRequestDesk(deps).file(
    {
      rights: [one.right],
      requester: { name: 'Wanda Walker', email: `walk-${n}-${Math.random()}@example.com` },
      channel: one.channel,
      receivedAt,
      language: 'en',
    },
    STAFF,
  );
  for (const { step, afterDays } of one.steps)
    await recordTransition(deps, { id }, STAFF, () =>
      STEPS[step]?.(new Date(Math.min(Date.now(), receivedAt.getTime() + afterDays * DAY_MS))),
    );
}

/** The length of the list behind a number. */
async function lengthOf(filter: Partial<ListFilter>): Promise<number> {
  let length = 0;
  for (let after: string | undefined; ; ) {
    const page = await listRequests(desk.deps, { limit: 200, ...filter, ...(after === undefined ? {} : { after }) });
    length += page.items.length;
    if (page.after === null) return length;
    after = page.after;
  }
}

describe('the rolled-up figures', () => {
  it('equal a recount after random walks of many cases at once, folded or not, while they are folded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(walk, { minLength: 12, maxLength: 20 }), async (walks) => {
        const folding = foldFigures(desk.deps.pool);
        await Promise.all(walks.map(goThrough));
        await folding;
        await expectEqual();
        await Promise.all([foldFigures(desk.deps.pool), foldFigures(desk.deps.pool), expectEqual()]);
        await expectEqual();
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect((await desk.deps.pool.query('SELECT FROM sla_delta')).rowCount).toBe(0);
    expect((await desk.deps.pool.query('SELECT FROM sla_count WHERE n <= 0')).rowCount).toBe(0);
  }, 120_000);

  async function expectEqual(): Promise<void> {
    const { today } = momentOf(desk.deps);
    const [counted, figures] = await Promise.all([recountSla(desk.deps.pool, desk.deps.now(), today), slaFigures(desk.deps)]);
    const { months, onTimeByRight, ...rest } = counted;
    expect(figures).toMatchObject(rest);
    for (const key of ['byStatus', 'byRight', 'byChannel', 'byJurisdiction', 'byIssuer'] as const) expect(figures[key]).toEqual(rest[key]);
    for (const month of months) expect(figures.months).toContainEqual(expect.objectContaining(month));
    const shares = Object.entries(figures.onTimeBy.right).map(([right, found]) => [
      right,
      [found.reduce((sum, { answered }) => sum + answered, 0), found.reduce((sum, { onTime }) => sum + onTime, 0)],
    ]);
    expect(Object.fromEntries(shares)).toEqual(onTimeByRight);
  }

  it('are each the length of the list behind them', async () => {
    const figures = await slaFigures(desk.deps);
    const { today } = figures;
    expect(await lengthOf({ group: 'open' })).toBe(figures.open);
    expect(await lengthOf({ overdue: true })).toBe(figures.overdue);
    expect(await lengthOf({ atRisk: true })).toBe(figures.atRisk);
    const next = { group: 'open', overdue: false, dueFrom: today } as const;
    expect(await lengthOf({ ...next, dueBefore: daysAfter(today, 1) })).toBe(figures.dueToday);
    expect(await lengthOf({ ...next, dueBefore: daysAfter(today, SOON_DAYS + 1) })).toBe(figures.dueWithin7Days);
    for (const urgency of URGENCIES) expect(await lengthOf({ urgency })).toBe(figures.byUrgency[urgency]);
    for (const turn of ['us', 'decided', 'requester', 'issuer'] as const) expect(await lengthOf({ turn })).toBe(figures.waitingFor[turn]);
    for (const right of RIGHTS) expect(await lengthOf({ group: 'open', right })).toBe(figures.byRight[right] ?? 0);
    for (const channel of CHANNELS) expect(await lengthOf({ group: 'open', channel })).toBe(figures.byChannel[channel] ?? 0);
    for (const month of figures.months.slice(-3)) {
      expect(await lengthOf({ receivedIn: month.month })).toBe(month.received);
      expect(await lengthOf({ answeredIn: month.month })).toBe(month.answered);
      expect(await lengthOf({ answeredIn: month.month, onTime: true })).toBe(month.onTime);
      expect(await lengthOf({ answeredIn: month.month, onTime: false })).toBe(month.answered - month.onTime);
    }
    for (const { date, ...day } of figures.horizon.slice(0, 10))
      expect(await lengthOf({ group: 'open', dueFrom: date, dueBefore: daysAfter(date, 1) })).toBe(
        day.late + day.soon + day.calm + day.held,
      );
  }, 60_000);

  it('find the cases of an issuer and of a colleague', async () => {
    const { deps } = desk;
    const filed = await createRequestDesk(deps).file(
      { rights: ['rectification'], requester: { name: 'Wanda Walker', email: 'issuer@example.com' }, channel: 'form', language: 'en' },
      STAFF,
    );
    await recordTransition(deps, { id: filed.id }, STAFF, ({ row }) => ({
      facts: [],
      rows: {
        correction: [{ id: row.id, request_id: row.id, subject_id: row.subject_id, sealed_claim: row.sealed_content, ...CORRECTION }],
      },
    }));
    await deps.pool.query('UPDATE request SET assigned_to = $2 WHERE id = $1', [filed.id, STAFF.id]);
    const figures = await slaFigures(deps);
    expect(figures.byIssuer['harbour-institute']).toBe(await lengthOf({ group: 'open', involves: 'harbour-institute' }));
    expect(figures.byIssuer['harbour-institute']).toBe(1);
    expect(figures.byAssignee).toEqual({ [STAFF.id]: await lengthOf({ group: 'open', assignedTo: STAFF.id }) });
  });

  it('are folded after a long pause too, while the statistics still say that nothing waits', async () => {
    const { pool } = desk.deps;
    await foldFigures(pool);
    const owner = new pg.Client({ connectionString: desk.database.ownerUrl });
    await owner.connect();
    try {
      const wait = (n: number) =>
        owner.query(`INSERT INTO sla_delta (measure, facet, value, bucket, n)
          SELECT 'received', '', 'probe', i % 50, (ARRAY[1, -1])[1 + (i / 50) % 2] FROM generate_series(0, ${n - 1}) i`);
      await wait(1_000);
      await foldFigures(pool);
      // Pages that are there and hold nothing: the planner then takes the table for empty, however much comes.
      await owner.query('VACUUM (ANALYZE, TRUNCATE false) sla_delta');
      await wait(120_000);
      expect(await foldFigures(pool)).toBe(120_000); // with a subquery run anew for each row it would take hours
      const { rows } = await owner.query(`SELECT 1 FROM sla_count WHERE value = 'probe'`);
      expect(rows).toEqual([]);
    } finally {
      await owner.end();
    }
  }, 60_000);

  it('are what a migration counts of the rows that are there', async () => {
    const { pool } = desk.deps;
    await foldFigures(pool);
    const counted = await pool.query(
      'SELECT f.*, count(*)::int AS n FROM request r, sla_figures(r) f GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4',
    );
    const kept = await pool.query('SELECT measure, facet, value, bucket, n::int FROM sla_count ORDER BY 1, 2, 3, 4');
    expect(kept.rows).toEqual(counted.rows);
  });
});

const CORRECTION = {
  position: 0,
  controller: 'issuer',
  issuer_slug: 'harbour-institute',
  found_by: 'staff',
  opened_at: new Date().toISOString(),
};
