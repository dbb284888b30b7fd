import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { FiledRequest, NewRequest } from '../../domain/request/filing.js';
import { readLetterFacts } from '../support/holder.js';
import { type Office, STAFF } from '../support/office.js';
import { openOfficePages } from '../support/office-pages.js';
import { openShopOffice, type ShopOffice } from '../support/shop-office.js';

const HOUR = 1 / 24;
const DAY_MS = 86_400_000;
const sum = <K extends string>(list: readonly Record<K, number>[], key: K) => list.reduce((all, one) => all + one[key], 0);

interface Told {
  nothingHeldIn: string[];
  stillSilent: string[];
  askedUntil: string | null;
}

describe('a system that answers after the answer went out', () => {
  let office: Office;
  let shop: ShopOffice;

  beforeAll(async () => {
    shop = await openShopOffice();
    ({ office } = shop);
  }, 120_000);
  afterAll(() => shop.close(), 60_000);

  const letters = async (reference: string, code: string) => (await office.codes(reference)).filter((one) => one === code).length;

  async function toDeciding(email: string, more: Partial<NewRequest> = {}): Promise<FiledRequest> {
    const filed = await office.file({ requester: { name: 'Late Person', email }, ...more });
    const { reference } = filed;
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    return filed;
  }
  const packageHash = async (reference: string) => (await office.desk.detail(reference))?.package?.sha256;

  it('and holds data opens the case again; the new answer takes the place of the earlier one, which can be fetched till then', async () => {
    const client = new pg.Client({ connectionString: shop.shopUrl });
    await client.connect();
    const { rows } = await client.query<{ email: string }>('SELECT email FROM membership_shop.shop_account ORDER BY id LIMIT 1');
    await client.end();
    const email = rows[0]?.email ?? '';
    await shop.connect('shop', 'down');
    const { reference, dueOn, statusUrl } = await toDeciding(email, {
      receivedAt: new Date(Date.now() - 22 * DAY_MS),
      jurisdiction: 'EU',
      calendar: 'DE',
    });
    const home = new URL(statusUrl).pathname;
    const id = await office.idOf(reference);
    const granted = { type: 'decision', outcome: 'granted', reasons: 'Here it is.' } as const;
    await office.act(reference, granted);
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    const first = await readLetterFacts<{ askedUntil: string | null; supplementTo: string | null }>(office.foundation, id, 'DISCLOSURE');
    expect([typeof first.askedUntil, first.supplementTo]).toEqual(['string', null]);
    const before = await packageHash(reference);
    const inTime = await office.desk.sla();
    const pages = openOfficePages(office);
    const status = async () => (await pages.person().get(home)).text.replaceAll('’', "'");
    await shop.connect('shop');
    await office.passDays(1.5 * HOUR, reference);
    await office.untilEvent(reference, 'reopened');
    await office.until(reference, 'deciding');
    // The date of the request stays, whatever came late (decision 82).
    expect((await office.desk.detail(reference))?.dueOn).toBe(dueOn);
    expect((await office.desk.detail(reference))?.earlierAnswer).toMatchObject({ because: 'late-answer', wasInTime: true });
    expect(await status()).toContain('takes the place of the first');
    const desk = async () => (await (await pages.staff('anna')).get(`/desk/requests/${reference}`)).text;
    expect(await desk()).toContain('a new answer after it counts as late');
    expect(await packageHash(reference)).toBe(before);
    expect((await office.desk.openPackage(reference, STAFF)).sizeBytes).toBeGreaterThan(0);
    await office.passDays(12, reference);
    expect(await status()).toContain('what is added to it now comes late');
    expect(await desk()).toContain('so the new answer counts as late');
    expect((await office.desk.sla()).overdue).toBe(inTime.overdue + 1);
    await office.act(reference, granted);
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    const second = await readLetterFacts<{ unreachableSystems: string[]; supplementTo: string | null }>(
      office.foundation,
      id,
      'DISCLOSURE',
    );
    expect([second.unreachableSystems, typeof second.supplementTo]).toEqual([[], 'string']);
    expect(await letters(reference, 'DISCLOSURE')).toBe(2);
    expect((await office.desk.detail(reference))?.earlierAnswer).toBeUndefined();
    const counted = ({ months }: typeof inTime) => [sum(months, 'answered'), sum(months, 'onTime')];
    expect(counted(inTime)).toEqual([1, 1]);
    expect(counted(await office.desk.sla())).toEqual([1, 0]);
    expect(await packageHash(reference)).not.toBe(before);
    await office.replay(reference);
  }, 120_000);

  (process.env.RIGHTSDESK_LONG_TESTS === '1' ? it : it.skip)(
    'and holds nothing is told; one that never answers is told when the case closes',
    async () => {
      await shop.connect('empty-shop', 'down');
      await shop.connect('dead-shop', 'down');
      const { reference } = await toDeciding('nobody.there@example.org');
      const id = await office.idOf(reference);
      await office.act(reference, { type: 'decision', outcome: 'not-held', reasons: 'Nothing was found.' });
      await office.until(reference, 'answered');
      await shop.connect('empty-shop');
      // So often asked that it is asked daily.
      await office.foundation.pool.query('UPDATE source_search SET attempts = 61 WHERE request_id = $1', [id]);
      await office.act(reference, { type: 'search-again', system: 'empty-shop' });
      await office.untilLetter(reference, 'SUPPLEMENT');
      const told = await readLetterFacts<Told>(office.foundation, id, 'SUPPLEMENT');
      expect(told).toMatchObject({ nothingHeldIn: ['Membership shop'], stillSilent: ['Membership shop'], askedUntil: expect.any(String) });
      expect((await office.desk.detail(reference))?.status).toBe('answered');
      await office.passDays(1.5 * HOUR, reference);
      expect(await letters(reference, 'SUPPLEMENT')).toBe(1);
      await office.passDays(31, reference);
      await office.until(reference, 'closed');
      const last = await readLetterFacts<Told>(office.foundation, id, 'SUPPLEMENT');
      expect(last).toMatchObject({ nothingHeldIn: [], stillSilent: ['Membership shop'], askedUntil: null });
      await office.replay(reference);
    },
    120_000,
  );
});
