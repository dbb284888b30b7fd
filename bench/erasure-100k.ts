import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { addConnector } from '../adapters/connectors/connected-systems.js';
import { createVault } from '../adapters/crypto/vault.js';
import { fileCase } from '../tests/support/file-case.js';
import { createEmptyDatabase, createTestDatabase } from '../tests/support/postgres.js';
import { joinRun } from '../tests/support/shared-folder.js';
import type { BenchFigure } from './clock.js';
import { round2 } from './intake.js';

const GOAL_MB = 300;
const EMAIL = 'owner@bench.example';
/** Fourteen tables and the account: 100,000 rows. Every second table is emptied, the others are masked field by field. */
const PARTS = Array.from({ length: 14 }, (_, index) => ({ name: `part_${index + 1}`, isDeleted: index % 2 === 0 }));
const ROWS_EACH = Math.ceil(100_000 / PARTS.length);

/** What the measuring process is told, and what it says of itself. */
export interface ErasureJob {
  url: string;
  keysUrl: string;
  masterKey: string;
  what: 'read' | 'erase';
  requestId: string;
  runId: string;
  email: string;
}
export interface ErasureMeasured {
  rowCount: number;
  ms: number;
  peakMb: number;
}

/**
 * One person owns 100,000 rows in 15 tables. A process of its own reads them for an answer, another erases them and looks again; each says
 * how much memory it ever had. The physical limit beside it: the same rows deleted and overwritten by one statement for each table.
 */
export async function benchErasure(): Promise<BenchFigure[]> {
  joinRun(); // the shared test PostgreSQL stays up as long as this process lives
  const [database, other, bare] = [await createTestDatabase(), await createEmptyDatabase(), await createEmptyDatabase()];
  try {
    const total = await fillTables(other.url);
    await fillTables(bare.url);
    const bareMs = await eraseBare(bare.url);
    const read = await measure(database, other.url);
    if (read.erase.rowCount !== total || read.read.rowCount !== total)
      throw new Error(`${total} rows: ${read.read.rowCount} were read and ${read.erase.rowCount} erased`);
    const told = (name: string, value: number, unit: string): BenchFigure => ({ name, value, unit, goal: '-', holds: true });
    const perSecond = (ms: number) => Math.round(total / (ms / 1000));
    const { peakMb, ms } = read.erase;
    return [
      { name: 'erasure-100k', value: peakMb, unit: 'MB of memory at most', goal: `< ${GOAL_MB}`, holds: peakMb < GOAL_MB },
      told('erasure-100k reading', read.read.peakMb, 'MB of memory at most'),
      told('erasure-100k beside reading', round2(peakMb / read.read.peakMb), 'times its memory'),
      told('erasure-100k rate', perSecond(ms), 'rows/s'),
      told('erasure-100k bare statements', perSecond(bareMs), 'rows/s'),
    ];
  } finally {
    await Promise.all([database.drop(), other.drop(), bare.drop()]);
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function fillTables(url: string): Promise<number> {
  return withClient(url, async (client) => {
    await client.query('CREATE TABLE account (id bigint PRIMARY KEY, email text UNIQUE)');
    await client.query(`INSERT INTO account VALUES (1, '${EMAIL}'), (2, 'other@bench.example')`);
    for (const { name } of PARTS) {
      await client.query(`CREATE TABLE ${name} (id bigint PRIMARY KEY, account_id bigint NOT NULL, note text NOT NULL, code varchar(20));
        INSERT INTO ${name} SELECT n, CASE WHEN n <= ${ROWS_EACH} THEN 1 ELSE 2 END, 'private ' || n || repeat(' words', 60), 'AB-' || n
        FROM generate_series(1, ${ROWS_EACH + 50}) n; CREATE INDEX ON ${name} (account_id)`);
    }
    await client.query('VACUUM ANALYZE');
    return PARTS.length * ROWS_EACH + 1;
  });
}

function eraseBare(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const startedAt = performance.now();
    for (const { name, isDeleted } of PARTS)
      await client.query(
        `${isDeleted ? `DELETE FROM ${name}` : `UPDATE ${name} SET note = '', code = md5(code)::varchar(20)`} WHERE account_id = 1`,
      );
    return performance.now() - startedAt;
  });
}

function datasetOf(): string {
  const part = ({ name, isDeleted }: (typeof PARTS)[number]) =>
    [
      `      - name: ${name}`,
      ...(isDeleted ? ['        meta: {rightsdesk: {erase: delete}}'] : []),
      '        fields:',
      '          - {name: id, data_categories: [system.operations], fides_meta: {primary_key: true}}',
      '          - {name: account_id, data_categories: [user.unique_id], fides_meta: {references: [{dataset: bench, field: account.id, direction: from}]}}',
      '          - {name: note, data_categories: [user.content]}',
      '          - {name: code, data_categories: [user.unique_id], meta: {rightsdesk: {erase: random}}}',
    ].join('\n');
  return `dataset:\n  - fides_key: bench\n    collections:\n      - name: account\n        fields:
          - {name: id, data_categories: [user.unique_id], fides_meta: {primary_key: true}}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}\n${PARTS.map(part).join('\n')}\n`;
}

/** Reads first, since nothing is left to read afterwards. */
async function measure(database: { url: string; keysUrl: string }, otherUrl: string): Promise<Record<ErasureJob['what'], ErasureMeasured>> {
  const masterKey = randomBytes(32).toString('base64');
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
  const vault = createVault({ keysPool, masterKey });
  await addConnector({ pool, vault }, { name: 'bench', url: otherUrl, dataset: datasetOf() });
  const { requestId } = await fileCase({ pool, vault }, EMAIL);
  await vault.close();
  await Promise.all([pool.end(), keysPool.end()]);
  const job = { url: database.url, keysUrl: database.keysUrl, masterKey, requestId, runId: randomUUID(), email: EMAIL };
  return { read: await measureElsewhere({ ...job, what: 'read' }), erase: await measureElsewhere({ ...job, what: 'erase' }) };
}

async function measureElsewhere(job: ErasureJob): Promise<ErasureMeasured> {
  const script = fileURLToPath(new URL('erasure-100k-process.ts', import.meta.url));
  const env = { ...process.env, BENCH_JOB: JSON.stringify(job) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], { env });
  return JSON.parse(stdout) as ErasureMeasured; // the process below writes nothing else
}
