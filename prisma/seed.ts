import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from 'otpauth';
import pg from 'pg';
import { type AccountStore, createAccounts } from '../adapters/accounts/accounts.js';
import { addConnector, addTaskSystem } from '../adapters/connectors/connected-systems.js';
import { DEMO_SHOP_DATASET, demoShopGrants, loadDemoShop } from '../adapters/connectors/demo/membership-shop.js';
import { createIdempotency } from '../adapters/db/idempotency.js';
import { createRequestDesk } from '../adapters/db/requests/desk.js';
import { composeFoundation, type Foundation } from '../bin/compose.js';
import { DomainError } from '../domain/errors.js';
import type { Actor } from '../domain/request/filing.js';
import { readPartEnvironment } from '../env.js';
import { ACCOUNTS } from './demo/people.js';
import { demoId, seedRegisters } from './demo/registers.js';
import { type DemoRequest, REQUESTS } from './demo/requests.js';
import { seedSeals } from './demo/seals.js';

const DAY_MS = 86_400_000;

interface DemoAccount {
  role: string;
  email: string;
  password: string;
  totpSecret: string;
}

/** Makes the demo: safe to repeat, and to repeat after having been killed half-way. Requests go through the real intake. */
async function seed(): Promise<void> {
  const env = readPartEnvironment();
  const foundation = composeFoundation(env);
  const file = join(env.RIGHTSDESK_HOME, 'demo.json');
  const accounts = existsSync(file)
    ? readDemo(file)
    : ACCOUNTS.map(({ role, email }) => ({
        role,
        email,
        password: randomBytes(9).toString('base64url'),
        totpSecret: new Secret({ size: 20 }).base32,
      }));
  await seedAccounts(createAccounts(foundation), accounts);
  await seedRegisters(foundation, new Date());
  const sealCount = await seedSeals({ ...foundation, home: env.RIGHTSDESK_HOME }, new Date());
  if (process.env.DATABASE_OWNER_URL !== undefined) await seedShop(foundation, process.env.DATABASE_OWNER_URL);
  await addTaskSystem(foundation, { name: 'paper-archive' });
  const results = await Promise.all(REQUESTS.map((request, index) => seedRequest(foundation, request, index)));
  process.stdout.write(`Seeded ${results.length} requests and ${sealCount} seals.\n`);
  // Last: /readyz takes this file as the sign that the demo is whole.
  writeFileSync(`${file}.new`, JSON.stringify(accounts, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  await foundation.close();
}

function readDemo(file: string): DemoAccount[] {
  return JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]; // written below in this shape
}

async function seedAccounts(store: AccountStore, demo: readonly DemoAccount[]): Promise<void> {
  for (const account of ACCOUNTS) {
    const secret = demo.find(({ email }) => email === account.email);
    if (secret !== undefined)
      await store.createAccount({ ...account, ...memberOf(account), password: secret.password, totpSecret: secret.totpSecret });
  }
}

/** The demo's member account belongs to the first member. */
const memberOf = ({ role }: (typeof ACCOUNTS)[number]) => (role === 'member' ? { memberId: demoId(1, 1) } : {});

/** The membership shop stands in a database of its own beside ours and is asked like any other system; it may not add anything there. */
async function seedShop(foundation: Foundation, ownerUrl: string): Promise<void> {
  const owner = new URL(ownerUrl);
  owner.pathname = '/membership_shop';
  await loadDemoShop(owner.href);
  const reader = new URL(process.env.DATABASE_URL ?? ownerUrl);
  reader.pathname = '/membership_shop';
  const client = new pg.Client({ connectionString: owner.href });
  await client.connect();
  await client.query(demoShopGrants(`"${reader.username}"`));
  await client.end();
  await addConnector(foundation, { name: 'membership-shop', url: reader.href, dataset: readFileSync(DEMO_SHOP_DATASET, 'utf8') });
}

async function seedRequest(foundation: Foundation, { daysAgo, input, acts }: DemoRequest, index: number): Promise<void> {
  const desk = createRequestDesk(foundation);
  const actor: Actor = { id: 'demo-seed', role: 'staff' };
  const claim = { scope: createHash('sha256').update(`seed:${index}`).digest('hex'), bodyHash: Buffer.alloc(0) };
  if ((await createIdempotency(foundation.pool).find(claim)) !== undefined) return;
  const receivedAt = new Date(Date.now() - daysAgo * DAY_MS - index * 3_700_000 * (daysAgo === 0 ? 0 : 1));
  const { reference } = await desk.file({ ...input, receivedAt }, actor, { claim });
  for (const act of acts) {
    await desk.act(reference, act, actor).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      process.stderr.write(`Demo request ${index + 1}: ${act.type} was refused: ${error.code}.\n`);
    });
  }
}

await seed();
