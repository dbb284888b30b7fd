import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testSealKeys } from '../../../tests/support/seals.js';
import { createKeyrings, sealKept } from '../../crypto/keyring.js';
import { createHardwareKeys } from './hardware-keys.js';
import { openKeystore } from './keystore.js';
import { isSignedBy, openPublicKey, SEAL_ALGORITHMS } from './public-key.js';
import type { Signer } from './signer.js';
import { createWrappedKeys } from './wrapped-keys.js';

const CONTENT = Buffer.from('what is signed');
const freshFolder = () => mkdtempSync(join(tmpdir(), 'rightsdesk-seal-keys-'));

async function holds(signer: Signer): Promise<boolean> {
  const key = openPublicKey(signer.jwk);
  return key !== undefined && isSignedBy(key, signer.algorithm, CONTENT, await signer.sign(CONTENT));
}

describe('keys in files', () => {
  it('come into being once, however many ask, and sign with every algorithm', async () => {
    const folder = freshFolder();
    const masterKey = randomBytes(32).toString('base64');
    const stores = Array.from({ length: 8 }, () => testSealKeys({ folder, masterKey }));
    for (const algorithm of SEAL_ALGORITHMS) {
      const signers = await Promise.all(stores.map((keys) => keys.signer('harbour-institute', algorithm)));
      expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1);
      for (const signer of signers) expect(await holds(signer)).toBe(true);
    }
    expect(readdirSync(join(folder, 'harbour-institute'))).toHaveLength(3);
  });

  it('hold nothing private in clear, are only their owner’s to read, and open with the right master key alone', async () => {
    const folder = freshFolder();
    const masterKey = randomBytes(32).toString('base64');
    await testSealKeys({ folder, masterKey }).signer('harbour-institute', 'EdDSA');
    const file = join(folder, 'harbour-institute', 'EdDSA-0001.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toMatch(/"d"|PRIVATE KEY|MC4CAQAw/);
    const other = await testSealKeys({ folder }).signer('harbour-institute', 'EdDSA');
    await expect(other.sign(CONTENT)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    mkdirSync(join(folder, 'crafts-guild'));
    writeFileSync(join(folder, 'crafts-guild', 'EdDSA-0001.json'), readFileSync(file));
    const moved = await testSealKeys({ folder, masterKey }).signer('crafts-guild', 'EdDSA');
    await expect(moved.sign(CONTENT)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });

  it('sign on after the master key was changed', async () => {
    const folder = freshFolder();
    const [before, after] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const { kid } = await testSealKeys({ folder, masterKey: before }).signer('harbour-institute', 'EdDSA');
    const keptKeys = sealKept(createKeyrings({ masterKey: after, formerKey: before }).current);
    const maker = createWrappedKeys({ masterKey: after, keptKeys });
    const signer = await openKeystore({ folder, maker }).signer('harbour-institute', 'EdDSA');
    expect([signer.kid, await holds(signer)]).toEqual([kid, true]);
  });

  it('are rotated with overlap, and lose their private half', async () => {
    const folder = freshFolder();
    const keys = testSealKeys({ folder });
    const before = await keys.signer('harbour-institute', 'EdDSA');
    await keys.rotate('harbour-institute', 'EdDSA', { publishedUntil: new Date('2030-01-01T00:00:00Z') });
    const after = await keys.signer('harbour-institute', 'EdDSA');
    expect(after.kid).not.toBe(before.kid);
    expect((await keys.list('harbour-institute')).map(({ kid, state }) => [kid, state])).toEqual([
      [before.kid, 'retired'],
      [after.kid, 'active'],
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'harbour-institute', 'EdDSA-0001.json'), 'utf8')).privatePart).toBeNull();
  });

  it('a compromised key signs no more, and the next one comes by itself', async () => {
    const keys = testSealKeys();
    const { kid } = await keys.signer('harbour-institute', 'EdDSA');
    await keys.compromise('harbour-institute', kid);
    expect((await keys.signer('harbour-institute', 'EdDSA')).kid).not.toBe(kid);
    await expect(keys.compromise('harbour-institute', 'none')).rejects.toMatchObject({ code: 'SEAL_KEY_UNKNOWN' });
  });

  it.each(['..', 'a/b', 'A', '', 'x'.repeat(80)])('knows no issuer "%s"', async (slug) => {
    await expect(testSealKeys().signer(slug, 'EdDSA')).rejects.toMatchObject({ code: 'ISSUER_UNKNOWN' });
  });
});

const softHsm = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
].find((path) => existsSync(path));

function hasBinding(): boolean {
  try {
    createRequire(import.meta.url)('pkcs11js');
    return true;
  } catch {
    return false;
  }
}

function makeToken(): void {
  const folder = freshFolder();
  mkdirSync(join(folder, 'tokens'));
  writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`);
  process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf');
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', 'seals', '--so-pin', '12345678', '--pin', '1234']);
}

describe('keys in a hardware module', () => {
  (softHsm !== undefined && hasBinding() ? it : it.skip)(
    'SoftHSM2: made there, sign there with every algorithm, and nothing of them in the file (skipped where softhsm2 or pkcs11js is missing)',
    async () => {
      makeToken();
      const folder = freshFolder();
      const keys = openKeystore({ folder, maker: createHardwareKeys({ module: softHsm ?? '', token: 'seals', pin: '1234' }) });
      for (const algorithm of SEAL_ALGORITHMS) expect(await holds(await keys.signer('harbour-institute', algorithm))).toBe(true);
      const [file = ''] = readdirSync(join(folder, 'harbour-institute'));
      expect(JSON.parse(readFileSync(join(folder, 'harbour-institute', file), 'utf8')).privatePart).toEqual({
        kind: 'pkcs11',
        label: expect.any(String),
      });
      const wrong = createHardwareKeys({ module: softHsm ?? '', token: 'nowhere', pin: '1234' });
      await expect(wrong.make({ issuerSlug: 'x', algorithm: 'EdDSA', label: 'x' })).rejects.toMatchObject({ code: 'SEAL_KEY_MODULE_AWAY' });
    },
  );
});
