import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addTaskSystem } from '../../adapters/connectors/connected-systems.js';
import { workflowIdOf } from '../../domain/request/ids.js';
import type { Office } from '../support/office.js';
import { openShopOffice, type ShopOffice } from '../support/shop-office.js';

const HOUR = 1 / 24;

describe('systems that do not answer', () => {
  let office: Office;
  let shop: ShopOffice;

  beforeAll(async () => {
    shop = await openShopOffice();
    ({ office } = shop);
  }, 120_000);
  afterAll(() => shop.close(), 60_000);

  async function toDeciding(): Promise<string> {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    return reference;
  }

  it('a system that is down is recorded, does not stop the case, is asked again each hour, and taken in when it is back', async () => {
    await shop.connect('shop', 'down');
    const reference = await toDeciding();
    expect((await office.events(reference)).filter((event) => event === 'search-unreachable').length).toBe(1);
    await office.passDays(3.5 * HOUR, reference);
    await office.untilEvent(reference, 'search-unreachable', 4);
    await shop.connect('shop');
    const before = (await office.events(reference)).filter((event) => event === 'search-answered').length;
    await office.passDays(1.5 * HOUR, reference);
    await office.untilEvent(reference, 'search-answered', before + 1);
    expect((await office.events(reference)).filter((event) => event === 'search-unreachable').length).toBe(4);
    await office.act(reference, { type: 'decision', outcome: 'not-held', reasons: 'Nothing was found.' });
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 90_000);

  it('that stays down is asked less and less often, and at once when staff say so', async () => {
    await shop.connect('late-shop', 'down');
    const reference = await toDeciding();
    await expect(office.act(reference, { type: 'search-again', system: 'rightsdesk' })).rejects.toMatchObject({ code: 'NO_SILENT_SYSTEM' });
    const id = await office.idOf(reference);
    await office.history(workflowIdOf(id)); // at rest, so that its first wait has begun
    await office.foundation.pool.query(`UPDATE source_search SET attempts = 61 WHERE request_id = $1 AND system = 'late-shop'`, [id]);
    await office.passDays(1.5 * HOUR, reference); // the wait of an hour that had begun
    await office.untilEvent(reference, 'search-unreachable', 2);
    await office.passDays(20 * HOUR, reference);
    expect((await office.events(reference)).filter((event) => event === 'search-unreachable').length).toBe(2);
    await shop.connect('late-shop');
    const before = (await office.events(reference)).filter((event) => event === 'search-answered').length;
    await office.act(reference, { type: 'search-again' });
    await office.untilEvent(reference, 'search-answered', before + 1);
    await expect(office.act(reference, { type: 'search-again' })).rejects.toMatchObject({ code: 'NO_SILENT_SYSTEM' });
    await office.act(reference, { type: 'decision', outcome: 'not-held', reasons: 'Nothing was found.' });
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 90_000);

  it('a system taken away while it was down does not stop the case', async () => {
    await shop.connect('old-shop', 'down');
    const reference = await toDeciding();
    await office.foundation.pool.query(`DELETE FROM connected_system WHERE name = 'old-shop'`);
    await office.passDays(1.5 * HOUR, reference);
    await office.untilEvent(reference, 'search-unreachable', 2);
    await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'Excessive.' });
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 60_000);

  it('a person who is asked by hand has a task, and what they say is taken in when they have said it', async () => {
    await addTaskSystem(office.foundation, { name: 'paper-archive' });
    const reference = await toDeciding();
    await office.untilTask(reference, 'paper-archive');
    expect(await office.codes(reference)).toContain('STAFF_TASK');
    const before = (await office.events(reference)).filter((event) => event === 'search-answered').length;
    await office.act(reference, { type: 'task-done', system: 'paper-archive', note: 'Nothing in the boxes.' });
    await office.untilEvent(reference, 'search-answered', before + 1);
    const { rows } = await office.foundation.pool.query('SELECT is_complete FROM source_search WHERE request_id = $1 AND system = $2', [
      await office.idOf(reference),
      'paper-archive',
    ]);
    expect(rows).toEqual([{ is_complete: true }]);
    await office.replay(reference);
  }, 60_000);
});
