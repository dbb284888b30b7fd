import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeskItem, ListFilter } from '../../../domain/request/list-item.js';
import { IS_LONG_RUN } from '../../../tests/support/long-run.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { addressOf, fileMany, readsWithoutIndex } from '../../../tests/support/many-requests.js';
import { listRequests } from './list.js';

const ROWS = IS_LONG_RUN ? 1_000_000 : 10_000;

let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk();
  await fileMany(desk.deps, 0, ROWS);
}, 180_000 + ROWS);
afterAll(() => desk.close());

/** Follows the cursors from the first page to the last, at most `most` entries. */
async function readAll(filter: Partial<ListFilter>, most = 12_000): Promise<DeskItem[]> {
  const items: DeskItem[] = [];
  for (let after: string | undefined; items.length < most; ) {
    const page = await listRequests(desk.deps, { limit: 200, ...filter, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    if (page.after === null) break;
    after = page.after;
  }
  return items;
}

describe(`the list over ${ROWS} rows`, () => {
  it('gives every case once, by time left', async () => {
    const items = await readAll({});
    expect(new Set(items.map((item) => item.reference)).size).toBe(items.length);
    expect(items.length).toBeGreaterThanOrEqual(Math.min(ROWS, 12_000));
    const dates = items.map((item) => item.dueOn ?? item.safeOn);
    expect(dates).toEqual([...dates].sort());
  }, 60_000);

  it('filters by state, right, date and overdue', async () => {
    expect(new Set((await readAll({ status: 'identity' }, 400)).map((item) => item.status))).toEqual(new Set(['identity']));
    expect(new Set((await readAll({ right: 'erasure' }, 400)).map((item) => item.right))).toEqual(new Set(['erasure']));
    const early = await readAll({ dueBefore: '2000-01-01' });
    expect(early).toEqual([]);
    const overdue = await readAll({ overdue: true }, 400);
    expect(overdue.length).toBeGreaterThan(0);
    expect(overdue.every((item) => item.isOverdue)).toBe(true);
  });

  it('finds by a part of an address or name, without a wrong one', async () => {
    const found = await listRequests(desk.deps, { limit: 50, q: addressOf(4_321).slice(1, -3).toUpperCase() });
    expect(found.items.map((item) => item.reference)).toEqual([`RR-2026-${(4321).toString(36).toUpperCase().padStart(6, '0')}`]);
    expect((await listRequests(desk.deps, { limit: 50, q: 'nobody-of-this-name' })).items).toEqual([]);
  });

  it('refuses a search of two letters and a cursor that is not ours', async () => {
    await expect(listRequests(desk.deps, { limit: 50, q: 'ab' })).rejects.toMatchObject({ code: 'SEARCH_TOO_SHORT' });
    await expect(listRequests(desk.deps, { limit: 50, after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'CURSOR_UNREADABLE' });
  });

  it('answers every read through an index', async () => {
    expect(await readsWithoutIndex(desk.deps)).toEqual([]);
  });
});
