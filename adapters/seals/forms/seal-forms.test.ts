import { beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, importJWK, type JWK, jwtVerify } from 'jose';
import { verifyWithDigitalBazaar } from '../../../tests/support/outside-verifier.js';
import { buildStatement, testSealKeys } from '../../../tests/support/seals.js';
import type { SealKey } from '../keys/signer.js';
import { signStatusList } from '../status/status-list.js';
import { didDocument } from './did-document.js';
import { asJwt, isStillOver, type SealForm, type SealSignature, signSeal, withProofs } from './seal-forms.js';

// The lists are checked against the machine's clock by the library, whatever it is told.
const at = new Date();
const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000).toISOString();
const statement = buildStatement({ validFrom: inDays(-30), validUntil: inDays(300) });
const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
const { did, slug } = statement.issuer;
const keys = testSealKeys();
const signed = new Map<SealForm, SealSignature>();
let published: Record<string, object> = {};

const sealed = (form: SealForm): SealSignature => {
  const found = signed.get(form);
  if (found === undefined) throw new Error(form);
  return found;
};

async function listOf(purpose: 'revocation' | 'suspension', indexes: number[]) {
  const { listUrl } = statement.status[purpose];
  return { [listUrl]: JSON.parse((await signStatusList(keys, { listUrl, issuer: { slug, did }, purpose, indexes, at })).json) };
}

async function jwkOf(kid: string): Promise<JWK> {
  const key = (await keys.list(slug)).find((one: SealKey) => one.kid === kid);
  return { ...key?.jwk, alg: key?.algorithm };
}

beforeAll(async () => {
  const forms = ['vc-rdfc', 'vc-jcs', 'vc-jwt', 'vc-jwt-es256', 'badge-rdfc', 'badge-jwt'] as const;
  for (const signature of await signSeal(keys, statement, at, forms)) signed.set(signature.form, signature);
  published = {
    [did]: didDocument(did, await keys.list(slug), at),
    ...(await listOf('revocation', [])),
    ...(await listOf('suspension', [])),
  };
});

describe('a seal as a credential, checked by implementations that are not ours', () => {
  it('Digital Bazaar takes the proof set, the DID document and both lists', async () => {
    const credential = withProofs(statement, [sealed('vc-rdfc'), sealed('vc-jcs')]);
    const result = await verifyWithDigitalBazaar(credential, published, at);
    expect(result.error?.errors ?? result.error).toBeUndefined();
    expect(result.verified).toBe(true);
    expect(result.statusResult?.results?.map((one) => one.status)).toEqual([false, false]);
  });

  it('Digital Bazaar sees a suspension and a revocation in the bit (its "verified" stays true)', async () => {
    const credential = withProofs(statement, [sealed('vc-rdfc')]);
    const lists = { ...(await listOf('revocation', [94_567])), ...(await listOf('suspension', [23_452])) };
    const result = await verifyWithDigitalBazaar(credential, { ...published, ...lists }, at);
    expect(result.verified).toBe(true);
    expect(result.statusResult?.results?.map((one) => one.status)).toEqual([true, true]);
  });

  it('Digital Bazaar takes the Open Badge', async () => {
    const result = await verifyWithDigitalBazaar(withProofs(statement, [sealed('badge-rdfc')]), published, at);
    expect(result.error?.errors ?? result.error).toBeUndefined();
    expect(result.verified).toBe(true);
  });

  it('Digital Bazaar refuses a changed word, and a key that left the DID document', async () => {
    const credential = { ...withProofs(statement, [sealed('vc-rdfc')]), name: 'Another seal' };
    expect((await verifyWithDigitalBazaar(credential, published, at)).verified).toBe(false);
    const without = { ...published, [did]: { ...published[did], assertionMethod: [] } };
    expect((await verifyWithDigitalBazaar(withProofs(statement, [sealed('vc-rdfc')]), without, at)).verified).toBe(false);
  });

  it('jose verifies every JWT form', async () => {
    for (const form of ['vc-jwt', 'vc-jwt-es256', 'badge-jwt'] as const) {
      const { kid } = sealed(form);
      const { payload, protectedHeader } = await compactVerify(asJwt(statement, sealed(form)), await importJWK(await jwkOf(kid)));
      expect(protectedHeader.kid).toBe(`${did}#${kid}`);
      expect(JSON.parse(new TextDecoder().decode(payload)).id).toBe(statement.verifyUrl);
    }
  });

  it('jose takes the registered claims of the Open Badge', async () => {
    const token = asJwt(statement, sealed('badge-jwt'));
    const options = { issuer: did, subject: 'https://north-pier.example', currentDate: at, typ: 'JWT', algorithms: ['RS256'] };
    const { payload } = await jwtVerify(token, await importJWK(await jwkOf(sealed('badge-jwt').kid)), options);
    expect(payload).toMatchObject({ jti: statement.verifyUrl, nbf: seconds(statement.validFrom), exp: seconds(statement.validUntil) });
  });
});

describe('kept signatures', () => {
  it('know whether the statement still says what was signed', async () => {
    for (const signature of signed.values()) {
      expect(await isStillOver(statement, signature)).toBe(true);
      expect(await isStillOver({ ...statement, domain: 'south-pier.example' }, signature)).toBe(false);
    }
  });
});
