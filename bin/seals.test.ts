import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../adapters/embedded/wait.js';
import { decodeList, statusAt } from '../adapters/seals/status/bitstring.js';
import { openPublishedOffice, type PublishedOffice } from '../tests/support/published.js';
import { type SealsProcess, sealsProcess } from '../tests/support/seals-process.js';

const PUBLIC_URL = 'http://localhost:3000';
const JSON_TYPE = { accept: 'application/json' };
const CREDENTIAL = { accept: 'application/vc+ld+json' };
const LIST = '/status/harbour-institute/revocation/1';

let office: PublishedOffice;
let served: SealsProcess;
let id: string;

beforeAll(async () => {
  office = await openPublishedOffice(PUBLIC_URL);
  served = await sealsProcess(office.database.url, PUBLIC_URL);
  id = await office.addSeal();
  await office.publisher.round();
  await served.start();
  await waitUntil(async () => (await served.get(`/verify/${id}`, JSON_TYPE)).status === 200, 20_000);
}, 120_000);

afterAll(async () => {
  await served.stop('SIGTERM');
  await office.close().catch(() => undefined); // the last test took the database away
});

async function isBitSet(sealId: string): Promise<boolean> {
  const credential = JSON.parse((await served.get(`/verify/${sealId}`, CREDENTIAL)).text);
  const entry = credential.credentialStatus.find((one: { statusPurpose: string }) => one.statusPurpose === 'revocation');
  const list = JSON.parse((await served.get(new URL(entry.statusListCredential).pathname)).text);
  const bits = decodeList(list.credentialSubject.encodedList);
  return typeof bits !== 'string' && statusAt(bits, Number(entry.statusListIndex)) === 1;
}

async function everything(): Promise<Record<string, number>> {
  const asked = {
    json: await served.get(`/verify/${id}`, JSON_TYPE),
    page: await served.get(`/verify/${id}`, { accept: 'text/html' }),
    styles: await served.get('/static/styles.css'),
    jwt: await served.get(`/verify/${id}`, { accept: 'application/vc+jwt' }),
    credential: await served.get(`/verify/${id}`, CREDENTIAL),
    badge: await served.get(`/seals/${id}/badge.svg`),
    'for the component': await served.get(`/seals/${id}/credential`),
    file: await served.get(`/seals/${id}/credential.json`),
    'keys and lists': await served.get('/verify/offline/bundle.json'),
    embed: await served.get(`/seals/${id}/embed`),
    list: await served.get(LIST),
    'list as JWT': await served.get(LIST, { accept: 'application/vc+jwt' }),
    did: await served.get('/issuers/harbour-institute/did.json'),
    jwks: await served.get('/.well-known/jwks.json'),
    ready: await served.get('/readyz'),
  };
  return Object.fromEntries(Object.entries(asked).map(([name, { status }]) => [name, status]));
}

const allGood = Object.fromEntries(
  [
    'json',
    'page',
    'styles',
    'jwt',
    'credential',
    'badge',
    'for the component',
    'file',
    'keys and lists',
    'embed',
    'list',
    'list as JWT',
    'did',
    'jwks',
    'ready',
  ].map((name) => [name, 200]),
);

describe('verification as a process of its own', () => {
  it('answers everything the public asks, without keys, engine or queue', async () => {
    expect(await everything()).toEqual(allGood);
    const figures = await served.get('/metrics');
    expect(figures.text).toContain('rightsdesk_seals_published 1');
  });

  it('shows a revocation within five seconds on every channel', async () => {
    const revoked = await office.addSeal();
    await office.publisher.round();
    await waitUntil(async () => (await served.get(`/verify/${revoked}`, JSON_TYPE)).status === 200, 10_000);
    const verdictOf = async () => JSON.parse((await served.get(`/verify/${revoked}`, JSON_TYPE)).text).verdict;
    const badge = async () => (await served.get(`/seals/${revoked}/badge.svg?lang=en`)).text;
    expect([await verdictOf(), await isBitSet(revoked), (await badge()).includes('not valid')]).toEqual(['valid', false, false]);
    const startedAt = Date.now();
    await office.owner.query(`UPDATE seal SET status = 'revoked' WHERE id = $1`, [revoked]);
    await office.publisher.round();
    const isEverywhere = async () =>
      (await verdictOf()) === 'revoked' && (await isBitSet(revoked)) && (await badge()).includes('not valid');
    expect(await waitUntil(isEverywhere, 10_000)).toBe(true);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  it('tells the issuer’s systems of a copy it has met, as the door does', async () => {
    await office.owner.query(
      `INSERT INTO webhook_endpoint (id, issuer_slug, url, sealed_secret) VALUES ($1, 'harbour-institute', 'https://issuer.example/hook', '\\x00')`,
      [randomUUID()],
    );
    expect((await served.get(`/seals/${id}/badge.svg`, { origin: 'https://copy.example' })).status).toBe(403);
    const told = async () => (await office.owner.query(`SELECT body FROM webhook_message WHERE type = 'seal.misuse_detected'`)).rows;
    expect(await waitUntil(async () => (await told()).length === 1, 10_000)).toBe(true);
    expect(JSON.parse((await told())[0].body).data).toMatchObject({ id, host: 'copy.example' });
  });

  it('killed in the middle of following, loses nothing and shows nothing half', async () => {
    const ids = await Promise.all(Array.from({ length: 300 }, () => office.addSeal()));
    const publishing = office.publisher.round();
    await waitUntil(async () => (await served.get('/metrics')).text.match(/seals_published (\d+)/)?.[1] !== '2', 10_000);
    await served.stop('SIGKILL');
    await publishing;
    await served.start();
    const isThere = async (one: string) => (await served.get(`/verify/${one}`, CREDENTIAL)).status === 200;
    expect(await waitUntil(async () => (await Promise.all(ids.map(isThere))).every(Boolean), 20_000)).toBe(true);
    for (const one of ids.slice(0, 50)) expect(JSON.parse((await served.get(`/verify/${one}`, CREDENTIAL)).text).proof).toHaveLength(2);
  }, 60_000);

  it('goes on without the database, also after a restart', async () => {
    await office.database.drop();
    expect(await everything()).toEqual(allGood);
    await served.get(`/seals/${id}/badge.svg`, { origin: 'https://late-copy.example' });
    const spool = join(served.home, 'published', 'seals-1', 'misuse.json');
    expect(await waitUntil(async () => existsSync(spool), 10_000)).toBe(true);
    expect(JSON.parse(readFileSync(spool, 'utf8'))).toMatchObject([{ sealId: id, host: 'late-copy.example', count: 1 }]);
    await served.stop('SIGKILL');
    await served.start();
    expect(await everything()).toEqual(allGood);
    expect((await served.get('/metrics')).text).toContain('rightsdesk_seals_following_age_seconds -1');
  }, 60_000);
});
