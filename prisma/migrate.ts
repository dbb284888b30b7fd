import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import pg from 'pg';
import { withConnectedEngine, withOfflineEngine } from './schema-engine.js';

const here = dirname(fileURLToPath(import.meta.url));

/** Where the migrations of the data and of the subject keys stand. The keys have a database, and so a backup, of their own. */
export const MIGRATION_FOLDERS = { data: join(here, 'migrations'), keys: join(here, 'keys-migrations') } as const;

const schemaFolder = join(here, 'schema');
const snapshotFile = join(MIGRATION_FOLDERS.data, 'snapshot.prisma');
const noFilter = { externalTables: [], externalEnums: [] };
const advisoryLock = 727_001;

/** Reads `<folder>/<stamp>_<name>/migration.sql` in order, in the shape the schema engine wants. A folder that is not there is empty. */
function readMigrations(folder: string, upTo?: string) {
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const migrationDirectories = names
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => upTo === undefined || name <= upTo)
    .sort()
    .map((path) => {
      const content = readFileSync(join(folder, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: content } } };
    });
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  return { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories };
}

/** Only one process migrates a database at a time; the others wait for it and find nothing left to do. */
async function whileLocked<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    return await work();
  } finally {
    await client.end();
  }
}

/**
 * Applies what is not yet applied of `folder` to the database and returns the names. The same folder and the same
 * `_prisma_migrations` table stay valid for `prisma migrate deploy`. Rejects with the engine's message when a migration fails.
 * With `upTo`, only those up to and with that name.
 */
export async function applyMigrations(databaseUrl: string, folder: string, upTo?: string): Promise<readonly string[]> {
  const migrationsList = readMigrations(folder, upTo);
  if (migrationsList.migrationDirectories.length === 0) return [];
  return whileLocked(databaseUrl, () =>
    withConnectedEngine(databaseUrl, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
      return appliedMigrationNames;
    }),
  );
}

/** Migrates the data (up to a version, where one is named) and the keys database, each connected as its owner. Returns what was applied. */
export async function migrateAll(urls: { data: string; keys: string }, upTo?: string): Promise<readonly string[]> {
  const data = await applyMigrations(urls.data, MIGRATION_FOLDERS.data, upTo);
  const keys = await applyMigrations(urls.keys, MIGRATION_FOLDERS.keys);
  return [...data, ...keys];
}

function schemaFiles(): { path: string; content: string }[] {
  const names = readdirSync(schemaFolder).filter((name) => name.endsWith('.prisma'));
  return names.sort().map((name) => ({ path: name, content: readFileSync(join(schemaFolder, name), 'utf8') }));
}

/** The SQL that leads from the schema of the last migration (snapshot.prisma) to prisma/schema; undefined when nothing changed. */
async function sqlSinceLastMigration(): Promise<string | undefined> {
  const files = schemaFiles();
  const before = existsSync(snapshotFile) ? readFileSync(snapshotFile, 'utf8') : undefined;
  const { stdout } = await withOfflineEngine((engine) =>
    engine.diff({
      from: before === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ path: 'snapshot.prisma', content: before }] },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: noFilter,
    }),
  );
  return stdout === null || /^(\s*--.*)?\s*$/.test(stdout) ? undefined : stdout;
}

/** Writes a new migration for what changed in prisma/schema and moves the snapshot along. Returns its folder, or undefined. */
export async function createMigration(name: string): Promise<string | undefined> {
  const sql = await sqlSinceLastMigration();
  if (sql === undefined) return undefined;
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATION_FOLDERS.data, `${stamp}_${name.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  writeFileSync(
    snapshotFile,
    schemaFiles()
      .map((file) => file.content.trim())
      .join('\n\n')
      .concat('\n'),
  );
  return folder;
}

function commandLine(): Command {
  const program = new Command('migrate').description('Migrations without any downloaded binary.');
  program
    .command('diff')
    .description('write a migration for what changed in prisma/schema since the last one')
    .requiredOption('--name <name>', 'what the change is, in a word or two')
    .action(async (options: { name: string }) => {
      const folder = await createMigration(options.name);
      process.stdout.write(folder === undefined ? 'prisma/schema has not changed.\n' : `Wrote prisma/migrations/${basename(folder)}.\n`);
    });
  program
    .command('deploy')
    .description('apply what is not yet applied')
    .requiredOption('--url <url>', 'database of the data, as its owner')
    .option('--keys-url <url>', 'database of the subject keys, as its owner')
    .action(async (options: { url: string; keysUrl?: string }) => {
      const data = await applyMigrations(options.url, MIGRATION_FOLDERS.data);
      const keys = options.keysUrl === undefined ? [] : await applyMigrations(options.keysUrl, MIGRATION_FOLDERS.keys);
      process.stdout.write(`Applied ${data.length + keys.length} migrations.\n`);
    });
  return program;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await commandLine().parseAsync();
