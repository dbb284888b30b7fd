import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { createKeyring, createKeyrings } from '../keyring.js';
import { wrapKey } from '../subject-keys.js';
import { createVault, type Vault } from '../vault.js';
import { rotateMaster } from './rotate-master.js';

const newKey = () => randomBytes(32).toString('base64');
const SUBJECTS = 20_000;
const CONTEXT = 'request.sealedProfile';

describe('a change of the master key', () => {
  const home = mkdtempSync(join(tmpdir(), 'rightsdesk-rotate-'));
  const [first, second, third] = [newKey(), newKey(), newKey()];
  let database: TestDatabase;
  let pool: pg.Pool;
  let keysPool: pg.Pool;
  let before: Vault;
  let subjectId: string;
  let destroyedId: string;
  let sealed: Buffer;
  let unsubscribe: Buffer;
  let keptKeys: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
    keysPool = new pg.Pool({ connectionString: database.keysOwnerUrl, max: 4 });
    before = createVault({ keysPool, masterKey: first });
    [subjectId, destroyedId] = [await before.freshSubject(), await before.freshSubject()];
    sealed = await before.seal(subjectId, { name: 'Zoë' }, CONTEXT);
    unsubscribe = before.sealHandedOut({ list: 'news' }, 'unsubscribe.token');
    await before.destroyKey(destroyedId, 'erasure');
    await pool.query(`INSERT INTO connected_system (name, kind, sealed_url) VALUES ('shop', 'postgres', $1)`, [
      before.sealMaster('postgresql://shop', 'connectedSystem.sealedUrl'),
    ]);
    const session = before.sealMaster({ accountId: 'x' }, 'session.data').toString('base64');
    await pool.query(`INSERT INTO session (id_hash, data, expires_at) VALUES ('\\x01', $1, now() + interval '1 hour')`, [
      JSON.stringify({ sealed: session }),
    ]);
    const ring = createKeyring(first);
    const ids = Array.from({ length: SUBJECTS }, () => randomUUID());
    const wrapped = ids.map((id) => wrapKey(ring, id, randomBytes(32)));
    await keysPool.query(
      'INSERT INTO subject_key (subject_id, wrapped_key, key_id) SELECT i, w, $3 FROM unnest($1::uuid[], $2::bytea[]) AS n(i, w)',
      [ids, wrapped, ring.keyId],
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all([pool.end(), keysPool.end()]);
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  async function countOf(keyId: string): Promise<number> {
    const { rows } = await keysPool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM subject_key WHERE key_id = $1 AND wrapped_key IS NOT NULL',
      [keyId],
    );
    return rows[0]?.n ?? 0;
  }
  const urlOf = async (vault: Vault) => {
    const { rows } = await pool.query<{ sealed_url: Buffer }>('SELECT sealed_url FROM connected_system');
    return vault.openMaster(rows[0]?.sealed_url ?? Buffer.alloc(0), 'connectedSystem.sealedUrl');
  };

  function command() {
    const { PATH, HOME } = process.env;
    const env = {
      PATH,
      HOME,
      RIGHTSDESK_HOME: home,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KEYS_DATABASE_URL: database.keysUrl,
      KEYS_DATABASE_OWNER_URL: database.keysOwnerUrl,
      MASTER_KEY: second,
      MASTER_KEY_FORMER: first,
    };
    return spawn(process.execPath, ['bin/rightsdesk.mjs', 'keys', 'rotate-master', '--json'], { env });
  }

  it('is read by parts that know both keys at every moment, and goes on after a kill in the middle', async () => {
    const { current } = createKeyrings({ masterKey: second, formerKey: first });
    const killed = command();
    while ((await countOf(current.keyId)) === 0) await sleep(5); // the limit is that of the test
    killed.kill('SIGKILL');
    await once(killed, 'close');
    expect(await countOf(createKeyring(first).keyId)).toBeGreaterThan(0); // it was in the middle
    const during = createVault({ keysPool, masterKey: second, formerKey: first });
    expect(await during.open(subjectId, sealed, CONTEXT)).toEqual({ name: 'Zoë' });
    expect(await urlOf(during)).toBe('postgresql://shop');
    await during.freshSubject();

    const again = command();
    let printed = '';
    again.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    const [code] = await once(again, 'close');
    expect(code).toBe(0);
    const report = JSON.parse(printed);
    expect(report).toMatchObject({ step: 'finished', sealedValues: 2 });
    keptKeys = report.keptKeys;
    expect(await countOf(createKeyring(first).keyId)).toBe(0);
    const { rows } = await pool.query('SELECT event FROM key_rotation ORDER BY id');
    expect(rows.map(({ event }) => event)).toEqual(['begun', 'begun', 'finished']);
    await expect(pool.query('DELETE FROM key_rotation')).rejects.toThrow('append-only');
  }, 120_000);

  it('leaves nothing for the former key, and what must outlive it as it was', async () => {
    const after = createVault({ keysPool, masterKey: second, keptKeys });
    expect(await after.open(subjectId, sealed, CONTEXT)).toEqual({ name: 'Zoë' });
    expect(await after.open(destroyedId, sealed, CONTEXT)).toBeUndefined();
    expect(await urlOf(after)).toBe('postgresql://shop');
    expect(after.blindIndex('a@example.com')).toEqual(before.blindIndex('a@example.com'));
    expect(after.searchTokens(['Quandt'])).toEqual(before.searchTokens(['Quandt']));
    expect(after.hashToken('link')).toEqual(before.hashToken('link'));
    expect(after.statusKey(subjectId)).toBe(before.statusKey(subjectId));
    expect(after.transferKey().equals(before.transferKey())).toBe(true);
    expect(after.openHandedOut(unsubscribe, 'unsubscribe.token')).toEqual({ list: 'news' });
    const old = createVault({ keysPool, masterKey: first });
    await expect(old.open(subjectId, sealed, CONTEXT)).rejects.toMatchObject({ code: 'MASTER_KEY_DIFFERS' });
    await expect(urlOf(old)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    await expect(old.freshSubject()).rejects.toMatchObject({ code: 'MASTER_KEY_DIFFERS' });
  });

  it('refuses to work without the kept keys or with those of another', async () => {
    const without = createVault({ keysPool, masterKey: second });
    await expect(without.freshSubject()).rejects.toMatchObject({ code: 'MASTER_KEY_DIFFERS' });
    expect(() => createVault({ keysPool, masterKey: third, keptKeys })).toThrow('KEPT_KEYS_INVALID');
  });

  it('can be done a second time', async () => {
    const keys = { masterKey: third, formerKey: second, keptKeys };
    const report = await rotateMaster({ pool, keysPool, keys });
    expect(report.subjectKeys).toBeGreaterThan(SUBJECTS);
    const after = createVault({ keysPool, masterKey: third, keptKeys: report.keptKeys });
    expect(await after.open(subjectId, sealed, CONTEXT)).toEqual({ name: 'Zoë' });
    expect(after.blindIndex('a@example.com')).toEqual(before.blindIndex('a@example.com'));
    await expect(after.freshSubject()).resolves.toEqual(expect.any(String));
  }, 60_000);
});
