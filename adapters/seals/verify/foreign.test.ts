import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IS_LONG_RUN } from '../../../tests/support/long-run.js';
import { testSealDoor } from '../../../tests/support/seals.js';
import { encodeMultibase } from '../encoding/multibase.js';
import { multikeyOf } from '../encoding/multikey.js';
import { hashOf } from '../integrity/data-integrity.js';
import { publicJwkOf } from '../keys/public-key.js';
import { didWebUrl } from './did-web.js';

const { privateKey } = generateKeyPairSync('ed25519');
const multikey = multikeyOf(publicJwkOf(privateKey)) ?? '';
const DID = `did:key:${multikey}`;
const CREDENTIAL = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:1',
  type: ['VerifiableCredential'],
  issuer: DID,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'https://elsewhere.example', name: 'Elsewhere' },
};
const asked: string[] = [];
const server = createServer((req, res) => {
  asked.push(req.url ?? '');
  res.setHeader('content-type', 'application/json');
  res.end('{"id":"nothing"}');
});
const { door } = testSealDoor({ seals: [] });
const { verifier } = door;

async function prove(document: { '@context': unknown }, cryptosuite = 'eddsa-rdfc-2022') {
  const common = {
    type: 'DataIntegrityProof',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: `${DID}#${multikey}`,
    cryptosuite,
    proofPurpose: 'assertionMethod',
  };
  const options = cryptosuite.includes('jcs') ? { '@context': document['@context'], ...common } : common;
  return { ...document, proof: { ...options, proofValue: encodeMultibase(sign(null, await hashOf(document, options), privateKey)) } };
}

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

/** Well under a second on a machine of its own; beside other work compiling and collecting garbage count in. What it guards against takes minutes. */
const MOST_CPU_MS = 3_000;

describe('credentials of other issuers', () => {
  it('did:key, with both suites; without a status list it says so', async () => {
    for (const suite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022']) {
      const { verdict, reasons } = await verifier.verify({ credential: await prove(CREDENTIAL, suite) });
      expect([verdict, ...reasons]).toEqual(['valid', 'SIGNATURE_HOLDS', 'NO_STATUS', 'WITHIN_VALIDITY']);
    }
  });

  it('reaches into no private network, whatever a credential names', async () => {
    const { port } = server.address() as AddressInfo;
    const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '1' };
    for (const list of [
      `http://127.0.0.1:${port}/list`,
      `https://127.0.0.1:${port}/list`,
      'https://169.254.169.254/',
      'file:///etc/passwd',
    ]) {
      const credential = await prove({ ...CREDENTIAL, credentialStatus: { ...entry, statusListCredential: list } } as typeof CREDENTIAL);
      expect((await verifier.verify({ credential })).verdict).toBe('unknown');
      expect((await verifier.verify({ url: list })).verdict).toBe('unknown');
    }
    const foreign = { ...(await prove(CREDENTIAL)), issuer: `did:web:localhost%3A${port}` };
    expect((await verifier.verify({ credential: foreign })).verdict).toBe('invalid');
    expect(asked).toEqual([]);
  });

  it('that says something twice, or hides it where readers lose it, is refused in every form', async () => {
    const text = JSON.stringify(await prove(CREDENTIAL));
    const [head, hidden] = ['"credentialSubject":{', '"__proto__":{"name":"Somebody else"},'];
    for (const credential of [
      text.replace('"name":', '"name":"Somebody else","name":'),
      text.replace('"name":', '"\\u006eame":"Somebody else","name":'),
      text.replace(head, `${head}${hidden}`),
      text.replace('{', `{${hidden}`),
      JSON.parse(text.replace('{', `{${hidden}`)),
    ])
      expect(await verifier.verify({ credential })).toMatchObject({ verdict: 'invalid', reasons: ['AMBIGUOUS'] });
    const part = (json: string) => Buffer.from(json).toString('base64url');
    const token = `${part('{"alg":"none","alg":"EdDSA"}')}.${part(text)}.${part('x')}`;
    expect((await verifier.verify({ credential: token })).verdict).toBe('invalid');
    const said = { ...CREDENTIAL, credentialSubject: { id: 'https://elsewhere.example', name: 'Twice {"name": {"name": "\\\\' } };
    expect((await verifier.verify({ credential: JSON.stringify(await prove(said)) })).verdict).toBe('valid');
  });

  it('a did:web leads to its document, and only a conforming one', () => {
    expect(didWebUrl('did:web:example.org')).toBe('https://example.org/.well-known/did.json');
    expect(didWebUrl('did:web:example.org%3A8443:a:b')).toBe('https://example.org:8443/a/b/did.json');
    for (const wrong of [
      'did:web:127.0.0.1',
      'did:web:Example.org',
      'did:web:a.example:..:b',
      'did:web:a.example%2Fb',
      'did:web:',
      'did:example:a',
    ])
      expect(didWebUrl(wrong)).toBeUndefined();
  });
});

describe('hostile input', () => {
  const runs = IS_LONG_RUN ? 20_000 : 2_000;

  it(`${runs} credentials and files: one verdict each, none takes a second, nothing is fetched`, async () => {
    const good = await prove(CREDENTIAL);
    const text = JSON.stringify(good);
    const mutated = fc
      .tuple(fc.constantFrom(...Object.keys(good)), fc.jsonValue({ maxDepth: 4 }))
      .map(([name, value]) => ({ ...good, [name]: value }));
    const cut = fc.tuple(fc.nat(text.length), fc.string()).map(([at, inserted]) => text.slice(0, at) + inserted + text.slice(at + 1));
    const heads = [
      '',
      '\u0089PNG\r\n\u001a\n',
      '%PDF-1.7 1 0 obj<</Type/EmbeddedFile/Filter/FlateDecode>>stream\n',
      '<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential verify="',
    ];
    const file = fc
      .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }))
      .map(([head, rest]) => ({ file: Buffer.concat([Buffer.from(head, 'latin1'), rest]) }));
    const input = fc.oneof(
      mutated.map((credential) => ({ credential })),
      cut.map((credential) => ({ credential })),
      file,
    );
    let slowest = 0;
    await fc.assert(
      fc.asyncProperty(input, async (what) => {
        const before = process.cpuUsage();
        expect((await verifier.verify(what)).verdict).toEqual(expect.any(String));
        const { user, system } = process.cpuUsage(before);
        slowest = Math.max(slowest, (user + system) / 1000);
      }),
      { numRuns: runs },
    );
    expect(slowest).toBeLessThan(MOST_CPU_MS);
    expect(asked).toEqual([]);
  }, 600_000);

  it('graphs, contexts and words made to be slow end in time', async () => {
    const nodes = Array.from({ length: 300 }, (_, at) => ({ name: 'x', related: { name: `y${at % 2}` } }));
    const ring = { ...CREDENTIAL, '@context': [...CREDENTIAL['@context'], { related: 'urn:related' }], credentialSubject: nodes };
    const nested = Array.from({ length: 200 }, (_, at) => ({
      [`t${at}`]: { '@id': `urn:t${at}`, '@context': { [`u${at}`]: `urn:u${at}` } },
    }));
    const deep = { ...CREDENTIAL, '@context': [...CREDENTIAL['@context'], ...nested] };
    const proof = {
      type: 'DataIntegrityProof',
      created: '2026-01-01T00:00:00Z',
      verificationMethod: `${DID}#${multikey}`,
      cryptosuite: 'eddsa-rdfc-2022',
      proofPurpose: 'assertionMethod',
      proofValue: encodeMultibase(Buffer.alloc(64, 1)),
    };
    const inputs = [
      { ...ring, proof },
      { ...deep, proof },
    ].map((credential) => ({ credential }));
    const files = ['%PDF-1.7'.concat('/EmbeddedFile'.repeat(80_000)), '<svg '.concat('<!--'.repeat(200_000)), '{"a":'.repeat(200_000)];
    for (const what of [...inputs, ...files.map((file) => ({ file: Buffer.from(file).subarray(0, 1_048_576) }))]) {
      const before = process.cpuUsage();
      expect((await verifier.verify(what)).verdict).toBe('invalid');
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(MOST_CPU_MS);
    }
  });
});
