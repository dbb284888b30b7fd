import { randomBytes } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { issuerDidOf } from '../../../domain/seals/ids.js';
import type { ShelvedSeal } from '../../../domain/seals/shelf.js';
import { buildStatement, SEALS_URL, shelve, testSealDoor } from '../../../tests/support/seals.js';
import { bakePng } from '../containers/png.js';
import { bakeSvg } from '../containers/svg.js';
import { signVcJwt } from '../jose/credential-jwt.js';
import { signCompact } from '../jose/jws.js';
import { decodeList } from '../status/bitstring.js';
import type { Verification } from './verifier.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const times = { validFrom: inDays(-10), validUntil: inDays(100) };
const statement = buildStatement(times);
const seals: ShelvedSeal[] = [shelve(statement)];
const { door, keys } = testSealDoor({ seals });
const { verifier } = door;
const forms = { json: {} as Record<string, unknown>, jwt: '', badge: '', badgeJwt: '' };
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect/></svg>';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const rendition = async (form: Parameters<typeof door.forms.rendition>[1]) => (await door.forms.rendition(statement.sealId, form)) ?? '';
const brief = ({ verdict, reasons }: Verification) => `${verdict} ${reasons.join(' ')}`;
const check = async (credential: unknown, foundOn?: string) =>
  brief(await verifier.verify({ credential, ...(foundOn === undefined ? {} : { foundOn }) }));

/** Runs with the register saying something else, and puts it back. */
async function whileStored<T>(changes: Partial<ShelvedSeal>, work: () => Promise<T>): Promise<T> {
  seals[0] = shelve(statement, changes);
  try {
    return await work();
  } finally {
    seals[0] = shelve(statement);
  }
}

/** A credential of ours, signed as it stands. */
async function signed(changes: object, header: object = {}): Promise<string> {
  const signer = await keys.signer('harbour-institute', 'EdDSA');
  const { proof: _proof, ...credential } = forms.json;
  const did = issuerDidOf(SEALS_URL, 'harbour-institute');
  return signCompact(signer, { alg: 'EdDSA', typ: 'vc+jwt', kid: `${did}#${signer.kid}`, ...header }, { ...credential, ...changes });
}

beforeAll(async () => {
  forms.json = JSON.parse(await rendition('vc+ld+json'));
  forms.jwt = await rendition('vc+jwt');
  forms.badge = await rendition('badge+json');
  forms.badgeJwt = await rendition('badge+jwt');
});

describe('one verdict for a seal of ours', () => {
  const GOOD = 'valid SIGNATURE_HOLDS IN_REGISTER WITHIN_VALIDITY';

  it('in every form', async () => {
    for (const form of [forms.json, forms.jwt, forms.badge, forms.badgeJwt, await rendition('vc+jwt-es256')])
      expect(await check(form)).toBe(GOOD);
    const enveloped = {
      '@context': forms.json['@context'],
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${forms.jwt}`,
    };
    expect(await check(enveloped)).toBe(GOOD);
  });

  it('in every file', async () => {
    const pdf = Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile /Length 1>>\nstream\n${forms.badge}\nendstream\nendobj\n`);
    const packed = deflateSync(Buffer.from(forms.badgeJwt));
    const packedPdf = Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj <</Type /EmbeddedFile /Filter /FlateDecode>>\nstream\n'),
      packed,
      Buffer.from('\nendstream'),
    ]);
    const files = [bakePng(PNG, forms.badgeJwt), bakePng(bakePng(PNG, 'old'), forms.badge), pdf, packedPdf];
    files.push(
      Buffer.from(bakeSvg(SVG, forms.badgeJwt)),
      Buffer.from(bakeSvg(SVG, forms.badge)),
      Buffer.from(forms.jwt),
      Buffer.from(forms.badge),
    );
    for (const file of files) expect(brief(await verifier.verify({ file }))).toBe(GOOD);
    for (const file of [PNG, Buffer.from(SVG), Buffer.from('%PDF-1.7')])
      expect(brief(await verifier.verify({ file }))).toBe('invalid NO_CREDENTIAL_IN_FILE');
  });

  it('follows the register, and each has its own reason', async () => {
    const since = async (status: ShelvedSeal['status']) => whileStored({ status, supersededBy: null }, () => check(forms.jwt));
    expect(await since('revoked')).toBe('revoked SIGNATURE_HOLDS REVOKED WITHIN_VALIDITY');
    expect(await since('suspended')).toBe('suspended SIGNATURE_HOLDS SUSPENDED WITHIN_VALIDITY');
    expect(await since('superseded')).toBe('superseded SIGNATURE_HOLDS SUPERSEDED WITHIN_VALIDITY');
    expect(await since('expired')).toBe('expired SIGNATURE_HOLDS EXPIRED WITHIN_VALIDITY');
    const [kept] = seals.splice(0, 1);
    expect(await check(forms.jwt)).toBe('unknown SIGNATURE_HOLDS NOT_IN_REGISTER WITHIN_VALIDITY');
    if (kept !== undefined) seals.push(kept);
  });

  it('knows the website it was found on', async () => {
    expect(await check(forms.jwt, 'north-pier.example')).toBe(GOOD);
    expect(await check(forms.jwt, 'www.north-pier.example')).toBe(GOOD);
    expect(await check(forms.jwt, 'copy.example')).toBe('wrong-domain SIGNATURE_HOLDS IN_REGISTER WITHIN_VALIDITY WRONG_DOMAIN');
  });

  it('is looked up by address and domain, never fetched', async () => {
    expect(brief(await verifier.verify({ url: statement.verifyUrl }))).toBe('valid IN_REGISTER WITHIN_VALIDITY');
    expect(brief(await verifier.verify({ url: `${SEALS_URL}/seals/${statement.sealId}/badge.svg` }))).toBe(
      'valid IN_REGISTER WITHIN_VALIDITY',
    );
    expect(brief(await verifier.verify({ url: `${SEALS_URL}/anything` }))).toBe('unknown NOT_IN_REGISTER');
    expect(brief(await verifier.verify({ domain: 'north-pier.example' }))).toBe('valid IN_REGISTER WITHIN_VALIDITY');
    expect(brief(await verifier.verify({ domain: 'other.example' }))).toBe('unknown NO_SEAL_FOR_DOMAIN');
  });

  it('says nothing of a revoked seal where its issuer chose that', async () => {
    const publicView = { whenRevoked: 'unknown', whenSuspended: 'say-so' } as const;
    await whileStored({ status: 'revoked', publicView }, async () => {
      expect(await verifier.lookUp(statement.sealId)).toBeUndefined();
      expect(brief(await verifier.verify({ url: statement.verifyUrl }))).toBe('unknown NOT_IN_REGISTER');
      expect(await rendition('vc+jwt')).toBe(forms.jwt);
    });
  });
});

describe('what is not genuine', () => {
  it('a word changed in any form', async () => {
    expect(await check({ ...forms.json, name: 'Better Seal' })).toBe('invalid SIGNATURE_WRONG');
    expect(await check({ ...JSON.parse(forms.badge), validUntil: '2099-01-01T00:00:00Z' })).toBe('invalid SIGNATURE_WRONG');
    const [head, body = '', tail] = forms.jwt.split('.');
    const changed = Buffer.from(body, 'base64url').toString().replace('north-pier.example', 'evil-twin.example');
    expect(await check(`${head}.${Buffer.from(changed).toString('base64url')}.${tail}`)).toBe('invalid SIGNATURE_WRONG');
  });

  it('no proof, an unknown one, a proof for something else', async () => {
    const { proof, ...bare } = forms.json;
    const [first] = proof as Record<string, unknown>[];
    expect(await check(bare)).toBe('invalid NOT_SECURED');
    expect(await check({ ...bare, proof: { ...first, cryptosuite: 'eddsa-2099' } })).toBe('invalid ALGORITHM_REFUSED');
    expect(await check({ ...bare, proof: { ...first, type: 'Ed25519Signature2020' } })).toBe('invalid PROOF_WRONG');
    expect(await check({ ...bare, proof: { ...first, proofPurpose: 'authentication' } })).toBe('invalid PROOF_WRONG');
    expect(await check({ ...bare, proof: { ...first, created: '2026-03-03T10:00:00' } })).toBe('invalid PROOF_WRONG');
    expect(await check({ ...bare, proof: { ...first, created: inDays(1) } })).toBe('not-yet-valid SIGNED_IN_FUTURE');
    expect(await check({ ...bare, proof: { ...first, verificationMethod: 'did:web:evil.example#z6Mk' } })).toBe(
      'invalid KEY_NOT_THE_ISSUERS',
    );
    expect(await check({ ...bare, proof: { ...first, verificationMethod: `${issuerDidOf(SEALS_URL, 'harbour-institute')}#z6Mk` } })).toBe(
      'invalid KEY_UNKNOWN',
    );
  });

  it('a JWT with an algorithm that is none, a keyed hash, or not the key’s', async () => {
    const [, body, tail] = (await signed({})).split('.');
    const did = issuerDidOf(SEALS_URL, 'harbour-institute');
    const { kid } = await keys.signer('harbour-institute', 'EdDSA');
    const headed = (alg: string) =>
      `${Buffer.from(JSON.stringify({ alg, typ: 'vc+jwt', kid: `${did}#${kid}` })).toString('base64url')}.${body}.`;
    expect(await check(headed('none'))).toBe('invalid ALGORITHM_REFUSED');
    expect(await check(`${headed('HS256')}${tail}`)).toBe('invalid ALGORITHM_REFUSED');
    expect(await check(`${headed('ES256')}${tail}`)).toBe('invalid ALGORITHM_REFUSED');
  });

  it('a JWT that contradicts its credential, or wraps it in vc', async () => {
    expect(await check(await signed({ iss: 'did:web:evil.example' }))).toBe('invalid CLAIMS_DIFFER');
    expect(await check(await signed({ sub: 'https://evil.example' }))).toBe('invalid CLAIMS_DIFFER');
    expect(await check(await signed({ jti: 'urn:x:1' }))).toBe('invalid CLAIMS_DIFFER');
    expect(await check(await signed({ vc: {} }))).toBe('invalid CLAIMS_DIFFER');
    expect(await check(await signed({ iat: Math.floor(Date.now() / 1000) + 3_600 }))).toBe('not-yet-valid SIGNED_IN_FUTURE');
    expect(await check(await signed({ exp: 1 }))).toBe('expired EXPIRED');
    expect(await check(await signed({}, { crit: ['x'], x: 1 }))).toBe('invalid NOTHING_READABLE');
  });

  it('each rule of the data model, also those that other libraries let pass', async () => {
    const rules: [string, object][] = [
      ['CONTEXT_WRONG', { '@context': ['https://www.w3.org/2018/credentials/v1'] }],
      ['TYPE_WRONG', { type: ['OpenBadgeCredential'] }],
      ['ID_WRONG', { id: 'not an address' }],
      ['ISSUER_WRONG', { issuer: 'Harbour Institute' }],
      ['SUBJECT_WRONG', { credentialSubject: [] }],
      ['DATES_WRONG', { validFrom: '2026-03-03' }],
      ['DATES_WRONG', { validFrom: '2026-02-30T00:00:00Z' }],
      ['DATES_WRONG', { validFrom: '2027-01-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }],
      ['DATES_WRONG', { issuanceDate: '2026-01-01T00:00:00Z' }],
      ['TEXTS_WRONG', { name: { text: 'x' } }],
      ['STATUS_ENTRY_WRONG', { credentialStatus: { id: 'urn:x:1' } }],
      ['SCHEMA_ENTRY_WRONG', { credentialSchema: { id: 'https://schema.example/1' } }],
      ['REFRESH_SERVICE_WRONG', { refreshService: { id: 'https://r.example' } }],
      ['TERMS_OF_USE_WRONG', { termsOfUse: {} }],
      ['EVIDENCE_WRONG', { evidence: [{}] }],
      ['RELATED_RESOURCE_WRONG', { relatedResource: [{ id: 'https://a.example' }] }],
      ['RELATED_RESOURCE_WRONG', { relatedResource: [{ id: 'x', digestSRI: 'sha256-AAAA' }] }],
      ['RELATED_RESOURCE_WRONG', { relatedResource: { id: 'https://a.example', digestSRI: 'md5-AAAA' } }],
      ['RELATED_RESOURCE_WRONG', { relatedResource: ['https://a.example'] }],
      ['RELATED_RESOURCE_WRONG', { relatedResource: Array(2).fill({ id: 'https://a.example', digestSRI: 'sha256-AAAA' }) }],
    ];
    for (const [code, changes] of rules) expect(await check(await signed(changes))).toBe(`invalid ${code}`);
  });

  it('a term that no context defines', async () => {
    const { proof, ...bare } = forms.json;
    const [first] = proof as object[];
    expect(await check({ ...bare, sealOfSeals: 'x', proof: first })).toBe('invalid TERMS_UNDEFINED');
  });

  it('a key that was compromised; a retired one goes on counting', async () => {
    const other = buildStatement({
      ...times,
      issuer: { slug: 'crafts-guild', did: issuerDidOf(SEALS_URL, 'crafts-guild'), name: 'Guild', url: 'https://guild.example' },
    });
    seals.push(shelve(other));
    const before = (await door.forms.rendition(other.sealId, 'vc+jwt')) ?? '';
    const { kid } = await keys.signer('crafts-guild', 'EdDSA');
    await keys.rotate('crafts-guild', 'EdDSA');
    expect(await check(before)).toMatch(/^valid /);
    await keys.compromise('crafts-guild', kid);
    expect(await check(before)).toBe('invalid KEY_COMPROMISED');
    const after = (await door.forms.rendition(other.sealId, 'vc+jwt')) ?? '';
    expect(after).not.toBe(before);
    expect(await check(after)).toMatch(/^valid /);
  });

  it('nonsense', async () => {
    for (const nothing of ['', 'hello', '{', '[]', 'a.b.c', 'eyJ.eyJ.', null, 5, [], `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`])
      expect(await check(nothing)).toMatch(/^invalid (NOTHING_READABLE|TOO_COMPLEX)$/);
    expect(brief(await verifier.verify({ file: randomBytes(1_048_577) }))).toBe('invalid TOO_LARGE');
  });
});

describe('time', () => {
  it('a validity that ends, begins, or begins within what clocks differ by', async () => {
    const of = async (validFrom: string, validUntil: string) => {
      const other = buildStatement({ validFrom, validUntil });
      seals.push(shelve(other));
      const jwt = await signVcJwt(
        await keys.signer('harbour-institute', 'EdDSA'),
        { ...forms.json, id: other.verifyUrl, validFrom, validUntil, proof: undefined } as never,
        new Date(),
      );
      return check(jwt);
    };
    expect(await of(inDays(-5), inDays(-1))).toBe('expired SIGNATURE_HOLDS IN_REGISTER EXPIRED');
    expect(await of(inDays(1), inDays(2))).toBe('not-yet-valid SIGNATURE_HOLDS IN_REGISTER NOT_YET_VALID');
    expect(await of(new Date(Date.now() + 120_000).toISOString(), inDays(2))).toBe(
      'valid SIGNATURE_HOLDS IN_REGISTER CLOCK_SKEW WITHIN_VALIDITY',
    );
  });
});

describe('an old credential that is shown again', () => {
  it('of a seal that was renewed is true until its own end, and says that there is a newer one', async () => {
    const renewed = { ...statement, validUntil: inDays(400) };
    seals[0] = shelve(renewed, { version: 2 });
    const old = await check(forms.jwt);
    const [was, now] = [statement.validUntil, new Date(Date.now() + 101 * 86_400_000)];
    const later = testSealDoor({ seals, keys, now: () => now }).door.verifier;
    const over = brief(await later.verify({ credential: forms.jwt }));
    const current = await check(await rendition('vc+jwt'));
    seals[0] = shelve(statement);
    expect(new Date(was) < now).toBe(true);
    expect(old).toBe('valid SIGNATURE_HOLDS IN_REGISTER RENEWED_SINCE WITHIN_VALIDITY');
    expect(over).toBe('expired SIGNATURE_HOLDS IN_REGISTER RENEWED_SINCE EXPIRED');
    expect(current).toBe('valid SIGNATURE_HOLDS IN_REGISTER WITHIN_VALIDITY');
  });

  it.each([
    ['holder', { member: { name: 'South Pier Ltd', registrationNumber: 'HI-4711' } }],
    ['website', { domain: 'south-pier.example' }],
    ['number', { licenceNumber: 'L-1' }],
  ])('that states another %s than the register does now counts no more', async (_what, changes) => {
    for (const form of [forms.json, forms.jwt, forms.badge, forms.badgeJwt]) {
      seals[0] = shelve({ ...statement, ...changes });
      const said = await check(form);
      seals[0] = shelve(statement);
      expect(said).toBe('superseded SIGNATURE_HOLDS IN_REGISTER OLDER_CREDENTIAL WITHIN_VALIDITY');
    }
  });

  it('of a seal that was superseded, revoked, or erased from the register', async () => {
    const by = { status: 'superseded', supersededBy: '00000000-0000-4000-8000-000000000000' } as const;
    expect(await whileStored(by, () => check(forms.jwt))).toMatch(/^superseded .*SUPERSEDED/);
    expect(await whileStored({ status: 'revoked' }, () => check(forms.jwt))).toMatch(/^revoked .*REVOKED/);
    const [kept] = seals.splice(0, 1);
    const gone = await check(forms.jwt);
    if (kept !== undefined) seals.unshift(kept);
    expect(gone).toBe('unknown SIGNATURE_HOLDS NOT_IN_REGISTER WITHIN_VALIDITY');
  });
});

describe('a status list is read as strictly as it is written', () => {
  const packed = (bytes: Buffer) => `u${bytes.toString('base64url')}`;
  it.each([
    ['zlib instead of gzip', packed(deflateSync(Buffer.alloc(16_384))), 'MALFORMED_VALUE_ERROR'],
    ['too short', packed(gzipSync(Buffer.alloc(8_192))), 'STATUS_LIST_LENGTH_ERROR'],
    ['no u', gzipSync(Buffer.alloc(16_384)).toString('base64url'), 'MALFORMED_VALUE_ERROR'],
    ['padding', `${packed(gzipSync(Buffer.alloc(16_384)))}=`, 'MALFORMED_VALUE_ERROR'],
    ['a bomb', packed(gzipSync(Buffer.alloc(300_000_000))), 'MALFORMED_VALUE_ERROR'],
  ])('%s', (_name, text, problem) => expect(decodeList(text)).toBe(problem));
});
