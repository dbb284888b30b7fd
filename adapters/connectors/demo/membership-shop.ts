import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** Sources run from the project's root, a build from `dist/`; the files beside the source serve both. */
function findFile(name: string): string {
  const place = join('adapters', 'connectors', 'demo', name);
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, place))) return join(folder, place);
    if (dirname(folder) === folder) throw new Error(`${place} was not found above the program`);
  }
}

/** The description of the demo's membership shop: the path of its Fideslang dataset file. */
export const DEMO_SHOP_DATASET = findFile('membership-shop.dataset.yml');

/** What shops loaded by earlier versions lack. */
const LATER_COLUMNS = 'ALTER TABLE membership_shop.shop_account ADD COLUMN IF NOT EXISTS restricted boolean NOT NULL DEFAULT false';

const PERSONAL_TABLES = [
  'account',
  'address',
  'staff',
  'payment_method',
  'order',
  'order_line',
  'payment',
  'ticket',
  'visit',
  'invitation',
];

/** The rights our account has in the shop: it reads all, changes what is about people, and adds nothing. `role` is a quoted name. */
export function demoShopGrants(role: string): string {
  const personal = PERSONAL_TABLES.map((name) => `membership_shop.shop_${name}`).join(', ');
  return `GRANT USAGE ON SCHEMA membership_shop TO ${role}; GRANT SELECT ON ALL TABLES IN SCHEMA membership_shop TO ${role};
    GRANT UPDATE, DELETE ON ${personal} TO ${role}`;
}

/** Loads the demo's membership shop into a schema of its own in the database of this URL (its owner's). Nothing happens where it is there. */
export async function loadDemoShop(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('membership_shop'))`);
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regnamespace('membership_shop') IS NOT NULL AS there`);
    if (rows[0]?.there === true) await client.query(LATER_COLUMNS);
    else await client.query(readFileSync(findFile('membership-shop.sql'), 'utf8'));
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
