import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, importJWK, type JWK } from 'jose';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { qrSvg } from '../../adapters/seal-art/qr.js';
import { decodeList, statusAt } from '../../adapters/seals/status/bitstring.js';
import { openSealPages, type SealPages } from '../support/seal-pages.js';
import { type SealsProcess, sealsProcess } from '../support/seals-process.js';

/** As in tests/support/door.ts: the address that seals state. */
const PUBLIC_URL = 'http://127.0.0.1:3000';
const FIVE_SECONDS_MS = 5_000;
const ISSUER = { id: 'test-issuer', role: 'issuer', issuerSlug: 'guild' } as const;

let world: SealPages;
let processes: SealsProcess[];
let id: string;
const stopping = new AbortController();
let keeping: Promise<unknown>;

beforeAll(async () => {
  world = await openSealPages();
  keeping = world.door.keepUp(stopping.signal);
  processes = await Promise.all([0, 1].map(() => sealsProcess(world.door.databaseUrl, PUBLIC_URL)));
  await Promise.all(processes.map((one) => one.start()));
  const order = { member: world.memberId, kind: 'privacy', domain: 'nörth-pier.example' } as const;
  id = (await world.desk.issue('guild', order, ISSUER)).seal.id;
  const isThere = async (url: string) => (await fetch(`${url}/verify/${id}`, { headers: { accept: 'application/json' } })).status === 200;
  for (const url of servers()) expect(await waitUntil(() => isThere(url), 20_000)).toBe(true);
}, 120_000);
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop('SIGTERM')));
  stopping.abort();
  await keeping;
  await world.close();
});

/** The door, and two processes that only verify, beside each other. */
const servers = () => [world.base, ...processes.map(({ url }) => url)];

const text = async (address: string, headers: Record<string, string> = {}) => (await fetch(address, { headers })).text();
const bytes = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());

interface Entry {
  statusPurpose: string;
  statusListCredential: string;
  statusListIndex: string;
}
const entriesOf = (credential: { credentialStatus: Entry | Entry[] }) => [credential.credentialStatus].flat();
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** The payload, once jose has checked the signature by the published keys: `kid` is a DID URL, and a key is named by its fragment. */
async function signedBy(url: string, token: string) {
  const { keys } = JSON.parse(await text(`${url}/.well-known/jwks.json`)) as { keys: JWK[] };
  const keyOf = (header: { kid?: string }) => {
    const jwk = keys.find(({ kid }) => kid === header.kid?.split('#')[1]);
    if (jwk === undefined) throw new Error('no key of this name is published');
    return importJWK(jwk, 'EdDSA');
  };
  return JSON.parse(new TextDecoder().decode((await compactVerify(token, keyOf)).payload));
}

/** The bit as somebody else's program reads it, in the list of either form; the signature of the JWT is checked by jose. */
async function bit(url: string, entry: Entry, form: 'application/vc+ld+json' | 'application/vc+jwt'): Promise<number | undefined> {
  const found = await text(`${url}${new URL(entry.statusListCredential).pathname}`, { accept: form });
  const list = form === 'application/vc+jwt' ? await signedBy(url, found) : JSON.parse(found);
  const bits = decodeList(list.credentialSubject.encodedList);
  return typeof bits === 'string' ? undefined : statusAt(bits, Number(entry.statusListIndex));
}

/** What each channel says of the seal, by name: 'valid', 'revoked', or 'not valid' where a channel does not say why. */
type Channels = Record<string, () => Promise<string>>;

function publicChannels(url: string): Channels {
  const credential = async (accept: string) => {
    const answer = await text(`${url}/verify/${id}`, { accept });
    return accept === 'application/vc+jwt' ? claimsOf(answer) : JSON.parse(answer);
  };
  const byList = async (accept: string, purpose: string, form: Parameters<typeof bit>[2]) => {
    const entry = entriesOf(await credential(accept)).find(({ statusPurpose }) => statusPurpose === purpose);
    const isSet = entry === undefined ? undefined : await bit(url, entry, form);
    return isSet === 1 ? purpose : isSet === 0 ? 'clear' : 'unread';
  };
  const drawn = async (path: string) => ((await text(`${url}${path}?lang=en`)).includes('not valid') ? 'not valid' : 'valid');
  return {
    page: async () =>
      /class="seal-word"><span[^>]*>.<\/span> (\w+)/.exec(await text(`${url}/verify/${id}`, { accept: 'text/html' }))?.[1] ?? '',
    json: async () => JSON.parse(await text(`${url}/verify/${id}`, { accept: 'application/json' })).verdict,
    'vc+jwt by the JSON list': () => byList('application/vc+jwt', 'revocation', 'application/vc+ld+json'),
    'vc+jwt by the JWT list': () => byList('application/vc+jwt', 'revocation', 'application/vc+jwt'),
    'vc+ld+json by the JSON list': () => byList('application/vc+ld+json', 'revocation', 'application/vc+ld+json'),
    'vc+ld+json by the JWT list': () => byList('application/vc+ld+json', 'revocation', 'application/vc+jwt'),
    'suspension list': () => byList('application/vc+ld+json', 'suspension', 'application/vc+ld+json'),
    'badge.svg': () => drawn(`/seals/${id}/badge.svg`),
    embed: () => drawn(`/seals/${id}/embed`),
    component: async () => ((await fetch(`${url}/seals/${id}/credential`)).status === 200 ? 'valid' : 'not valid'),
  };
}

interface Kept {
  png: Buffer;
  svg: Buffer;
  pdf: Buffer;
  jwt: string;
  json: string;
}

/** What only the door answers: files, and verifying what somebody has kept from before. */
function doorChannels(kept: Kept): Channels {
  const { base } = world;
  const verdict = async (body: string | Buffer, type: string) => {
    const answer = await fetch(`${base}/api/v1/verifications`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(Buffer.from(body)),
    });
    return ((await answer.json()) as { verdict: string }).verdict;
  };
  const asked = (what: object) => verdict(JSON.stringify(what), 'application/json');
  const neutral = randomUUID();
  return {
    'badge.png': async () =>
      (await bytes(`${base}/seals/${id}/badge.png`)).equals(await bytes(`${base}/seals/${neutral}/badge.png`)) ? 'not valid' : 'valid',
    'baked.svg': async () => ((await text(`${base}/seals/${id}/baked.svg`)).includes('openbadges:credential') ? 'valid' : 'not valid'),
    'certificate.pdf': async () => ((await fetch(`${base}/seals/${id}/certificate.pdf`)).status === 200 ? 'valid' : 'not valid'),
    'website asked': async () => ((await fetch(`${base}/verify/${id}/website`)).status === 200 ? 'valid' : 'not valid'),
    snippets: async () => ((await fetch(`${base}/seals/${id}/snippets`)).status === 200 ? 'valid' : 'not valid'),
    'by url': () => asked({ url: `${PUBLIC_URL}/verify/${id}` }),
    'by credential, JWT': () => asked({ credential: kept.jwt }),
    'by credential, JSON': () => asked({ credential: JSON.parse(kept.json) }),
    'by file, PNG': () => verdict(kept.png, 'image/png'),
    'by file, SVG': () => verdict(kept.svg, 'image/svg+xml'),
    'by file, PDF': () => verdict(kept.pdf, 'application/pdf'),
    'by domain': () => asked({ domain: 'second-pier.example' }),
  };
}

const everyChannel = (kept: Kept): Channels => {
  const named = servers().flatMap((url, n) =>
    Object.entries(publicChannels(url)).map(([name, ask]) => [`${['door', 'process 1', 'process 2'][n]}: ${name}`, ask] as const),
  );
  return { ...Object.fromEntries(named), ...doorChannels(kept) };
};

const answersOf = async (channels: Channels) =>
  Object.fromEntries(await Promise.all(Object.entries(channels).map(async ([name, ask]) => [name, await ask()] as const)));

/** Before: every channel says it holds. After: none does. */
const saysValid = (answer: string) => ['valid', 'Valid', 'clear'].includes(answer);

describe('a revocation', () => {
  it('is visible within five seconds on every channel, in three processes at once', async () => {
    // A domain of its own, so that the look-up by domain finds this seal alone.
    await world.desk.members.addDomain({ id: world.memberId, issuerSlug: 'guild' }, 'second-pier.example');
    id = (await world.desk.issue('guild', { member: world.memberId, kind: 'privacy', domain: 'second-pier.example' }, ISSUER)).seal.id;
    const isOut = async () =>
      (await Promise.all(servers().map(async (url) => (await fetch(`${url}/seals/${id}/credential`)).status))).every(
        (status) => status === 200,
      );
    expect(await waitUntil(isOut, 20_000)).toBe(true);
    const { base } = world;
    const at = (file: string) => `${base}/seals/${id}/${file}`;
    const kept = {
      png: await bytes(at('badge.png')),
      svg: await bytes(at('baked.svg')),
      pdf: await bytes(at('certificate.pdf')),
      jwt: await text(at('credential.jwt')),
      json: await text(at('credential.json')),
    };
    const channels = everyChannel(kept);
    const before = await answersOf(channels);
    expect(Object.entries(before).filter(([, answer]) => !saysValid(answer))).toEqual([]);

    const revokedAt = Date.now();
    await world.desk.act('revoke', { id, issuerSlug: 'guild' }, { reason: 'It ended.' }, ISSUER);
    const seenAfterMs: Record<string, number> = {};
    const waiting = new Map(Object.entries(channels));
    while (waiting.size > 0 && Date.now() - revokedAt < FIVE_SECONDS_MS) {
      await Promise.all(
        [...waiting].map(async ([name, ask]) => {
          if (name.endsWith('suspension list') || !saysValid(await ask())) {
            waiting.delete(name);
            seenAfterMs[name] = Date.now() - revokedAt;
          }
        }),
      );
    }
    expect([...waiting.keys()]).toEqual([]);
    expect(Math.max(...Object.values(seenAfterMs))).toBeLessThan(FIVE_SECONDS_MS);

    const after = await answersOf(channels);
    const expected = (name: string) =>
      /suspension list/.test(name)
        ? 'clear'
        : /list$/.test(name)
          ? 'revocation'
          : /page$/.test(name)
            ? 'Revoked'
            : /json$|^by /.test(name)
              ? 'revoked'
              : 'not valid';
    expect(after).toEqual(Object.fromEntries(Object.keys(channels).map((name) => [name, expected(name)])));
    expect(await text(at('qr.svg'))).toBe(qrSvg(`${PUBLIC_URL}/verify/${id}`)); // the code leads to the page
  }, 60_000);
});
