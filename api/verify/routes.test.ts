import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import supertest from 'supertest';
import { encodeMultibase } from '../../adapters/seals/encoding/multibase.js';
import { multikeyOf } from '../../adapters/seals/encoding/multikey.js';
import { hashOf } from '../../adapters/seals/integrity/data-integrity.js';
import { publicJwkOf } from '../../adapters/seals/keys/public-key.js';
import { decodeList, statusAt } from '../../adapters/seals/status/bitstring.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { verifyWithDigitalBazaar } from '../../tests/support/outside-verifier.js';
import { registerSeal } from '../../tests/support/register-seal.js';

const DID = 'did:web:localhost%3A3000:issuers:harbour-institute';
const NOBODY = '00000000-0000-4000-8000-000000000000';
let door: TestDoor;
let seal: string;
let http: ReturnType<typeof supertest>;

beforeAll(async () => {
  door = await openTestDoor(0);
  seal = await registerSeal(door.foundation.pool, { domain: 'north-pier.example', index: 4_711 });
  await door.publish();
  http = supertest(door.app);
}, 60_000);
afterAll(async () => {
  expect(door.faults).toEqual([]);
  await door.close();
});

const get = (path: string, accept = '*/*') => http.get(path).set('accept', accept).buffer(true);
const textOf = (answer: { text?: string; body: unknown }) => answer.text ?? String(answer.body);
const setStatus = async (status: string) => {
  await door.foundation.pool.query('UPDATE seal SET status = $2 WHERE id = $1', [seal, status]);
  await door.publish();
};

describe('GET /verify/{id}', () => {
  it('is a page, a verdict or a credential, as the caller accepts, for every origin and without a cookie', async () => {
    const page = await get(`/verify/${seal}`, 'text/html');
    expect(page.text).toContain('seal-calm');
    expect(page.text).toContain('north-pier.example');
    const verdict = await get(`/verify/${seal}`, 'application/json');
    expect(verdict.body).toMatchObject({
      verdict: 'valid',
      seal: { id: seal, status: 'active', domain: 'north-pier.example', member: 'North Pier Ltd' },
    });
    const jwt = await get(`/verify/${seal}`, 'application/vc+jwt');
    expect(jwt.headers['content-type']).toBe('application/vc+jwt');
    const json = await get(`/verify/${seal}`, 'application/vc+ld+json');
    expect(json.headers['content-type']).toBe('application/vc+ld+json');
    for (const answer of [page, verdict, jwt, json]) {
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers.vary).toContain('Accept');
    }
    for (const answer of [verdict, jwt, json]) expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it('gives the same bytes each time', async () => {
    expect(textOf(await get(`/verify/${seal}`, 'application/vc+jwt'))).toBe(textOf(await get(`/verify/${seal}`, 'application/vc+jwt')));
  });

  it.each(['en', 'de', 'fr'])('shows a red page in %s when it was revoked, and goes on serving the machine forms', async (language) => {
    await setStatus('revoked');
    const page = await get(`/verify/${seal}?lang=${language}`, 'text/html');
    expect([page.status, page.text.includes('seal-late'), page.headers['set-cookie']]).toEqual([200, true, undefined]);
    expect((await get(`/verify/${seal}`, 'application/json')).body.verdict).toBe('revoked');
    expect((await get(`/verify/${seal}`, 'application/vc+ld+json')).status).toBe(200);
    await setStatus('active');
  });

  it('treats an unknown, a hidden and a draft seal, and one its issuer does not show, alike', async () => {
    const { pool } = door.foundation;
    const unknown = await get(`/verify/${NOBODY}`, 'text/html');
    const hidden = await registerSeal(pool, { domain: 'hidden.example', index: 100 });
    await pool.query('UPDATE seal SET hidden_at = now() WHERE id = $1', [hidden]);
    const draft = await registerSeal(pool, { domain: 'draft.example', index: 200, status: 'draft' });
    const withheld = await registerSeal(pool, { issuer: 'silent-guild', domain: 'withheld.example', index: 300, status: 'revoked' });
    await pool.query(`UPDATE issuer SET when_revoked = 'unknown' WHERE slug = 'silent-guild'`);
    await door.publish();
    expect(unknown.status).toBe(404);
    for (const id of [hidden, draft, withheld]) {
      const page = await get(`/verify/${id}`, 'text/html');
      expect(page.text.replaceAll(id, NOBODY)).toBe(unknown.text);
      expect((await get(`/verify/${id}`, 'application/json')).status).toBe(404);
    }
    for (const id of [hidden, draft]) expect((await get(`/verify/${id}`, 'application/vc+jwt')).status).toBe(404);
  });
});

describe('what machines read', () => {
  it('holds together for implementations that are not ours', async () => {
    const document = JSON.parse(textOf(await get('/issuers/harbour-institute/did.json')));
    expect(document.id).toBe(DID);
    const lists = await Promise.all(
      ['revocation', 'suspension'].map(async (purpose) => JSON.parse(textOf(await get(`/status/harbour-institute/${purpose}/1`)))),
    );
    const published = Object.fromEntries([document, ...lists].map((one) => [one.id, one]));
    const credential = JSON.parse(textOf(await get(`/verify/${seal}`, 'application/vc+ld+json')));
    const result = await verifyWithDigitalBazaar(credential, published);
    expect([result.verified, result.statusResult?.results?.map((one) => one.status)]).toEqual([true, [false, false]]);
    const badge = JSON.parse(textOf(await get(`/seals/${seal}/openbadge.json`)));
    expect((await verifyWithDigitalBazaar(badge, published)).verified).toBe(true);
  });

  it('JWKS: found by the kid’s fragment, with the issuer, and nothing private', async () => {
    const isPublishing = setInterval(() => void door.publish(), 300); // as the publisher does all the time
    const badge = textOf(await get(`/seals/${seal}/openbadge.jwt`));
    clearInterval(isPublishing);
    const answer = await get('/.well-known/jwks.json');
    expect(answer.headers['content-type']).toContain('application/jwk-set+json');
    const jwks = JSON.parse(textOf(answer)) as JSONWebKeySet;
    expect(jwks.keys.every((key) => String(Reflect.get(key, 'iss')).startsWith('did:web:localhost%3A3000:issuers:') && !('d' in key))).toBe(
      true,
    );
    const { payload } = await compactVerify(badge, (header) =>
      createLocalJWKSet(jwks)({ ...header, kid: header.kid?.split('#')[1] ?? '' }),
    );
    expect(JSON.parse(new TextDecoder().decode(payload)).credentialStatus).toMatchObject({ statusPurpose: 'revocation' });
  });

  it('a list shows a revocation within seconds, in JSON and JWT, cacheable and for every origin', async () => {
    const list = '/status/harbour-institute/revocation/1';
    await setStatus('revoked');
    const answer = await get(list);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vc+ld+json',
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
    });
    const { credentialSubject } = JSON.parse(textOf(answer));
    const bits = decodeList(credentialSubject.encodedList);
    expect([statusAt(bits as Buffer, 4_711), statusAt(bits as Buffer, 4_712), credentialSubject.ttl]).toEqual([1, 0, 60_000]);
    expect((await get(list, 'application/vc+jwt')).headers['content-type']).toBe('application/vc+jwt');
    expect((await get(list, 'application/vc')).headers['content-type']).toBe('application/vc');
    await setStatus('active');
  });

  it('has a page for what a kind of seal states and asks: the address that credentials name', async () => {
    const { achievement } = JSON.parse(textOf(await get(`/verify/${seal}`, 'application/vc+ld+json'))).credentialSubject;
    const page = await get(new URL(achievement.id).pathname, 'text/html');
    expect([page.status, page.headers['set-cookie']]).toEqual([200, undefined]);
    expect(page.text).toContain(achievement.criteria.narrative);
    expect((await get('/issuers/nobody/kinds/website', 'text/html')).status).toBe(404);
  });

  it('says in the standard’s own words why there is no list', async () => {
    const type = (code: string) => `https://www.w3.org/ns/credentials/status-list#${code}`;
    expect(JSON.parse(textOf(await get('/status/harbour-institute/revocation/99')))).toMatchObject({
      type: type('STATUS_RETRIEVAL_ERROR'),
      status: 404,
    });
    expect(JSON.parse(textOf(await get('/status/harbour-institute/message/1')))).toMatchObject({ type: type('STATUS_RETRIEVAL_ERROR') });
    // Pages of requests stand under /status too; those this one leaves alone.
    expect(textOf(await get('/status/RR-2026-4F7K2M/some-key-of-a-person/fee'))).not.toContain('STATUS_RETRIEVAL_ERROR');
    expect(JSON.parse(textOf(await get('/status/harbour-institute/revocation/1?timestamp=yesterday')))).toMatchObject({
      type: type('MALFORMED_VALUE_ERROR'),
      status: 400,
    });
  });
});

describe('POST /api/v1/verifications', () => {
  const post = (body: object) => http.post('/api/v1/verifications').send(body);
  const verdict = async (body: object) => (await post(body)).body.verdict;

  it('takes a credential, an address, a domain', async () => {
    const credential = JSON.parse(textOf(await get(`/verify/${seal}`, 'application/vc+ld+json')));
    const jwt = textOf(await get(`/verify/${seal}`, 'application/vc+jwt'));
    expect(await verdict({ credential })).toBe('valid');
    expect(await verdict({ credential: jwt })).toBe('valid');
    expect(await verdict({ credential: jwt, domain: 'copy.example' })).toBe('wrong-domain');
    expect(await verdict({ url: `http://127.0.0.1:3000/verify/${seal}` })).toBe('valid');
    expect(await verdict({ url: `http://localhost:3000/verify/${seal}` })).toBe('valid');
    expect(await verdict({ domain: 'www.north-pier.example' })).toBe('valid');
    expect(await verdict({ domain: 'nobody.example' })).toBe('unknown');
    const { body } = await post({ url: 'http://169.254.169.254/latest' });
    expect(body).toMatchObject({ verdict: 'unknown', reasons: [{ code: 'ADDRESS_NOT_ALLOWED', text: expect.any(String) }] });
  });

  it('takes files as they are, in a form, and as a credential of its own type', async () => {
    const jwt = textOf(await get(`/seals/${seal}/openbadge.jwt`));
    const raw = (type: string, body: string | Buffer) => http.post('/api/v1/verifications').set('content-type', type).send(body);
    expect((await raw('application/jwt', jwt)).body.verdict).toBe('valid');
    expect((await raw('image/png', Buffer.from('no picture'))).body.verdict).toBe('invalid');
    const json = textOf(await get(`/seals/${seal}/openbadge.json`));
    expect((await raw('application/vc+ld+json', json)).body.verdict).toBe('valid');
    const form = await http.post('/api/v1/verifications').attach('file', Buffer.from(jwt), 'seal.jwt');
    expect(form.body.verdict).toBe('valid');
    expect(form.headers['set-cookie']).toBeUndefined();
    expect((await raw('image/png', Buffer.alloc(1_100_000))).status).toBe(413);
  });

  it('says what is wrong with a question', async () => {
    expect((await post({})).body).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
    expect((await post({ url: 'x', credential: 'y' })).status).toBe(422);
    for (const credential of [null, [], '', 5])
      expect((await post({ credential })).body.errors).toEqual([
        { pointer: '/credential', detail: expect.stringContaining('JSON object') },
      ]);
    expect((await post({ domain: '  North-Pier.example. ' })).body.verdict).toBe('valid');
    expect((await post({ url: `http://localhost:3000/verify/${seal.toUpperCase()}` })).body.verdict).toBe('valid');
    expect((await post({ domain: '<script>' })).body.errors).toEqual([{ pointer: '/domain', detail: expect.any(String) }]);
  });
});

describe('the page', () => {
  const send = (pasted: string) => http.post('/verify').field('pasted', pasted);
  it('takes a link, a domain, a credential or a file without a script, and sets no cookie', async () => {
    const jwt = textOf(await get(`/verify/${seal}`, 'application/vc+jwt'));
    for (const pasted of [`http://127.0.0.1:3000/verify/${seal}`, 'north-pier.example', 'https://www.north-pier.example/', jwt]) {
      const page = await send(pasted);
      expect([page.status, page.text.includes('seal-calm'), page.headers['set-cookie']]).toEqual([200, true, undefined]);
    }
    const file = await http.post('/verify').field('pasted', '').attach('file', Buffer.from(jwt), 'seal.jwt');
    expect(file.text).toContain('seal-calm');
    expect((await send('')).status).toBe(422);
    expect((await send('<b>x</b>')).text).toContain('seal-late');
  });
});

describe('a credential that somebody made who calls themselves by a name of ours', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const multikey = multikeyOf(publicJwkOf(privateKey)) ?? '';
  const did = `did:key:${multikey}`;
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: { id: did, name: 'Harbour Institute' },
    name: 'Website Seal',
    credentialSubject: { id: 'https://phish.example', name: 'North Pier Ltd' },
  };
  const options = {
    type: 'DataIntegrityProof',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: `${did}#${multikey}`,
    cryptosuite: 'eddsa-jcs-2022',
    proofPurpose: 'assertionMethod',
    '@context': document['@context'],
  };
  const made = async () => ({
    ...document,
    proof: { ...options, proofValue: encodeMultibase(sign(null, await hashOf(document, options), privateKey)) },
  });

  it('is signed by its key, and neither page nor answer lets it pass for an issuer that is known', async () => {
    const credential = JSON.stringify(await made());
    const { body } = await http.post('/api/v1/verifications').send({ credential });
    expect([body.verdict, body.otherIssuer, body.seal]).toEqual(['valid', did, undefined]);
    for (const [language, key, unknown] of [
      ['en', 'no website stands behind', 'this service does not know'],
      ['de', 'keine Website steht', 'weiß dieser Dienst nicht'],
      ['fr', 'aucun site web', 'ce service ne le sait pas'],
    ]) {
      const page = (await http.post(`/verify?lang=${language}`).field('pasted', credential)).text;
      for (const said of [key, unknown, did]) expect(page).toContain(said);
      expect(page).toMatch(/class="seal-page seal-held"/);
      expect(page).not.toMatch(/Harbour Institute (confirms|bestätigt|confirme)/);
      expect(page.indexOf(did)).toBeLessThan(page.indexOf('Harbour Institute'));
    }
  });
});
