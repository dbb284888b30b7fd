import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testSealDoor } from '../../../tests/support/seals.js';
import { encodeMultibase } from '../encoding/multibase.js';
import { multikeyOf } from '../encoding/multikey.js';
import { hashOf } from '../integrity/data-integrity.js';
import { publicJwkOf } from '../keys/public-key.js';
import type { Verifier } from './verifier.js';

// Lists of other issuers over a real server, each of them broken in one way.

interface Issuer {
  did: string;
  method: string;
  key: KeyObject;
}
function newIssuer(): Issuer {
  const { privateKey: key } = generateKeyPairSync('ed25519');
  const multikey = multikeyOf(publicJwkOf(key)) ?? '';
  return { did: `did:key:${multikey}`, method: `did:key:${multikey}#${multikey}`, key };
}
const [issuer, stranger] = [newIssuer(), newIssuer()];
const CONTEXT = ['https://www.w3.org/ns/credentials/v2'];
const SIZE = 131_072 / 8;
const inDays = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;

async function prove(document: object, { method, key }: Issuer, created = inDays(-1)): Promise<object> {
  const secured = { '@context': CONTEXT, ...document };
  const options = {
    type: 'DataIntegrityProof',
    created,
    verificationMethod: method,
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
  };
  return { ...secured, proof: { ...options, proofValue: encodeMultibase(sign(null, await hashOf(secured, options), key)) } };
}

let server: Server;
let base: string;
let verifier: Verifier;
const documents = new Map<string, { status: number; type: string; body: string }>();

beforeAll(async () => {
  server = createServer((req, res) => {
    const { status, type, body } = documents.get(req.url ?? '') ?? { status: 404, type: 'text/plain', body: '' };
    res.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  verifier = testSealDoor({ seals: [], allowedHosts: [`127.0.0.1:${port}`, `localhost:${port}`] }).door.verifier;
});
afterAll(() => void server.close());

const bits = (set: number[] = []) => {
  const bytes = Buffer.alloc(SIZE);
  for (const at of set) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
  return bytes;
};
const packed = (bytes: Buffer) => `u${gzipSync(bytes).toString('base64url')}`;

function listOf(path: string, changes: { subject?: object; list?: object } = {}): object {
  return {
    id: `${base}${path}`,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer.did,
    validFrom: inDays(-1),
    validUntil: inDays(1),
    credentialSubject: {
      id: `${base}${path}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: packed(bits()),
      ...changes.subject,
    },
    ...changes.list,
  };
}

/** The text of a list with a second purpose before its own: who reads the first sees another list than who reads the last. */
const twice = (list: object) => JSON.stringify(list).replace('"statusPurpose":', '"statusPurpose":"suspension","statusPurpose":');

/** What is found of a good credential at place 7 whose list is `body`. */
async function withList(path: string, body: string, options: { status?: number; type?: string; index?: string } = {}): Promise<string> {
  const { status = 200, type = 'application/vc+ld+json', index = '7' } = options;
  documents.set(path, { status, type, body });
  const credential = await prove(
    {
      id: `urn:uuid:${path.slice(1)}`,
      type: ['VerifiableCredential'],
      issuer: issuer.did,
      validFrom: inDays(-1),
      credentialSubject: { id: 'https://elsewhere.example' },
      credentialStatus: {
        id: `${base}${path}#${index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: index,
        statusListCredential: `${base}${path}`,
      },
    },
    issuer,
  );
  const { verdict, reasons } = await verifier.verify({ credential });
  return [verdict, ...reasons].join(' ');
}

describe('the list of another issuer', () => {
  it('says whether it was revoked', async () => {
    expect(await withList('/clear', JSON.stringify(await prove(listOf('/clear'), issuer)))).toBe(
      'valid SIGNATURE_HOLDS STATUS_CLEAR WITHIN_VALIDITY',
    );
    const set = listOf('/set', { subject: { encodedList: packed(bits([7])) } });
    expect(await withList('/set', JSON.stringify(await prove(set, issuer)))).toBe('revoked SIGNATURE_HOLDS REVOKED WITHIN_VALIDITY');
  });

  it.each<[string, (path: string) => Promise<object | string> | object]>([
    ['unsigned', (path) => ({ '@context': CONTEXT, ...listOf(path) })],
    ['signed by a stranger in the issuer’s name', (path) => prove(listOf(path), stranger)],
    ['a stranger’s own', (path) => prove(listOf(path, { list: { issuer: stranger.did } }), stranger)],
    ['of another address', (path) => prove(listOf('/elsewhere'), issuer).then((list) => ({ ...list, note: path }))],
    ['of another purpose', (path) => prove(listOf(path, { subject: { statusPurpose: 'suspension' } }), issuer)],
    ['over', (path) => prove(listOf(path, { list: { validFrom: inDays(-9), validUntil: inDays(-1) } }), issuer)],
    ['not begun', (path) => prove(listOf(path, { list: { validFrom: inDays(1), validUntil: inDays(2) } }), issuer)],
    ['one that says something twice', async (path) => twice(await prove(listOf(path), issuer))],
    ['too short', (path) => prove(listOf(path, { subject: { encodedList: packed(Buffer.alloc(1_024)) } }), issuer)],
    ['not gzip', (path) => prove(listOf(path, { subject: { encodedList: `u${deflateSync(bits()).toString('base64url')}` } }), issuer)],
    ['a bomb', (path) => prove(listOf(path, { subject: { encodedList: packed(Buffer.alloc(200_000_000)) } }), issuer)],
    ['no list at all', () => ({ hello: 'there' })],
  ])('that is %s makes the status unknown, never clear', async (name, make) => {
    const path = `/${name.replaceAll(/\W/g, '-')}`;
    const list = await make(path);
    expect(await withList(path, typeof list === 'string' ? list : JSON.stringify(list))).toBe(
      'unknown SIGNATURE_HOLDS STATUS_LIST_WRONG WITHIN_VALIDITY',
    );
  });

  it('that cannot be had, or ends before the place, is named for what it is', async () => {
    expect(await withList('/gone', '', { status: 500 })).toBe('unknown SIGNATURE_HOLDS STATUS_UNREACHABLE WITHIN_VALIDITY');
    expect(await withList('/page', '<html>', { type: 'text/html' })).toBe('unknown SIGNATURE_HOLDS STATUS_UNREACHABLE WITHIN_VALIDITY');
    const list = JSON.stringify(await prove(listOf('/short'), issuer));
    expect(await withList('/short', list, { index: '131072' })).toBe('unknown SIGNATURE_HOLDS STATUS_OUT_OF_RANGE WITHIN_VALIDITY');
  });
});
