import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPages } from '../../adapters/pages/render.js';
import { composePublicSeals, type PublicSeals } from '../../bin/compose-public-seals.js';
import { openPublishedOffice, type PublishedOffice } from '../../tests/support/published.js';
import { createSealPage } from './page.js';

const CONTROLLER = {
  name: 'Seals Ltd',
  address: ['1 Quay'],
  phone: '1',
  email: 'crm@seals.example',
  timeZone: 'UTC',
  jurisdiction: 'UK' as const,
  calendar: 'ENG',
  establishments: [],
};
let office: PublishedOffice;
let seals: PublicSeals;
let server: Server;
let id: string;
const misuse: string[] = [];
let clock = () => new Date();

beforeAll(async () => {
  office = await openPublishedOffice('https://seals.example');
  id = await office.addSeal({ domain: 'north-pier.example' });
  await office.publisher.round();
  seals = composePublicSeals({
    home: mkdtempSync(join(tmpdir(), 'rightsdesk-home-')),
    part: 'test',
    pool: office.pool,
    publicUrl: 'https://seals.example',
    noteMisuse: (sealId, host) => misuse.push(`${sealId} ${host}`),
    page: createSealPage({ pages: createPages(), controller: CONTROLLER }),
    now: () => clock(),
  });
  await seals.follower.round();
  server = createServer((req, res) => seals.handler(req, res, () => res.writeHead(418).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  seals.shelf.close();
  await office.close();
});

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
const settle = async () => {
  await office.publisher.round();
  await seals.follower.round();
};

describe('verification by link', () => {
  it.each([
    [undefined, 'text/html; charset=utf-8'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['application/json', 'application/json'],
    ['application/vc+jwt', 'application/vc+jwt'],
    ['application/vc+ld+json', 'application/vc+ld+json'],
    ['application/vc', 'application/vc'],
    ['application/vc+jwt;q=0.3, application/json;q=0.9', 'application/json'],
    ['application/*', 'application/json'],
    ['*/*', 'text/html; charset=utf-8'],
  ])('answers Accept: %p with %s', async (accept, type) => {
    const { status, headers } = await ask(`/verify/${id}`, accept === undefined ? {} : { accept });
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(headers.get('vary')).toContain('Accept');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('says 406 where none of its forms is wanted, and leaves other addresses and methods to others', async () => {
    expect((await ask(`/verify/${id}`, { accept: 'image/png' })).status).toBe(406);
    for (const path of [
      '/verify',
      '/verify/',
      `/verify/${id}/more`,
      '/verify/north-pier',
      `/seals/${id}/badge.png`,
      '/status/x',
      '/issuers/x',
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 418]);
    expect((await ask(`/verify/${id}`, {}, 'POST')).status).toBe(418);
  });

  it('answers with 304 to whoever has it, and HEAD as GET without the body', async () => {
    const whole = await ask(`/verify/${id}`, { accept: 'application/json' });
    const etag = whole.headers.get('etag') ?? '';
    const again = await ask(`/verify/${id}`, { accept: 'application/json', 'if-none-match': `"x", ${etag}` });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    const head = await ask(`/verify/${id}`, { accept: 'application/json' }, 'HEAD');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(100);
  });

  it('speaks three languages', async () => {
    expect((await ask(`/verify/${id}`, { accept: 'text/html', 'accept-language': 'fr-CH, de;q=0.5' })).text).toContain('lang="fr"');
    expect((await ask(`/verify/${id}?lang=de`, { accept: 'text/html' })).text).toContain('lang="de"');
    expect((await ask(`/verify/${id}`, { accept: 'text/html', 'accept-language': 'ja' })).text).toContain('lang="en"');
  });

  it('is the same for an unknown, a hidden and a concealed seal', async () => {
    const [hidden, concealed] = [await office.addSeal(), await office.addSeal({ issuer: 'crafts-guild' })];
    await settle();
    expect((await ask(`/verify/${hidden}`, { accept: 'application/json' })).status).toBe(200);
    await office.owner.query('UPDATE seal SET hidden_at = now() WHERE id = $1', [hidden]);
    await office.owner.query(`UPDATE issuer SET when_revoked = 'unknown' WHERE slug = 'crafts-guild'`);
    await office.owner.query(`UPDATE seal SET status = 'revoked' WHERE id = $1`, [concealed]);
    await settle();
    const answers = await Promise.all(
      [hidden, concealed, '00000000-0000-4000-8000-000000000000'].map((one) => ask(`/verify/${one}`, { accept: 'application/json' })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    const badges = await Promise.all(
      [hidden, concealed, '00000000-0000-4000-8000-000000000000'].map((one) => ask(`/seals/${one}/badge.svg`)),
    );
    expect(new Set(badges.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });

  it('says that a seal has expired when its time is over, without anything having changed', async () => {
    const short = await office.addSeal({ validUntil: '2029-01-01T00:00:00Z' });
    await settle();
    const verdict = async () => JSON.parse((await ask(`/verify/${short}`, { accept: 'application/json' })).text).verdict;
    expect(await verdict()).toBe('valid');
    clock = () => new Date('2029-01-01T00:00:00Z');
    expect(await verdict()).toBe('expired');
    clock = () => new Date();
  });
});

describe('badges', () => {
  it('are for the seal’s own websites; others are counted', async () => {
    const own = await ask(`/seals/${id}/badge.svg`, { origin: 'https://north-pier.example' });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'https://north-pier.example']);
    const copy = await ask(`/seals/${id}/badge.svg`, { origin: 'https://copy.example' });
    expect(copy.headers.get('access-control-allow-origin')).toBeNull();
    await ask(`/seals/${id}/badge.svg`, { origin: 'ftp://north-pier.example' });
    await ask(`/seals/${id}/badge.svg`, { origin: 'https://north-pier.example:8443' }); // refused or not, it is the seal's own website
    expect(misuse).toEqual([`${id} copy.example`]);
    const frame = await ask(`/seals/${id}/embed`);
    expect(frame.headers.get('content-security-policy')).toContain('frame-ancestors https://north-pier.example');
    expect(frame.text).toContain(`https://seals.example/verify/${id}`);
  });

  it('are compressed for those who ask often, and are at most 6 KB then', async () => {
    await ask(`/seals/${id}/badge.svg?theme=dark`);
    const { headers, text } = await ask(`/seals/${id}/badge.svg?theme=dark`, { 'accept-encoding': 'gzip' });
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(Number(headers.get('content-length'))).toBeLessThan(6_144);
    expect(text).toContain('</svg>');
  });
});

describe('documents', () => {
  it.each([
    ['/status/harbour-institute/revocation/1', {}, 'application/vc+ld+json'],
    ['/status/harbour-institute/suspension/1', { accept: 'application/vc+jwt' }, 'application/vc+jwt'],
    ['/.well-known/jwks.json', {}, 'application/jwk-set+json'],
    ['/issuers/harbour-institute/did.json', {}, 'application/did+json'],
  ])('%s is served to everyone', async (path, headers, type) => {
    const answer = await ask(path, headers);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')]).toEqual([
      200,
      type,
      '*',
    ]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
  });

  it('that are not there say so in the words of their standard', async () => {
    expect(JSON.parse((await ask('/status/harbour-institute/revocation/9')).text).type).toBe(
      'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR',
    );
    expect((await ask('/issuers/nobody/did.json')).status).toBe(404);
  });
});
