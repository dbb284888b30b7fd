import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createEmptyDatabase } from '../../../tests/support/postgres.js';
import { readDescription } from '../fideslang.js';
import { previewConnector } from '../preview.js';
import { describedPostgres } from './described-postgres.js';

const outside = process.env.RIGHTSDESK_OUTSIDE_DATA;
const shop = outside === undefined ? undefined : join(outside, 'shop');
const reason = 'RIGHTSDESK_OUTSIDE_DATA is not set: the shop that this answers from is not here';
const withShop = shop !== undefined && existsSync(shop) ? describe : describe.skip;

const cardReference = (direction: string) => `
          - name: payment_card_id
            data_categories: [system.operations]
            fides_meta:
              references:
                - dataset: postgres_example_test_dataset
                  field: payment_card.id${direction === '' ? '' : `\n                  direction: ${direction}`}
`;

/** The shop's description with the field that its shipped file leaves out. */
function withTrap(dataset: string, direction: string): string {
  return dataset.replace(
    '          - name: shipping_address_id\n',
    `${cardReference(direction).slice(1)}          - name: shipping_address_id\n`,
  );
}

withShop(`somebody else's shop${shop === undefined ? ` (skipped: ${reason})` : ''}`, () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
  const dataset = () => readFileSync(join(shop ?? '', 'dataset.yml'), 'utf8');

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(readFileSync(join(shop ?? '', 'shop.sql'), 'utf8'));
    await client.end();
  });
  afterAll(() => database.drop());

  const preview = (yaml: string, email: string) =>
    previewConnector(describedPostgres({ name: 'shop', url: database.url, description: readDescription(yaml) }), { emails: [email] });

  it.each(['', 'to'])(
    'answers customer-1 with their rows and holds the other customer\'s card back (direction "%s")',
    async (direction) => {
      const { collections, heldBack, complete } = await preview(withTrap(dataset(), direction), 'Customer-1@Example.com ');
      const keys = (name: string, field = 'id') => (collections[name] ?? []).map((row) => row[field]).sort();
      expect(complete).toBe(true);
      expect(keys('customer')).toEqual([1]);
      expect(keys('orders')).toEqual(['ord_aaa-aaa', 'ord_ccc-ccc', 'ord_ddd-ddd']);
      expect(collections.order_item).toHaveLength(4);
      expect(keys('order_item', 'order_id')).toEqual(['ord_aaa-aaa', 'ord_ccc-ccc', 'ord_ccc-ccc', 'ord_ddd-ddd']);
      expect(keys('payment_card')).toEqual(['pay_aaa-aaa']);
      expect(keys('login')).toEqual([1, 2, 3, 4, 5, 6]);
      expect(collections.visit).toEqual([{ email: 'customer-1@example.com', last_visit: '2021-01-06T01:00:00' }]);
      expect(keys('service_request')).toEqual(['ser_aaa-aaa']);
      expect(keys('address')).toEqual([1]);
      expect(keys('product')).toEqual([1, 2]);
      expect(collections.employee).toBeUndefined();
      expect(heldBack.map(({ collection, key }) => `${collection} ${key}`).sort()).toEqual(['address 2', 'payment_card pay_bbb-bbb']);
      expect(heldBack.find(({ collection }) => collection === 'payment_card')?.reason).toBe(
        'Reached by reference from orders.payment_card_id. It belongs to another person (payment_card.customer_id leads to another customer).',
      );
    },
  );

  it('shows nothing of anybody else to customer-2 either', async () => {
    const { collections, heldBack } = await preview(withTrap(dataset(), 'to'), 'customer-2@example.com');
    expect(JSON.stringify(collections)).not.toMatch(/customer-1|John|Jane|pay_aaa|123456789/);
    expect(collections.payment_card?.map((row) => row.id)).toEqual(['pay_bbb-bbb']);
    expect(heldBack.map(({ collection, key }) => `${collection} ${key}`)).toEqual(['address 1']);
  });

  it('finds a person by a second address and follows nothing to the clerk', async () => {
    const { collections, heldBack } = await preview(dataset(), 'customer-1-alt@example.com');
    expect(Object.keys(collections)).toEqual(['service_request']);
    expect(heldBack).toEqual([]);
  });

  it("holds the customers' letters back from the clerk who answered them", async () => {
    const { collections, heldBack } = await preview(dataset(), 'employee-1@example.com');
    expect(Object.keys(collections).sort()).toEqual(['address', 'employee']);
    expect(heldBack.map(({ key }) => key).sort()).toEqual(['ser_aaa-aaa', 'ser_bbb-bbb', 'ser_ccc-ccc']);
  });

  it('says that nothing is held only when it has looked', async () => {
    const known = describedPostgres({ name: 'shop', url: database.url, description: readDescription(dataset()) });
    expect(await known.find({ emails: ['nobody@example.com'] })).toEqual({ status: 'nothing-held' });
    expect(await known.find({ emails: ['JANE@example.com'] })).toEqual({ status: 'found' });
    const report = await known.test();
    expect(report.ok).toBe(true);
    expect(report.remarks).toContain('orders: not described and so not read: payment_card_id');
  });
});
