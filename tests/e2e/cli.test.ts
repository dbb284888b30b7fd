import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createRootWriter } from '../../adapters/evidence/roots.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

interface Result {
  exitCode: number;
  stdout: string;
  stderr: string;
}

interface Vector {
  input: object;
  expected: { due: string };
}

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const home = mkdtempSync(join(tmpdir(), 'rightsdesk-cli-'));
const signingKey = key(3);
const vectors = JSON.parse(readFileSync('tests/fixtures/clock-vectors.json', 'utf8')) as Vector[];

/** Starts the command line as a person does, without the settings of this test run. */
function start(args: readonly string[], settings: NodeJS.ProcessEnv): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, ['bin/rightsdesk.mjs', ...args], { env: { PATH, HOME, RIGHTSDESK_HOME: home, ...settings } });
}

async function run(args: readonly string[], settings: NodeJS.ProcessEnv = {}, input = ''): Promise<Result> {
  const child = start(args, settings);
  const ended = once(child, 'close');
  child.stdin?.end(input);
  if (child.stdout === null || child.stderr === null) throw new Error('no output');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [exitCode] = (await ended) as [number];
  expect(stderr).not.toMatch(/^\s+at .*:\d+/m); // never a stack trace
  return { exitCode, stdout, stderr };
}

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the command line without anything that runs', () => {
  it('computes deadlines line by line, a bad line having its problem in its place', async () => {
    const [first, second] = vectors;
    const lines = [JSON.stringify(first?.input), '{"received":', JSON.stringify(second?.input), ''].join('\n');
    const { exitCode, stdout } = await run(['deadline'], {}, lines);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { due?: string; code?: string });
    expect(answers.map(({ due, code }) => due ?? code)).toEqual([first?.expected.due, 'INVALID_INPUT', second?.expected.due]);
    expect(exitCode).toBe(1);
  }, 60_000);

  it('answers a line before the next one is there', async () => {
    const child = start(['deadline'], {});
    child.stdin?.write(`${JSON.stringify(vectors[0]?.input)}\n`);
    const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    expect(JSON.parse(chunk.toString())).toMatchObject({ due: vectors[0]?.expected.due });
    child.stdin?.end();
    const [exitCode] = (await once(child, 'close')) as [number];
    expect(exitCode).toBe(0);
  }, 60_000);

  it.each([
    [['token', 'create', '--role', 'king'], 2, 'Allowed choices'],
    [['statsu'], 2, 'Did you mean status'],
    [['connector', 'preview', 'shop'], 2, '--email'],
    [['token', 'create', '--role', 'issuer'], 2, '--issuer SLUG'],
    [['account', 'create', '--role', 'issuer', '--email', 'a@example.com'], 2, '--issuer SLUG'],
    [['status'], 3, 'npm start'],
    [['request', 'list'], 3, 'npm start'],
    [['backup'], 3, 'npm start'],
    [['restore', '/nowhere'], 1, 'There is no /nowhere'],
  ])(
    '%j ends with %i and says what to do',
    async (args, expected, hint) => {
      const { exitCode, stdout, stderr } = await run(args);
      expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' });
      expect(stderr).toContain(hint);
    },
    60_000,
  );

  it('says that the database does not answer, without its password', async () => {
    const settings = { DATABASE_URL: 'postgresql://u:hidden@127.0.0.1:1/x', MASTER_KEY: key(1) };
    const { exitCode, stderr } = await run(['request', 'list'], settings);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('The database does not answer');
    expect(stderr).not.toContain('hidden');
  }, 60_000);

  it.each([[[]], [['token', 'create']], [['request', 'create']], [['connector', 'add']], [['evidence', 'verify']], [['backup']]])(
    '%j --help begins with examples',
    async (command) => {
      const { exitCode, stdout } = await run([...command, '--help']);
      expect(stdout).toMatch(/^Examples?:\n {2}rightsdesk /);
      expect(exitCode).toBe(0);
    },
    60_000,
  );
});

describe('the command line with a database', () => {
  let database: TestDatabase;
  let owner: pg.Pool;
  let settings: NodeJS.ProcessEnv;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
    settings = {
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KEYS_DATABASE_URL: database.keysUrl,
      KEYS_DATABASE_OWNER_URL: database.keysOwnerUrl,
      MASTER_KEY: key(1),
      ROOT_SIGNING_KEY: signingKey,
    };
  }, 120_000);
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  const json = async (...args: string[]) => JSON.parse((await run([...args, '--json'], settings)).stdout);

  it('makes a token and prints it alone', async () => {
    const { exitCode, stdout, stderr } = await run(['token', 'create', '--role', 'staff'], settings);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^rd_[\w-]{43}\n$/);
    const { rows } = await owner.query('SELECT role FROM api_token');
    expect(rows).toEqual([{ role: 'staff' }]);
  }, 60_000);

  it('lets people in by a link and out again', async () => {
    const email = ['--email', 'dana@example.com'];
    const made = await json('account', 'create', '--role', 'staff', ...email);
    expect(made).toMatchObject({ email: 'dana@example.com', url: expect.stringMatching(/\/account\/[\w-]{43}$/) });
    const twice = await run(['account', 'create', '--role', 'staff', ...email], settings);
    expect([twice.exitCode, twice.stderr]).toEqual([2, expect.stringContaining('account reset')]);
    expect((await json('account', 'disable', ...email)).state).toBe('disabled');
    expect((await json('account', 'list')).items).toMatchObject([{ email: 'dana@example.com', role: 'staff', state: 'disabled' }]);
    expect((await json('account', 'reset', ...email)).url).not.toBe(made.url);
  }, 90_000);

  it('files, lists and shows requests, and records that one was shown', async () => {
    const person = ['--name', 'Wilma Quandt', '--email', 'wilma@example.com'];
    const filed = await json('request', 'create', '--right', 'erasure', '--right', 'access', ...person, '--channel', 'post');
    expect(filed).toMatchObject({ status: 'received', dueOn: expect.any(String), linked: [expect.any(String)] });
    const { items, hasMore } = await json('request', 'list', '--q', 'quandt');
    expect(items.map(({ right, channel }: { right: string; channel: string }) => [right, channel]).sort()).toEqual([
      ['access', 'post'],
      ['erasure', 'post'],
    ]);
    expect(hasMore).toBe(false);
    const shown = await json('request', 'show', filed.reference);
    expect(shown).toMatchObject({ reference: filed.reference, right: 'erasure', requester: { email: 'wilma@example.com' } });
    const { rows } = await owner.query("SELECT actor FROM evidence WHERE event = 'personal-data-shown'");
    expect(rows).toEqual([{ actor: 'command-line' }]);
  }, 90_000);

  it('refuses what cannot be filed, naming each wrong place', async () => {
    const future = ['--received-at', '2999-01-01T00:00:00Z'];
    const { exitCode, stderr } = await run(
      ['request', 'create', '--right', 'access', '--name', 'A', '--email', 'nobody', ...future],
      settings,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('/requester/email');
  }, 60_000);

  it('backs up, restores into empty databases, and finds what was changed', async () => {
    await createRootWriter({ pool: owner, signingKey }).writeRoot();
    const { ok } = await json('evidence', 'verify');
    expect(ok).toBe(true);
    const folder = join(home, 'backups');
    const { rowCount } = await json('backup', folder);
    const fresh = await createTestDatabase();
    const there = {
      DATABASE_URL: fresh.url,
      DATABASE_OWNER_URL: fresh.ownerUrl,
      KEYS_DATABASE_URL: fresh.keysUrl,
      KEYS_DATABASE_OWNER_URL: fresh.keysOwnerUrl,
    };
    const restored = await run(['restore', folder, '--json'], { ...settings, ...there });
    await fresh.drop();
    expect(restored).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(restored.stdout)).toMatchObject({ rowCount, evidence: { ok: true } });
    await owner.query('ALTER TABLE evidence DISABLE TRIGGER USER');
    await owner.query("UPDATE evidence SET actor = 'nobody' WHERE event = 'personal-data-shown'");
    const broken = await run(['evidence', 'verify'], settings);
    expect(broken.exitCode).toBe(1);
    expect(broken.stderr).toMatch(/The first broken link: Case RR-\S+, link \d+, was changed/);
  }, 180_000);

  it('asks a described system for one person and keeps its address out of the list', async () => {
    const dataset = 'adapters/connectors/demo/membership-shop.dataset.yml';
    const added = await json('connector', 'add', 'shop', '--url', database.ownerUrl, '--dataset', dataset);
    expect(added.collections.length).toBeGreaterThan(1);
    const listed = await run(['connector', 'list', '--json'], settings);
    expect(JSON.parse(listed.stdout).items.map(({ name }: { name: string }) => name)).toEqual(['rightsdesk', 'shop']);
    expect(listed.stdout).not.toContain('tests-only');
    const test = await run(['connector', 'test', 'shop'], settings); // our own database is no shop
    expect(test.exitCode).toBe(1);
    expect(test.stderr).toContain('DESCRIPTION_DOES_NOT_FIT');
    const preview = await run(['connector', 'preview', 'rightsdesk', '--email', 'wilma@example.com', '--json'], settings);
    expect(preview.exitCode).toBe(0);
    expect(Object.keys(JSON.parse(preview.stdout))).toEqual(['collections', 'heldBack', 'complete']);
  }, 120_000);

  it('says which line of a description is wrong', async () => {
    const file = join(home, 'broken.yml');
    writeFileSync(file, 'dataset: 3\n');
    const { exitCode, stderr } = await run(['connector', 'add', 'shop', '--url', 'postgresql://u@h/d', '--dataset', file], settings);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('line 1');
  }, 60_000);
});
