import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { createVault, type Vault } from './vault.js';

const masterKey = randomBytes(32).toString('base64');
const context = 'request.sealedProfile';

describe('the vault', () => {
  let database: TestDatabase;
  let keysPool: pg.Pool;
  let vault: Vault;
  let home: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 4 });
    home = await mkdtemp(join(tmpdir(), 'rightsdesk-vault-'));
    vault = createVault({ keysPool, masterKey, tombstoneFile: join(home, 'keys-tombstones.log') });
  });
  afterAll(async () => {
    await keysPool.end();
    await database.drop();
    await rm(home, { recursive: true });
  });

  it('opens what it sealed, in this process and in one that has never seen the key', async () => {
    const subjectId = await vault.freshSubject();
    const sealed = await vault.seal(subjectId, { name: 'Zoë Ångström', phones: [1, 2] }, context);
    expect(sealed.includes('Zo')).toBe(false);
    expect(await vault.open(subjectId, sealed, context)).toEqual({ name: 'Zoë Ångström', phones: [1, 2] });
    const elsewhere = createVault({ keysPool, masterKey });
    expect(await elsewhere.open(subjectId, sealed, context)).toEqual({ name: 'Zoë Ångström', phones: [1, 2] });
  });

  it('seals the same text differently each time', async () => {
    const subjectId = await vault.freshSubject();
    expect(await vault.sealText(subjectId, 'same', context)).not.toEqual(await vault.sealText(subjectId, 'same', context));
  });

  it('refuses a value that was changed, moved to another column or given to another subject', async () => {
    const [one, two] = [await vault.freshSubject(), await vault.freshSubject()];
    const sealed = await vault.sealText(one, 'a secret of one', context);
    for (let at = 0; at < sealed.length; at += 7) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      await expect(vault.openText(one, changed, context)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    }
    await expect(vault.openText(one, sealed, 'letter.sealedTo')).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    await expect(vault.openText(two, sealed, context)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    await expect(vault.openText(one, sealed.subarray(0, 10), context)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });

  it('commits keys in batches and never hands out an id twice, whoever asks at once', async () => {
    const ids = await Promise.all(Array.from({ length: 300 }, () => vault.freshSubject()));
    expect(new Set(ids).size).toBe(300);
    const { rows } = await keysPool.query('SELECT count(*)::int AS held FROM subject_key WHERE subject_id = ANY($1::uuid[])', [ids]);
    expect(rows).toEqual([{ held: 300 }]);
    const { rows: commits } = await keysPool.query('SELECT count(DISTINCT created_at)::int AS batches FROM subject_key');
    expect(commits[0].batches).toBeLessThan(12);
  });

  it('makes the key of an id of the caller once', async () => {
    const subjectId = randomUUID();
    await expect(vault.sealText(subjectId, 'too early', context)).rejects.toMatchObject({
      code: 'SUBJECT_KEY_MISSING',
      kind: 'unavailable',
    });
    await Promise.all([vault.ensureKey(subjectId), vault.ensureKey(subjectId)]);
    const sealed = await vault.sealText(subjectId, 'kept', context);
    await createVault({ keysPool, masterKey }).ensureKey(subjectId);
    expect(await createVault({ keysPool, masterKey }).openText(subjectId, sealed, context)).toBe('kept');
  });

  it('opens a list of many subjects with one query', async () => {
    const items = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const subjectId = await vault.freshSubject();
        return { subjectId, sealed: await vault.seal(subjectId, { n }, context), context };
      }),
    );
    const gone = items[7]?.subjectId ?? '';
    await vault.destroyKey(gone, 'erasure');
    let queries = 0;
    const counting = {
      query: (...args: [string, unknown[]]) => {
        queries += 1;
        return keysPool.query(...args);
      },
    };
    const opened = await createVault({ keysPool: counting as unknown as pg.Pool, masterKey }).openMany<{ n: number }>(items);
    expect(opened).toEqual(items.map((_, n) => (n === 7 ? undefined : { n })));
    expect(queries).toBe(1);
  });

  it('makes everything about a subject unreadable once its key is destroyed, in every process within its short memory', async () => {
    const elsewhere = createVault({ keysPool, masterKey, ttlMs: 300 });
    const subjectId = await vault.freshSubject();
    const sealed = await vault.sealText(subjectId, 'gone soon', context);
    expect(await elsewhere.openText(subjectId, sealed, context)).toBe('gone soon');
    const { backups } = await vault.destroyKey(subjectId, 'erasure');
    expect(backups).toEqual([]);
    expect(await vault.openText(subjectId, sealed, context)).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 320));
    expect(await elsewhere.openText(subjectId, sealed, context)).toBeUndefined();
    await expect(vault.sealText(subjectId, 'again', context)).rejects.toMatchObject({ code: 'SUBJECT_KEY_DESTROYED' });
    await expect(vault.ensureKey(subjectId)).rejects.toMatchObject({ code: 'SUBJECT_KEY_DESTROYED' });
    const { rows } = await keysPool.query('SELECT wrapped_key FROM subject_key WHERE subject_id = $1', [subjectId]);
    expect(rows).toEqual([{ wrapped_key: null }]);
    expect(await readFile(join(home, 'keys-tombstones.log'), 'utf8')).toContain(` ${subjectId} erasure\n`);
  });

  it('does not let the role of the program bring a destroyed key back or delete a tombstone', async () => {
    const subjectId = await vault.freshSubject();
    await vault.destroyKey(subjectId, 'erasure');
    const revive = 'UPDATE subject_key SET wrapped_key = $2, destroyed_at = NULL WHERE subject_id = $1';
    await expect(keysPool.query(revive, [subjectId, randomBytes(61)])).rejects.toThrow('stays destroyed');
    await expect(keysPool.query('DELETE FROM key_tombstone WHERE subject_id = $1', [subjectId])).rejects.toThrow('permission denied');
    await expect(keysPool.query('DELETE FROM subject_key WHERE subject_id = $1', [subjectId])).rejects.toThrow('permission denied');
  });

  it('says so when the keys were wrapped with another master key', async () => {
    const subjectId = await vault.freshSubject();
    const other = createVault({ keysPool, masterKey: randomBytes(32).toString('base64') });
    await expect(other.sealText(subjectId, 'x', context)).rejects.toMatchObject({ code: 'MASTER_KEY_DIFFERS' });
    expect(() => createVault({ keysPool, masterKey: 'short' })).toThrow('MASTER_KEY_INVALID');
  });

  it('seals what belongs to no subject', () => {
    const sealed = vault.sealMaster({ url: 'postgresql://x' }, 'connectedSystem.sealedUrl');
    expect(vault.openMaster(sealed, 'connectedSystem.sealedUrl')).toEqual({ url: 'postgresql://x' });
    expect(() => vault.openMaster(sealed, 'account.sealedTotp')).toThrow('SEAL_BROKEN');
  });
});
