import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openTestDesk, type TestDesk } from '../../tests/support/mailroom.js';
import { ensureSubject } from '../db/marketing/whose.js';
import { keepSignUp } from './sign-ups.js';

let desk: TestDesk;
let owner: pg.Client;
const SIGN_UP = { email: 'apart@example.org', name: 'A', topics: ['Events'], words: 'w', language: 'en', source: '/newsletter' } as const;

beforeAll(async () => {
  desk = await openTestDesk();
  owner = new pg.Client({ connectionString: desk.database.ownerUrl });
  await owner.connect();
  await keepSignUp(desk.apart, SIGN_UP, new Date());
  await ensureSubject(desk.deps, desk.deps.vault.blindIndex(SIGN_UP.email));
}, 120_000);
afterAll(async () => {
  await owner.end();
  await desk.close();
});

/** Tables of a schema with their privileges for a role, as the server itself judges. */
async function readable(role: string, schema: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = $2::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p')
       AND (has_any_column_privilege($1, c.oid, 'SELECT,INSERT,UPDATE') OR has_table_privilege($1, c.oid, 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE')) ORDER BY 1`,
    [role, schema],
  );
  return rows.map(({ name }) => name);
}

describe('data of people who are not signed in (PRODUCT section 2, item 12)', () => {
  it('cannot be joined to persons by the parts’ role: it may not even read them', async () => {
    const { pool } = desk.deps;
    expect((await pool.query('SELECT current_user AS me')).rows).toEqual([{ me: 'rightsdesk_app' }]);
    for (const sql of [
      'SELECT * FROM apart.sign_up u, subject s',
      'SELECT count(*) FROM apart.visit v JOIN log_entry l ON l.at = v.started_at',
      'SELECT 1 FROM apart.sign_up',
      'DELETE FROM apart.visit',
      'CREATE VIEW joined AS SELECT * FROM apart.visit',
    ])
      await expect(pool.query(sql)).rejects.toThrow(/permission denied/);
    expect(await readable('rightsdesk_app', 'apart')).toEqual([]);
    expect((await owner.query(`SELECT has_schema_privilege('rightsdesk_app', 'apart', 'USAGE') AS may`)).rows).toEqual([{ may: false }]);
  });

  it('cannot be joined to persons by their own role: it has no right on anything else', async () => {
    const { pool } = desk.apart;
    expect((await pool.query('SELECT current_user AS me')).rows).toEqual([{ me: 'rightsdesk_apart' }]);
    for (const sql of [
      'SELECT * FROM apart.sign_up u, public.subject s',
      'SELECT 1 FROM public.account',
      'SELECT 1 FROM public.session',
      'SELECT 1 FROM public.log_entry',
      'SELECT 1 FROM public.promotion_recipient',
    ])
      await expect(pool.query(sql)).rejects.toThrow(/permission denied/);
    expect(await readable('rightsdesk_apart', 'public')).toEqual([]);
    expect(await readable('rightsdesk_apart', 'apart')).toEqual(['sign_up', 'visit']);
    const more = await owner.query(
      `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin AS may FROM pg_roles WHERE rolname = 'rightsdesk_apart'`,
    );
    expect(more.rows).toEqual([{ may: false }]);
  });

  it('cannot become the parts’ role from there, nor anybody else', async () => {
    const { rows } = await owner.query(
      `SELECT roleid::regrole::text AS role FROM pg_auth_members WHERE member = 'rightsdesk_apart'::regrole`,
    );
    expect(rows).toEqual([]);
  });

  it('share no identifier with the other side, not even the hash of the same address', async () => {
    const both = await Promise.all(['public', 'apart'].map(valuesOf));
    const [outside = new Set(), inside = new Set()] = both;
    expect(inside.size).toBeGreaterThan(2);
    expect([...inside].filter((value) => outside.has(value))).toEqual([]);
  });
});

/** Every uuid and every hash that stands in a schema, as text. */
async function valuesOf(schema: string): Promise<Set<string>> {
  const { rows: columns } = await owner.query<{ t: string; c: string }>(
    `SELECT c.table_name AS t, c.column_name AS c FROM information_schema.columns c JOIN information_schema.tables USING (table_schema, table_name)
      WHERE c.table_schema = $1 AND table_type = 'BASE TABLE' AND c.data_type IN ('uuid', 'bytea')`,
    [schema],
  );
  const values = new Set<string>();
  for (const { t, c } of columns) {
    const { rows } = await owner.query<{ v: string }>(`SELECT "${c}"::text AS v FROM "${schema}"."${t}" WHERE "${c}" IS NOT NULL`);
    for (const { v } of rows) values.add(v);
  }
  return values;
}
