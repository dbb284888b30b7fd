import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testSealDoor } from '../../../tests/support/seals.js';
import { publicJwkOf } from '../keys/public-key.js';
import type { Verifier } from './verifier.js';

// Issuers that are https addresses: where their keys may stand on their host. The host is one that also serves files of others.

const { privateKey } = generateKeyPairSync('ed25519');
const jwk = publicJwkOf(privateKey);
let server: Server;
let host: string;
let verifier: Verifier;
const documents = new Map<string, unknown>();

beforeAll(async () => {
  server = createServer((req, res) => {
    const found = documents.get(req.url ?? '');
    res.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  documents.clear();
  verifier = testSealDoor({ seals: [], allowedHosts: [host] }).door.verifier; // what is fetched is kept for a minute
});

const issuer = () => `https://${host}/issuer`;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function reasonsFor(kid: string, typ = 'vc+jwt'): Promise<string> {
  const payload = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: issuer(),
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'https://elsewhere.example' },
  };
  const content = `${part({ alg: 'EdDSA', typ, kid })}.${part(payload)}`;
  const { verdict, reasons } = await verifier.verify({
    credential: `${content}.${sign(null, Buffer.from(content), privateKey).toString('base64url')}`,
  });
  return [verdict, reasons[0]].join(' ');
}

/** A document that says it is the issuer's, with our key in it. */
function controllerDocument(at: string) {
  const method = { id: `${at}#key`, type: 'JsonWebKey', controller: issuer(), publicKeyJwk: jwk };
  return { id: issuer(), verificationMethod: [method], assertionMethod: [method.id] };
}

describe('the key of an https issuer', () => {
  it('stands in the document at its own address', async () => {
    documents.set('/issuer', controllerDocument(issuer()));
    expect(await reasonsFor(`${issuer()}#key`)).toBe('valid SIGNATURE_HOLDS');
    expect(await reasonsFor('key')).toBe('valid SIGNATURE_HOLDS');
  });

  it('does not stand in another file of its host, whatever that says of itself', async () => {
    const upload = `https://${host}/uploads/avatar.json`;
    documents.set('/uploads/avatar.json', controllerDocument(upload));
    expect(await reasonsFor(`${upload}#key`)).toBe('invalid KEY_NOT_THE_ISSUERS');
    documents.set('/uploads/key.json', jwk);
    expect(await reasonsFor(`https://${host}/uploads/key.json`, 'JWT')).toBe('unknown ISSUER_UNREACHABLE');
    documents.set('/.well-known/jwks.json', { keys: [] });
    verifier = testSealDoor({ seals: [], allowedHosts: [host] }).door.verifier;
    expect(await reasonsFor(`https://${host}/uploads/key.json`, 'JWT')).toBe('invalid KEY_NOT_THE_ISSUERS');
  });

  it('is a bare one of an Open Badge where the keys of the host name it too', async () => {
    documents.set('/keys/1', jwk);
    documents.set('/.well-known/jwks.json', { keys: [jwk] });
    expect(await reasonsFor(`https://${host}/keys/1`, 'JWT')).toBe('valid SIGNATURE_HOLDS');
    documents.set('/.well-known/jwks.json', { keys: [{ ...jwk, iss: `https://${host}/another-issuer` }] });
    verifier = testSealDoor({ seals: [], allowedHosts: [host] }).door.verifier;
    expect(await reasonsFor(`https://${host}/keys/1`, 'JWT')).toBe('invalid KEY_NOT_THE_ISSUERS');
  });
});
