import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { addConnector } from '../adapters/connectors/connected-systems.js';
import { createVault } from '../adapters/crypto/vault.js';
import { fileCase } from '../tests/support/file-case.js';
import { createEmptyDatabase, createTestDatabase } from '../tests/support/postgres.js';
import { joinRun } from '../tests/support/shared-folder.js';
import type { BenchFigure } from './clock.js';

const GOAL_MB = 300;
const ROWS = 1_000_000;
const CHUNK = 50_000;
const EMAIL = 'owner@bench.example';

const DATASET = `
dataset:
  - fides_key: bench
    collections:
      - name: person
        fields:
          - {name: id, data_categories: [user.unique_id], fides_meta: {primary_key: True}}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}
      - name: big
        fields:
          - {name: id, data_categories: [system.operations], fides_meta: {primary_key: True}}
          - {name: person_id, data_categories: [user.unique_id], fides_meta: {references: [{dataset: bench, field: person.id, direction: from}]}}
          - {name: at, data_categories: [user.behavior]}
          - {name: body, data_categories: [user.content]}
`;

/** What the measured process reports of itself. */
interface Measured {
  rowCount: number;
  collectMs: number;
  packMs: number;
  packageBytes: number;
  cpuMs: number;
  peakMb: number;
}

/**
 * One person owns a table of 1 GB; a process of its own collects and packs it, and says how much memory it ever had. The physical
 * limit beside it: the table read once through a cursor and thrown away.
 */
export async function benchExport(rowCount = ROWS): Promise<BenchFigure[]> {
  joinRun(); // the shared test PostgreSQL stays up as long as this process lives
  const [database, other] = [await createTestDatabase(), await createEmptyDatabase()];
  try {
    const bytes = await fillTable(other.url, rowCount);
    const bareMs = await readBare(other.url);
    const measured = await measureElsewhere(database, other.url);
    if (measured.rowCount !== rowCount + 1) throw new Error(`${measured.rowCount} rows arrived instead of ${rowCount + 1}`);
    const mbPerSecond = (ms: number) => Math.round(bytes / 1e6 / (ms / 1000));
    return [
      { name: 'export-1gb', value: measured.peakMb, unit: 'MB of memory at most', goal: `< ${GOAL_MB}`, holds: measured.peakMb < GOAL_MB },
      { name: 'export-1gb-collect', value: mbPerSecond(measured.collectMs), unit: 'MB/s', goal: '-', holds: true },
      { name: 'export-1gb-package', value: mbPerSecond(measured.packMs), unit: 'MB/s', goal: '-', holds: true },
      { name: 'export-1gb-cpu', value: Math.round(measured.cpuMs / (bytes / 1e9)) / 1000, unit: 's of CPU per GB', goal: '-', holds: true },
      { name: 'export-1gb-bare-read', value: mbPerSecond(bareMs), unit: 'MB/s', goal: '-', holds: true },
    ];
  } finally {
    await Promise.all([database.drop(), other.drop()]);
  }
}

async function fillTable(url: string, rowCount: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE person (id bigint PRIMARY KEY, email text NOT NULL)');
  await client.query(`INSERT INTO person VALUES (1, '${EMAIL}')`);
  await client.query('CREATE TABLE big (id bigint PRIMARY KEY, person_id bigint NOT NULL, at timestamptz NOT NULL, body text NOT NULL)');
  // Half a kilobyte of digest, twice: text that a ZIP cannot make vanish.
  const digests = Array.from({ length: 16 }, (_, n) => `md5((n * 17 + ${n})::text)`).join(' || ');
  for (let from = 1; from <= rowCount; from += CHUNK) {
    await client.query(
      `INSERT INTO big SELECT n, 1, timestamptz '2026-01-01' + n * interval '1 second', d || reverse(d)
       FROM generate_series(${from}, ${Math.min(rowCount, from + CHUNK - 1)}) AS n CROSS JOIN LATERAL (SELECT ${digests}) AS t(d)`,
    );
  }
  await client.query('CREATE INDEX ON big (person_id)');
  await client.query('VACUUM ANALYZE big');
  const { rows } = await client.query<{ size: string }>(`SELECT pg_table_size('big') AS size`);
  await client.end();
  return Number(rows[0]?.size);
}

async function readBare(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const start = performance.now();
  await client.query('BEGIN');
  await client.query('DECLARE bare NO SCROLL CURSOR FOR SELECT * FROM big');
  for (;;) if ((await client.query('FETCH 500 FROM bare')).rowCount === 0) break;
  await client.end();
  return performance.now() - start;
}

async function measureElsewhere(database: { url: string; keysUrl: string }, otherUrl: string): Promise<Measured> {
  const masterKey = randomBytes(32).toString('base64');
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
  const vault = createVault({ keysPool, masterKey });
  await addConnector({ pool, vault }, { name: 'bench', url: otherUrl, dataset: DATASET });
  const { requestId } = await fileCase({ pool, vault }, EMAIL);
  await vault.close();
  await Promise.all([pool.end(), keysPool.end()]);
  const script = fileURLToPath(new URL('export-1gb-process.ts', import.meta.url));
  const env = { ...process.env, BENCH_JOB: JSON.stringify({ url: database.url, keysUrl: database.keysUrl, masterKey, requestId }) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], { env });
  return JSON.parse(stdout) as Measured;
}
