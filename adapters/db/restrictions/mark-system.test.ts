import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { addConnector, addTaskSystem } from '../../connectors/connected-systems.js';
import { DEMO_SHOP_DATASET } from '../../connectors/demo/membership-shop.js';
import { requireCase } from '../requests/case-row.js';
import { fileRequest } from '../requests/intake.js';
import { recordTransition } from '../requests/transition.js';
import { markInSystem } from './mark-system.js';
import { restrictionViewOf } from './restriction-view.js';
import { setRestriction } from './set-restriction.js';

let desk: TestDesk;
const SYSTEM = { id: 'system', role: 'system' } as const;

beforeAll(async () => {
  desk = await openTestDesk();
  await addConnector(desk.deps, {
    name: 'dead-shop',
    url: 'postgresql://nobody:x@127.0.0.1:9/none',
    dataset: readFileSync(DEMO_SHOP_DATASET, 'utf8'),
  });
  await addTaskSystem(desk.deps, { name: 'paper' });
}, 120_000);
afterAll(() => desk.close());

/** A granted restriction, whose person is known to the systems named. */
async function granted(foundIn: readonly string[]): Promise<string> {
  const { deps } = desk;
  const requester = { name: 'M', email: `${randomUUID()}@example.org` };
  const { id } = await fileRequest(
    deps,
    { rights: ['restriction'], requester, channel: 'api', language: 'en' },
    { id: 'anyone', role: 'anyone' },
  );
  for (const system of ['dead-shop', 'paper'])
    await deps.pool.query(`INSERT INTO source_search (request_id, system, status, row_count) VALUES ($1, $2, $3, $4)`, [
      id,
      system,
      foundIn.includes(system) ? 'answered' : 'nothing-held',
      foundIn.includes(system) ? 2 : 0,
    ]);
  await recordTransition(deps, { id }, SYSTEM, ({ now }) => ({
    facts: [],
    set: { outcome: 'granted', decided_at: now, collected_at: now },
  }));
  await setRestriction(deps, id, new Date());
  return id;
}

const viewOf = async (id: string) => restrictionViewOf(desk.deps.pool, await requireCase(desk.deps.pool, { id }));

describe('the mark in the other systems', () => {
  it('is wanted where the person is known, and nowhere else', async () => {
    expect(await viewOf(await granted([]))).toMatchObject({ isInForce: true, untriedSystems: [], failingSystems: [] });
    expect(await viewOf(await granted(['paper', 'dead-shop']))).toMatchObject({ untriedSystems: ['dead-shop', 'paper'] });
  });

  it('is recorded once however often it is set', async () => {
    const id = await granted(['paper']);
    await setRestriction(desk.deps, id, new Date());
    expect((await desk.deps.pool.query('SELECT 1 FROM restriction WHERE request_id = $1', [id])).rowCount).toBe(1);
  });

  it('of a system that is down is chased, and does not count as done', async () => {
    const id = await granted(['dead-shop']);
    await markInSystem(desk.deps, id, 'dead-shop', new Date());
    expect(await viewOf(id)).toMatchObject({ untriedSystems: [], failingSystems: ['dead-shop'] });
    const { rows } = await desk.deps.pool.query(
      'SELECT problem, applied_at FROM restriction_scope s JOIN restriction r ON r.id = s.restriction_id WHERE r.request_id = $1 AND s.system = $2',
      [id, 'dead-shop'],
    );
    expect(rows).toEqual([{ problem: 'UNREACHABLE', applied_at: null }]);
  });

  it('of a system without an interface is a task, and done when the person says so', async () => {
    const id = await granted(['paper']);
    await markInSystem(desk.deps, id, 'paper', new Date());
    await markInSystem(desk.deps, id, 'paper', new Date());
    expect((await requireCase(desk.deps.pool, { id })).has_open_task).toBe(true);
    expect(await viewOf(id)).toMatchObject({ untriedSystems: [], failingSystems: [] });
    const letters = await desk.deps.pool.query(`SELECT 1 FROM letter WHERE request_id = $1 AND code = 'STAFF_TASK'`, [id]);
    expect(letters.rowCount).toBe(1);
    await desk.deps.pool.query(`UPDATE human_task SET status = 'done', done_at = now() WHERE request_id = $1`, [id]);
    expect(await viewOf(id)).toMatchObject({ untriedSystems: ['paper'] });
    await markInSystem(desk.deps, id, 'paper', new Date());
    expect(await viewOf(id)).toMatchObject({ isInForce: true, untriedSystems: [], failingSystems: [] });
  });
});
