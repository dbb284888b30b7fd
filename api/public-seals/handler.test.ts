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
const problems: unknown[] = [];
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
    report: (error) => problems.push(error),
    page: createSealPage({ pages: createPages(), controller: CONTROLLER }),
    now: () => clock(),
  });
  await seals.follower.round();
  server = createServer((req, res) => seals.handler(req, res, () => res.writeHead(418).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await seals.misuseLog.close();
  seals.shelf.close();
  await office.close();
  expect(problems).toEqual([]);
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
    for (const path of ['/verify', '/verify/', `/verify/${id}/more`, `/seals/${id}/badge.png`, '/status/x', '/issuers/x'])
      expect([path, (await ask(path)).status]).toEqual([path, 418]);
    expect((await ask(`/verify/${id}`, {}, 'POST')).status).toBe(418);
    for (const path of [
      '/verify/offline',
      `/seals/${id}/credential?alg=ES256`,
      '/status/RR-2026-4F7K2M/key/1',
      '/status/rr-2026-4f7k2m/key/1',
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 418]);
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

describe('what is no id', () => {
  it.each(['north-pier', '%00', '..%2f', 'x'.repeat(90), '018f2a5e-0000-7000-8000-00000000000g'])(
    'is %p unknown, as an id that never was',
    async (odd) => {
      for (const accept of ['text/html', 'application/json', 'application/vc+jwt']) {
        const [one, other] = [
          await ask(`/verify/${odd}`, { accept }),
          await ask('/verify/00000000-0000-4000-8000-000000000000', { accept }),
        ];
        expect([one.status, one.headers.get('content-type')]).toEqual([404, other.headers.get('content-type')]);
      }
      expect((await ask(`/seals/${odd}/badge.svg`)).text).toBe((await ask('/seals/00000000-0000-4000-8000-000000000000/badge.svg')).text);
    },
  );
});

describe('badges', () => {
  it('are for the seal’s own websites; others are counted', async () => {
    const own = await ask(`/seals/${id}/badge.svg`, { origin: 'https://north-pier.example' });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'https://north-pier.example']);
    const copy = await ask(`/seals/${id}/badge.svg`, { origin: 'https://copy.example' });
    expect([copy.status, copy.headers.get('access-control-allow-origin'), copy.text.includes('north-pier')]).toEqual([403, null, false]);
    const file = await ask(`/seals/${id}/credential`, { origin: 'https://copy.example' });
    expect([file.status, file.text.includes('eyJ')]).toEqual([403, false]);
    await ask(`/seals/${id}/badge.svg`, { origin: 'ftp://north-pier.example' });
    await ask(`/seals/${id}/badge.svg`, { origin: 'https://north-pier.example:8443' }); // refused or not, it is the seal's own website
    await seals.misuseLog.flush();
    const { rows } = await office.owner.query('SELECT seal_id, origin, count FROM seal_misuse');
    expect(rows).toEqual([{ seal_id: id, origin: 'copy.example', count: 2 }]);
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
    ['/issuers/harbour-institute/did.json', {}, 'application/did+ld+json'],
    ['/issuers/harbour-institute/did.json', { accept: 'application/did+json;q=0.9, */*;q=0.1' }, 'application/did+json'],
    ['/issuers/harbour-institute/did.json', { accept: 'application/did' }, 'application/did'],
    ['/verify/offline/bundle.json', {}, 'application/json'],
  ])('%s is served to everyone', async (path, headers, type) => {
    const answer = await ask(path, headers);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')]).toEqual([
      200,
      type,
      '*',
    ]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
  });

  it('a list is what it was since it was signed; of an earlier moment nothing is kept', async () => {
    const list = '/status/harbour-institute/revocation/1';
    const now = await ask(list);
    const { validFrom } = JSON.parse(now.text);
    for (const stamp of [validFrom, new Date().toISOString(), validFrom.replace('Z', '+00:00')])
      expect([stamp, (await ask(`${list}?timestamp=${stamp}`)).text === now.text]).toEqual([stamp, true]);
    const jwt = { accept: 'application/vc+jwt' };
    expect((await ask(`${list}?timestamp=${validFrom}`, jwt)).text).toBe((await ask(list, jwt)).text);
    for (const stamp of ['2026-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
      const answer = await ask(`${list}?timestamp=${stamp}`);
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([404, 'STATUS_RETRIEVAL_ERROR']);
    }
    for (const stamp of ['yesterday', '2026-13-01T00:00:00Z', '', '2026-01-01'])
      expect((await ask(`${list}?timestamp=${stamp}`)).status).toBe(400);
  });

  it('the bundle holds every key and list, and changes with them', async () => {
    const bundle = async () => JSON.parse((await ask('/verify/offline/bundle.json')).text);
    const before = await bundle();
    expect(before.documents.map((one: { id: string }) => one.id)).toContain('did:web:seals.example:issuers:harbour-institute');
    expect(before.lists.map((one: { url: string }) => one.url)).toContain('https://seals.example/status/harbour-institute/revocation/1');
    expect(Math.abs(Date.now() - Date.parse(before.at))).toBeLessThan(60_000);
    const revoked = await office.addSeal();
    await office.owner.query(`UPDATE seal SET status = 'revoked' WHERE id = $1`, [revoked]);
    await settle();
    expect((await bundle()).lists).not.toEqual(before.lists);
  });

  it('that are not there say so in the words of their standard', async () => {
    expect(JSON.parse((await ask('/status/harbour-institute/revocation/9')).text).type).toBe(
      'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR',
    );
    for (const path of ['/status/harbour-institute/message/1', '/status/harbour-institute/revocation/0', '/status/nobody/revocation/1'])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    expect((await ask('/issuers/nobody/did.json')).status).toBe(404);
  });
});
