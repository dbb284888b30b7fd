import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase } from '../../../tests/support/postgres.js';
import { readDescription } from '../fideslang.js';
import { describedPostgres } from '../postgres/described-postgres.js';
import { previewConnector } from '../preview.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from './membership-shop.js';

describe('the membership shop of the demo', () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
  const shop = () =>
    describedPostgres({
      name: 'membership-shop',
      url: database.url,
      description: readDescription(readFileSync(DEMO_SHOP_DATASET, 'utf8')),
    });
  beforeAll(async () => {
    database = await createEmptyDatabase();
    await loadDemoShop(database.url);
  });
  afterAll(() => database.drop());

  it('loads once and fits its description', async () => {
    await loadDemoShop(database.url);
    expect(await shop().test()).toEqual({
      ok: true,
      problem: null,
      remarks: [],
      collections: expect.arrayContaining(['shop_account', 'shop_visit']),
    });
  });

  it("gives a member their rows and holds back a colleague's card, home and invitation", async () => {
    const { collections, heldBack, complete } = await previewConnector(shop(), { emails: ['amelia.hartnell@post.example'] });
    expect(complete).toBe(true);
    expect(collections.shop_account).toEqual([
      {
        id: 1,
        email: 'amelia.hartnell@post.example',
        full_name: 'Amelia Hartnell',
        phone: '+44 7700 900001',
        home_address_id: 1,
        joined_at: '2021-04-07T12:00:00Z',
        note_by_sales: null,
        restricted: false,
      },
    ]);
    expect(collections.shop_order?.map((row) => row.number)).toEqual(['ORD-00011', 'ORD-00012']);
    expect(collections.shop_order_line).toHaveLength(4);
    expect(collections.shop_payment).toHaveLength(2);
    expect(collections.shop_payment_method?.map((row) => row.id)).toEqual(['pm-0001']);
    expect(collections.shop_visit).toHaveLength(3);
    expect(collections.shop_ticket).toHaveLength(1);
    expect(collections.shop_address?.map((row) => row.id)).toEqual([1]);
    expect(heldBack).toEqual(
      expect.arrayContaining([
        {
          collection: 'shop_payment_method',
          key: 'pm-0002',
          reason: expect.stringContaining('belongs to another person (shop_payment_method.account_id leads to another shop_account)'),
        },
        {
          collection: 'shop_address',
          key: '5',
          reason: expect.stringContaining('The record of another person (shop_account) refers to it'),
        },
        { collection: 'shop_invitation', key: '1', reason: expect.stringContaining('another person as well') },
      ]),
    );
    expect(heldBack).toHaveLength(3);
  });

  it('gives an address that nobody else calls home, and a home that two share, to who asks', async () => {
    const bogdan = await previewConnector(shop(), { emails: ['bogdan.weir@post.example'] });
    expect(bogdan.collections.shop_address?.map((row) => row.id).sort()).toEqual([2, 31]);
    const huw = await previewConnector(shop(), { emails: ['huw.pritchard@post.example'] });
    expect(huw.collections.shop_address?.map((row) => row.id)).toEqual([7]);
  });
});
