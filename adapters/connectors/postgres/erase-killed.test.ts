import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { describeInLongRun } from '../../../tests/support/long-run.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { createVault } from '../../crypto/vault.js';
import { addConnector, type ConnectorDeps } from '../connected-systems.js';
import { connectorNamed } from '../registry.js';
import type { EraseResult } from '../writing-acts.js';

const TABLES = Array.from({ length: 14 }, (_, index) => `part_${String(index + 1).padStart(2, '0')}`);
const ROWS_EACH = 7_143; // 14 tables and the account: 100,003 rows
const OLD_SPACE_MB = 80;
const CHILD = join(import.meta.dirname, '..', '..', '..', 'tests', 'support', 'erase-in-child.ts');

/** Tables of every kind: deleted, masked, without a key, hanging on another part. */
function schemaOf(name: string, index: number): string {
  const key = index % 5 === 4 ? 'id bigint NOT NULL' : 'id bigint PRIMARY KEY';
  const parent = index % 3 === 2 ? `, parent_id bigint` : '';
  return `CREATE TABLE ${name} (${key}, account_id bigint NOT NULL${parent}, note text NOT NULL, code varchar(20), born date NOT NULL);
    CREATE INDEX ON ${name} (account_id);
    INSERT INTO ${name} SELECT n, CASE WHEN n <= ${ROWS_EACH} THEN 1 ELSE 2 END${parent && ', n'}, 'private ' || n || repeat(' words', 60), 'AB-' || n, '1980-02-03'
    FROM generate_series(1, ${ROWS_EACH + 50}) n;
    CREATE TRIGGER audited AFTER UPDATE OR DELETE ON ${name} FOR EACH ROW EXECUTE FUNCTION note_change();`;
}

function datasetOf(): string {
  const part = (name: string, index: number) => {
    const reference = (field: string, target: string) =>
      `          - {name: ${field}, data_categories: [system.operations], fides_meta: {references: [{dataset: big, field: ${target}, direction: from}]}}`;
    return [
      `      - name: ${name}`,
      ...(index % 2 === 0 ? ['        meta: {rightsdesk: {erase: delete}}'] : []),
      '        fields:',
      `          - {name: id, data_categories: [system.operations]${index % 5 === 4 ? '' : ', fides_meta: {primary_key: true}'}}`,
      reference('account_id', 'account.id'),
      ...(index % 3 === 2 ? [reference('parent_id', `${TABLES[index - 1]}.id`)] : []),
      '          - {name: note, data_categories: [user.content]}',
      '          - {name: code, data_categories: [user.unique_id], meta: {rightsdesk: {erase: random}}}',
      '          - {name: born, data_categories: [user.demographic.date_of_birth]}',
    ].join('\n');
  };
  return `dataset:\n  - fides_key: big\n    collections:\n      - name: account\n        fields:
          - {name: id, data_categories: [user.unique_id], fides_meta: {primary_key: true}}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}\n${TABLES.map(part).join('\n')}\n`;
}

describeInLongRun('a person with 100,000 rows in 15 tables', () => {
  const masterKey = randomBytes(32).toString('base64');
  const person = { emails: ['big@post.example'] };
  const runId = randomUUID();
  let database: TestDatabase;
  let system: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let client: pg.Client;
  let keysPool: pg.Pool;
  let deps: ConnectorDeps;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    system = await createEmptyDatabase();
    client = new pg.Client({ connectionString: system.url });
    await client.connect();
    await client.query(`CREATE TABLE account (id bigint PRIMARY KEY, email text UNIQUE); INSERT INTO account VALUES (1, 'big@post.example'), (2, 'other@post.example');
      CREATE TABLE changed (part text, id bigint, how text);
      CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO changed VALUES (TG_TABLE_NAME, OLD.id, TG_OP); RETURN NULL; END $$;
      ${TABLES.map(schemaOf).join('\n')} ANALYZE;`);
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    deps = { pool: new pg.Pool({ connectionString: database.url, max: 4 }), vault: createVault({ keysPool, masterKey }) };
    await addConnector(deps, { name: 'big', url: system.url, dataset: datasetOf() });
  }, 120_000);
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all([client.end(), deps.pool.end(), keysPool.end()]);
    await Promise.all([database.drop(), system.drop()]);
  });

  function eraseInChild(): ChildProcess {
    const order = { url: database.url, keysUrl: database.keysUrl, masterKey, system: 'big', email: person.emails[0], runId };
    const child = spawn(process.execPath, [`--max-old-space-size=${OLD_SPACE_MB}`, '--import', 'tsx', CHILD, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    children.push(child);
    return child;
  }

  const doneRows = async () => {
    const { rows } = await deps.pool.query(
      'SELECT COALESCE(sum(row_count) FILTER (WHERE is_done), 0)::int AS n FROM erasure_batch WHERE run_id = $1',
      [runId],
    );
    return rows[0].n as number;
  };
  const othersRows = async () => {
    const all = [];
    for (const name of TABLES)
      all.push((await client.query(`SELECT md5(string_agg(t::text, ',' ORDER BY id)) AS h FROM ${name} t WHERE account_id = 2`)).rows[0].h);
    return all;
  };

  it('is erased in bounded memory, killed in the middle, goes on, and is proven gone', async () => {
    const others = await othersRows();
    const killed = eraseInChild();
    const exit = once(killed, 'exit');
    while ((await doneRows()) < 30_000 && killed.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    killed.kill('SIGKILL');
    expect((await exit)[1]).toBe('SIGKILL');
    const middle = await doneRows();
    expect(middle).toBeGreaterThanOrEqual(30_000);
    expect(middle).toBeLessThan(100_000);
    expect(await (await connectorNamed(deps, 'big')).proveGone(person, { runId })).toMatchObject({ status: 'proven', isGone: false });

    // As if killed between the system's commit and our note of it: a batch that was done comes again.
    await deps.pool.query(
      'UPDATE erasure_batch SET is_done = false WHERE run_id = $1 AND seq = (SELECT min(seq) FROM erasure_batch WHERE run_id = $1 AND is_done)',
      [runId],
    );
    const resumed = eraseInChild();
    const end = once(resumed, 'exit');
    const output = resumed.stdout === null ? '' : await text(resumed.stdout);
    expect((await end)[0]).toBe(0);
    const result = JSON.parse(output) as EraseResult;
    if (result.status !== 'erased') throw new Error(result.status);
    const sum = (field: 'deleted' | 'masked' | 'left') => result.collections.reduce((total, one) => total + one[field], 0);
    expect(sum('deleted') + sum('masked')).toBe(14 * ROWS_EACH + 1);
    expect(sum('left')).toBe(0);

    expect(await (await connectorNamed(deps, 'big')).proveGone(person, { runId })).toMatchObject({ status: 'proven', isGone: true });
    expect(await othersRows()).toEqual(others);
    const { rows: twice } = await client.query(
      'SELECT count(*)::int AS n FROM (SELECT part, id FROM changed GROUP BY 1, 2 HAVING count(*) > 1) t',
    );
    expect(twice[0].n).toBe(0);
    const { rows: changed } = await client.query('SELECT count(*)::int AS n FROM changed');
    expect(changed[0].n).toBe(14 * ROWS_EACH);
    for (const name of TABLES) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS n FROM ${name} WHERE account_id = 1 AND (note LIKE 'private%' OR born <> '1900-01-01')`,
      );
      expect(rows[0].n).toBe(0);
    }
  }, 300_000);
});
