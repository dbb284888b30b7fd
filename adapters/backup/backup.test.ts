import { randomBytes, randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { createVault, type Vault } from '../crypto/vault.js';
import { appendEvidence } from '../evidence/chain.js';
import { createRootWriter } from '../evidence/roots.js';
import { type BlobStore, createBlobStore } from '../storage/blob-store.js';
import { CHUNK_BYTES } from '../storage/chunks.js';
import { backup, tombstoneFileOf } from './backup.js';
import { type RestoreSource, restore } from './restore.js';

const masterKey = randomBytes(32).toString('base64');
const signingKey = randomBytes(32).toString('base64');
const context = 'request.sealedProfile';
const INSERT_REQUEST = `INSERT INTO request (id, reference, thread_id, thread_token, subject_id, status, channel, language, jurisdiction, calendar,
    time_zone, received_at, safe_on, target_on, sort_on, clock, sealed_profile, sealed_content, search_tokens)
  VALUES ($1, $2, $1, '', $3, 'received', 'form', 'en', 'UK', 'ENG', 'Europe/London', now(), now(), now(), now(), '{"a": [1]}', $4, '', '{1,-2}')`;

/** An installation: two databases, a data directory, and what the program does with them. */
interface Installation {
  database: TestDatabase;
  pool: pg.Pool;
  keysPool: pg.Pool;
  home: string;
  vault: Vault;
  store: BlobStore;
  migrateTo(): Promise<void>;
  migrateOn(): Promise<void>;
}

interface Case {
  id: string;
  subjectId: string;
  blobId: string;
  content: Buffer;
}

async function newInstallation(): Promise<Installation> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  const keysPool = new pg.Pool({ connectionString: database.keysOwnerUrl, max: 4 });
  // A connection of an ended pool may still be closing when its database is dropped.
  for (const one of [pool, keysPool]) one.on('error', () => undefined);
  const home = await mkdtemp(join(tmpdir(), 'rightsdesk-home-'));
  const vault = createVault({ keysPool, masterKey, tombstoneFile: tombstoneFileOf(home) });
  const migrating = { migrateTo: async () => undefined, migrateOn: async () => undefined }; // it is of the version of now
  return { database, pool, keysPool, home, vault, store: createBlobStore({ pool, vault }), ...migrating };
}

async function remove({ database, pool, keysPool, home }: Installation): Promise<void> {
  await Promise.all([pool.end(), keysPool.end()]);
  await database.drop();
  await rm(home, { recursive: true });
}

async function newCase({ pool, vault, store }: Installation): Promise<Case> {
  const subjectId = await vault.freshSubject();
  const id = randomUUID();
  const content = randomBytes(2 * CHUNK_BYTES + 3);
  const { blobId } = await store.put(content, { subjectId, mediaType: 'x' });
  await pool.query('INSERT INTO subject (id, email_index) VALUES ($1, $2)', [subjectId, vault.blindIndex(`${id}@example.com`)]);
  await pool.query(INSERT_REQUEST, [id, `RR-2026-${id.slice(0, 8)}`, subjectId, await vault.seal(subjectId, { name: id }, context)]);
  await pool.query(`INSERT INTO newsletter (id, subject_id, topic, sealed_contact, consent_at) VALUES ($1, $2, 'Seal news', '', now())`, [
    randomUUID(),
    subjectId,
  ]);
  await pool.query("INSERT INTO outbox (kind, target_id) VALUES ('start', $1)", [id]);
  const client = await pool.connect();
  await client.query('BEGIN');
  const sealed = await vault.sealText(subjectId, 'reasons', 'evidence.sealed');
  await appendEvidence(client, [
    { requestId: id, at: new Date(), actor: 'system', role: 'system', event: 'withdrawn', data: { hasReason: true }, sealed },
  ]);
  await client.query('COMMIT');
  client.release();
  return { id, subjectId, blobId, content };
}

async function nameOf({ pool, vault }: Installation, { id }: Case): Promise<unknown> {
  const { rows } = await pool.query('SELECT subject_id, sealed_profile FROM request WHERE id = $1', [id]);
  return vault.open(rows[0].subject_id, rows[0].sealed_profile, context);
}

async function countsOf({ pool }: Installation): Promise<Record<string, number>> {
  const tables = ['subject', 'request', 'evidence', 'evidence_head', 'evidence_root', 'evidence_pending', 'blob', 'blob_chunk', 'outbox'];
  const counts = tables.map(async (table) => [table, Number((await pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count)]);
  return Object.fromEntries(await Promise.all(counts));
}

describe('backup and restore', () => {
  let origin: Installation;
  let fresh: Installation;
  let outside: string;
  let kept: Case;
  let erasedBefore: Case;
  let erasedAfter: Case;
  let written: Awaited<ReturnType<typeof backup>>;

  const restoreFresh = (source: Partial<RestoreSource> = {}) =>
    restore({ ...fresh, signingKey }, { data: written.data, keys: written.keys, ...source });

  beforeAll(async () => {
    origin = await newInstallation();
    outside = await mkdtemp(join(tmpdir(), 'rightsdesk-backup-'));
    for (let n = 0; n < 5; n += 1) await newCase(origin);
    kept = await newCase(origin);
    erasedBefore = await newCase(origin);
    erasedAfter = await newCase(origin);
    await origin.vault.destroyKey(erasedBefore.subjectId, 'erasure');
    await createRootWriter({ pool: origin.pool, signingKey }).writeRoot();
    await newCase(origin);
    written = await backup(origin, join(outside, 'data'), { keysDir: join(outside, 'keys'), now: new Date('2026-11-20T10:00:00Z') });
  });
  afterAll(async () => {
    await remove(origin);
    await rm(outside, { recursive: true });
  });
  beforeEach(async () => {
    fresh = await newInstallation();
  });
  afterEach(() => remove(fresh));

  const copyTombstones = () => copyFile(tombstoneFileOf(origin.home), tombstoneFileOf(fresh.home));

  it('writes data and keys apart, for its owner only, and never over another backup', async () => {
    expect(written).toMatchObject({
      data: join(outside, 'data', 'data-2026-11-20T100000Z'),
      keys: join(outside, 'keys', 'keys-2026-11-20T100000Z'),
    });
    for (const folder of [written.data, written.keys]) {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    }
    expect(await readdir(written.keys)).toEqual(['manifest.json', 'subject-keys.bin']);
    expect(await readdir(written.data)).not.toContain('subject_key.copy');
    const again = backup(origin, join(outside, 'data'), { keysDir: join(outside, 'keys'), now: new Date('2026-11-20T10:00:00Z') });
    await expect(again).rejects.toMatchObject({ code: 'BACKUP_EXISTS' });
  });

  it('gives everything back: counts, files, sealed values, numbering, evidence', async () => {
    const before = await countsOf(origin);
    await copyTombstones();
    const report = await restoreFresh();
    expect(report).toMatchObject({ tableCount: written.tableCount, rowCount: written.rowCount, keyCount: written.keyCount });
    expect(report.evidence).toMatchObject({ ok: true, cases: 9, events: 9, roots: 1 });
    expect(await countsOf(fresh)).toEqual(before);
    expect(await nameOf(fresh, kept)).toEqual({ name: kept.id });
    const counted = await fresh.pool.query(
      `SELECT (SELECT count(*)::int FROM request) AS cases, (SELECT sum(n)::int FROM (SELECT n FROM sla_delta WHERE measure = 'received'
         UNION ALL SELECT n FROM sla_count WHERE measure = 'received') rolled) AS counted`,
    );
    expect(counted.rows[0].counted).toBe(counted.rows[0].cases); // once, not twice
    expect((await fresh.store.read(kept.blobId)).equals(kept.content)).toBe(true);
    await newCase(fresh); // the outbox numbers on: a sequence left behind would refuse
    expect(await createRootWriter({ pool: fresh.pool, signingKey }).writeRoot()).toMatchObject({ seq: 2, headCount: 10 });
  });

  it('keeps erased people unreadable: in the backup file, and after an older backup of the keys came back', async () => {
    const older = join(outside, 'an-older-copy.bin');
    const keysFile = join(written.keys, 'subject-keys.bin');
    await copyFile(keysFile, older);
    const { rows } = await origin.keysPool.query('SELECT wrapped_key FROM subject_key WHERE subject_id = $1', [erasedAfter.subjectId]);
    expect((await readFile(keysFile)).includes(rows[0].wrapped_key)).toBe(true);
    const { backups } = await origin.vault.destroyKey(erasedAfter.subjectId, 'erasure');
    expect(backups).toEqual([{ path: keysFile, result: 'destroyed' }]);
    expect((await readFile(keysFile)).includes(rows[0].wrapped_key)).toBe(false);

    await rename(older, keysFile); // somebody kept a copy that nobody could reach
    await copyTombstones();
    const report = await restoreFresh();
    expect(report).toMatchObject({ droppedKeyCount: 1, evidence: { ok: true } });
    for (const erased of [erasedBefore, erasedAfter]) {
      expect(await nameOf(fresh, erased)).toBeUndefined();
      const newsletters = await fresh.pool.query('SELECT 1 FROM newsletter WHERE subject_id = $1', [erased.subjectId]);
      expect(newsletters.rowCount).toBe(0);
      await expect(fresh.store.read(erased.blobId)).rejects.toMatchObject({ code: 'SUBJECT_KEY_DESTROYED' });
    }
    expect(await nameOf(fresh, kept)).toEqual({ name: kept.id });
    expect((await readFile(keysFile)).includes(rows[0].wrapped_key)).toBe(false);
    const { rows: traces } = await fresh.pool.query(
      'SELECT s.email_index, r.search_tokens FROM subject s JOIN request r ON r.subject_id = s.id WHERE s.id = $1',
      [erasedAfter.subjectId],
    );
    expect(traces).toEqual([{ email_index: null, search_tokens: [] }]);
  });

  it('takes the keys of seals along, for their owner only, and never brings back one that was ended since', async () => {
    const [folder, target] = [join(outside, 'seal-keys'), join(outside, 'seal-keys-restored')];
    await mkdir(join(folder, 'harbour'), { recursive: true });
    for (const name of ['EdDSA-0001.json', 'EdDSA-0002.json'])
      await writeFile(join(folder, 'harbour', name), `{"${name}":1}`, { mode: 0o600 });
    const made = await backup({ ...origin, sealKeysFolder: folder }, join(outside, 'with-seals'), {
      now: new Date('2026-11-22T10:00:00Z'),
    });
    expect(made.sealKeyCount).toBe(2);
    await mkdir(join(target, 'harbour'), { recursive: true });
    await writeFile(join(target, 'harbour', 'EdDSA-0001.json'), '{"privatePart":null}');
    await copyTombstones();
    const report = await restore({ ...fresh, signingKey, sealKeysFolder: target }, { data: made.data, keys: made.keys });
    expect(report.sealKeyCount).toBe(1);
    expect(await readFile(join(target, 'harbour', 'EdDSA-0001.json'), 'utf8')).toBe('{"privatePart":null}');
    expect((await stat(join(target, 'harbour', 'EdDSA-0002.json'))).mode & 0o777).toBe(0o600);
  });

  it('refuses the keys until the list of destroyed ones is there, and says what to do', async () => {
    await expect(restoreFresh()).rejects.toMatchObject({ code: 'TOMBSTONES_MISSING', detail: expect.stringContaining('--tombstones') });
    await writeFile(tombstoneFileOf(fresh.home), '# somebody made an empty one\n');
    await expect(restoreFresh()).rejects.toMatchObject({ code: 'TOMBSTONES_MISSING' });
    const { rows } = await fresh.keysPool.query('SELECT count(*)::int AS held FROM subject_key');
    expect(rows).toEqual([{ held: 0 }]);
    expect((await restoreFresh({ tombstones: tombstoneFileOf(origin.home) })).evidence.ok).toBe(true);
  });

  it('restores the data alone where the keys survived', async () => {
    await expect(restoreFresh({ keys: undefined })).rejects.toMatchObject({ code: 'RESTORE_NEEDS_KEYS' });
    const report = await restore({ ...fresh, keysPool: origin.keysPool, signingKey }, { data: written.data });
    expect(report).toMatchObject({ keyCount: 0, evidence: { ok: true } });
    expect(await nameOf({ ...fresh, vault: origin.vault }, kept)).toEqual({ name: kept.id });
  });

  it('never writes over anything', async () => {
    await newCase(fresh);
    await copyTombstones();
    await expect(restoreFresh()).rejects.toMatchObject({ code: 'RESTORE_NOT_EMPTY' });
    await expect(restore({ ...fresh, signingKey }, { data: written.keys })).rejects.toMatchObject({ code: 'BACKUP_KIND_DIFFERS' });
    await expect(restore({ ...fresh, signingKey }, { data: outside })).rejects.toMatchObject({ code: 'BACKUP_MISSING' });
  });

  async function withChanged(file: string, change: (content: Buffer) => Buffer, look: () => Promise<void>): Promise<void> {
    const content = await readFile(file);
    await writeFile(file, change(Buffer.from(content)));
    await look().finally(() => writeFile(file, content));
  }

  it.each(['request.copy', 'evidence.copy', 'blob_chunk.copy'])('refuses a changed %s and leaves both databases empty', async (name) => {
    await copyTombstones();
    const flip = (content: Buffer) => {
      content.writeUInt8(content.readUInt8(content.length - 30) ^ 1, content.length - 30);
      return content;
    };
    await withChanged(join(written.data, name), flip, async () => {
      await expect(restoreFresh()).rejects.toThrow();
    });
    expect(Object.values(await countsOf(fresh)).every((count) => count === 0)).toBe(true);
    const { rows } = await fresh.keysPool.query('SELECT count(*)::int AS held FROM subject_key');
    expect(rows).toEqual([{ held: 0 }]);
    expect((await restoreFresh()).evidence.ok).toBe(true);
  });

  it.each([
    ['cut short', (content: Buffer) => content.subarray(0, content.length - 50)],
    ['changed', (content: Buffer) => content.fill(7, 150, 152)],
  ])('refuses a key file that was %s', async (_, change) => {
    await copyTombstones();
    await withChanged(join(written.keys, 'subject-keys.bin'), change, async () => {
      await expect(restoreFresh()).rejects.toMatchObject({ code: 'KEY_BACKUP_BROKEN' });
    });
  });

  it('refuses a database of another schema', async () => {
    await copyTombstones();
    await fresh.pool.query(
      "UPDATE _prisma_migrations SET migration_name = '29991231000000_later' WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)",
    );
    await expect(restoreFresh()).rejects.toMatchObject({ code: 'BACKUP_SCHEMA_DIFFERS' });
  });

  it('destroys a key in every backup it can reach and says which it cannot', async () => {
    const one = await newCase(fresh);
    const at = (day: number) => new Date(Date.UTC(2026, 0, day));
    const first = await backup(fresh, join(outside, 'many'), { now: at(1) });
    const second = await backup(fresh, join(outside, 'many'), { now: at(2) });
    await rename(first.keys, join(outside, 'moved-away'));
    const late = await newCase(fresh);
    const third = await backup(fresh, join(outside, 'many'), { now: at(3) });
    const file = (folder: string) => join(folder, 'subject-keys.bin');
    expect((await fresh.vault.destroyKey(one.subjectId, 'erasure')).backups).toEqual([
      { path: file(first.keys), result: 'unreachable' },
      { path: file(second.keys), result: 'destroyed' },
      { path: file(third.keys), result: 'destroyed' },
    ]);
    await rename(join(outside, 'moved-away'), first.keys);
    expect((await fresh.vault.destroyKey(one.subjectId, 'erasure')).backups[0]).toEqual({ path: file(first.keys), result: 'destroyed' });
    expect(await nameOf(fresh, late)).toEqual({ name: late.id });
  });
});
