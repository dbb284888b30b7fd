import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addConnector, addTaskSystem } from '../../adapters/connectors/connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from '../../adapters/connectors/demo/membership-shop.js';
import type { Actor } from '../../domain/request/filing.js';
import { subscribeRequester } from '../support/newsletter-row.js';
import { type Office, openOffice } from '../support/office.js';
import { createEmptyDatabase } from '../support/postgres.js';

const SECOND: Actor = { id: 'second-person', role: 'staff' };
const dataset = readFileSync(DEMO_SHOP_DATASET, 'utf8');
const AMELIA = { name: 'Amelia Hartnell', email: 'amelia.hartnell@post.example' };

const GRANTED = { type: 'decision', outcome: 'granted', reasons: 'No longer needed.' } as const;

describe('erasure (GDPR Art. 17) over legal time', () => {
  let office: Office;
  let shop: Awaited<ReturnType<typeof createEmptyDatabase>>;
  beforeAll(async () => {
    office = await openOffice();
    shop = await createEmptyDatabase();
    await loadDemoShop(shop.url);
    await addConnector(office.foundation, { name: 'membership-shop', url: shop.url, dataset });
  }, 120_000);
  afterAll(async () => {
    await office.close();
    await shop.drop();
  }, 60_000);

  async function decided(requester = AMELIA, options: { leaps?: boolean } = {}): Promise<string> {
    const { reference } = await office.file({ rights: ['erasure'], requester }, options);
    if (requester !== AMELIA) await subscribeRequester(office.foundation, reference, requester);
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L3', how: 'Two facts of the record.' });
    await office.until(reference, 'deciding');
    await office.untilEvent(reference, 'erasure-planned');
    await office.act(reference, GRANTED);
    return reference;
  }

  it('waits for a second person, clears every system, destroys the key and certifies it', async () => {
    const reference = await decided();
    await office.settle();
    expect(await office.events(reference)).not.toContain('erasure-executed');
    await office.act(reference, { type: 'release' }, SECOND);
    await office.until(reference, 'answered');
    const events = await office.events(reference);
    expect(events.filter((event) => event === 'erasure-executed')).toHaveLength(2);
    expect(events).toContain('key-destroyed');
    expect((await office.codes(reference)).at(-1)).toBe('ERASED_PARTIAL'); // the shop keeps payments for tax
    expect((await office.verify()).ok).toBe(true);
    await office.replay(reference);
  }, 90_000);

  it('answers cleanly a grant for somebody of whom nothing is held', async () => {
    const { reference } = await office.file({ rights: ['erasure'], requester: { name: 'Un Known', email: 'un.known@post.example' } });
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L3', how: 'Two facts of the record.' });
    await office.untilEvent(reference, 'erasure-planned');
    await office.act(reference, GRANTED);
    await office.act(reference, { type: 'release' }, SECOND);
    await office.until(reference, 'answered');
    expect((await office.codes(reference)).at(-1)).toBe('ERASED');
  }, 60_000);

  it('goes on where it stood when its worker is gone in between', async () => {
    const reference = await decided({ name: 'Nobody Known', email: 'nobody.known@post.example' });
    await office.stopWorker();
    await office.act(reference, { type: 'release' }, SECOND);
    await office.startWorker();
    await office.until(reference, 'answered');
    expect((await office.codes(reference)).filter((code) => code.startsWith('ERASED'))).toEqual(['ERASED']);
    await office.replay(reference);
  }, 90_000);

  it('names a system that stays down, answers all the same, and clears it when it is back', async () => {
    await addConnector(office.foundation, { name: 'away', url: 'postgresql://nobody:secret@127.0.0.1:1/none', dataset });
    const reference = await decided({ name: 'Second Person', email: 'second.person@post.example' }, { leaps: true });
    await office.act(reference, { type: 'release' }, SECOND);
    await office.until(reference, 'answered');
    expect(await office.events(reference)).toContain('search-unreachable');
    await addConnector(office.foundation, { name: 'away', url: shop.url, dataset });
    await office.untilEvent(reference, 'erasure-verified', 1);
    await office.foundation.pool.query(`DELETE FROM connected_system WHERE name = 'away'`);
  }, 120_000);

  it('waits for a system cleared by hand where somebody found something there', async () => {
    await addTaskSystem(office.foundation, { name: 'paper-archive' });
    const { reference } = await office.file({
      rights: ['erasure'],
      requester: { name: 'Third Person', email: 'third.person@post.example' },
    });
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L3', how: 'Two facts of the record.' });
    await office.until(reference, 'deciding');
    await office.untilEvent(reference, 'erasure-planned');
    // Whoever looked there after the preview found something.
    await office.foundation.pool.query(
      `UPDATE source_search SET status = 'answered', row_count = 1 WHERE request_id = $1 AND system = 'paper-archive'`,
      [await office.idOf(reference)],
    );
    await office.act(reference, GRANTED);
    await office.act(reference, { type: 'release' }, SECOND);
    await office.untilTask(reference, 'paper-archive');
    await office.act(reference, { type: 'task-done', system: 'paper-archive' });
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 90_000);
});
