import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  APP_ROLE,
  answersQueries,
  databaseUrl,
  ensureRolesAndDatabases,
  initialiseCluster,
  OWNER_ROLE,
  postgresCommand,
} from '../../adapters/embedded/postgres.js';
import { MIGRATION_FOLDERS, migrateAll } from '../../prisma/migrate.js';
import { type ServerKind, sharedServer } from './servers.js';

/** Only the loopback address of a throw-away cluster knows it. */
const password = 'tests-only';

const ownerUrl = (port: number, database = 'postgres') => databaseUrl({ role: OWNER_ROLE, password, port, database });
const appUrl = (port: number, database: string) => databaseUrl({ role: APP_ROLE, password, port, database });

/** Loses data when the machine loses power, which a test database may. */
const fast = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300', max_wal_size: '2GB' };

const postgres: ServerKind = {
  name: 'postgresql',
  command(folder, port) {
    initialiseCluster(join(folder, 'data'), password);
    return postgresCommand({ folder: join(folder, 'data'), home: folder, port, settings: fast });
  },
  answers: ({ port }) => answersQueries(ownerUrl(port)),
  stopSignal: 'SIGINT',
};

function migrationsFingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of Object.values(MIGRATION_FOLDERS)) {
    for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
      const file = join(folder, name, 'migration.sql');
      if (existsSync(file)) hash.update(name).update(readFileSync(file));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

async function asOwner<T>(port: number, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl(port) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated template pair once per state of the migrations; a template that failed half-way is made anew. */
async function ensureTemplates(port: number): Promise<{ data: string; keys: string }> {
  const fingerprint = migrationsFingerprint();
  const names = { data: `template_${fingerprint}`, keys: `template_${fingerprint}_keys` };
  await asOwner(port, async (client) => {
    await client.query('SELECT pg_advisory_lock(727002)');
    const marked = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [names.keys]);
    if (marked.rowCount === 1) return;
    for (const name of Object.values(names)) {
      await client.query(`UPDATE pg_database SET datistemplate = false WHERE datname = '${name}'`);
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
    await ensureRolesAndDatabases(ownerUrl(port), password, Object.values(names));
    await migrateAll({ data: ownerUrl(port, names.data), keys: ownerUrl(port, names.keys) });
    await client.query(`ALTER DATABASE ${names.data} WITH IS_TEMPLATE true`);
    await client.query(`ALTER DATABASE ${names.keys} WITH IS_TEMPLATE true`);
  });
  return names;
}

/** A migrated, empty pair of databases of one test, with the URLs of the lesser role and of the owner. */
export interface TestDatabase {
  /** Data, as the parts connect (rightsdesk_app). */
  url: string;
  /** Data, as the owner (superuser of the test cluster). */
  ownerUrl: string;
  /** Subject keys, as the parts connect. */
  keysUrl: string;
  /** Subject keys, as the owner. */
  keysOwnerUrl: string;
  /** Drops both, ending connections that are still open. */
  drop(): Promise<void>;
}

let prepared: Promise<{ port: number; data: string; keys: string }> | undefined;

async function prepare() {
  const { port } = await sharedServer(postgres);
  return { port, ...(await ensureTemplates(port)) };
}

const CLOSING_TRIES = 30;

/**
 * Drops a database. A pool that was ended is heard of here a moment later, so connections get three seconds to close before they are ended:
 * one that is ended while it closes is an error in the test that owned it.
 */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < CLOSING_TRIES; tries += 1) {
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rows[0]?.n === 0) break;
    await sleep(100);
  }
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** A fresh pair of databases, cloned from the migrated template on the shared test PostgreSQL (started when nobody has yet). */
export async function createTestDatabase(): Promise<TestDatabase> {
  prepared ??= prepare();
  const { port, data, keys } = await prepared;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asOwner(port, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${data}`);
    await client.query(`CREATE DATABASE ${name}_keys TEMPLATE ${keys}`);
  });
  const drop = () =>
    asOwner(port, async (client) => {
      for (const one of [name, `${name}_keys`]) await dropDatabase(client, one);
    });
  const keysName = `${name}_keys`;
  return {
    url: appUrl(port, name),
    ownerUrl: ownerUrl(port, name),
    keysUrl: appUrl(port, keysName),
    keysOwnerUrl: ownerUrl(port, keysName),
    drop,
  };
}

/** An empty database without our tables (a stand-in for somebody else's system), as its owner. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { port } = await sharedServer(postgres);
  const name = `other_${randomBytes(8).toString('hex')}`;
  await asOwner(port, (client) => client.query(`CREATE DATABASE ${name}`));
  const drop = () => asOwner(port, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  return { url: ownerUrl(port, name), drop };
}
