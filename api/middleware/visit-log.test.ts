import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { connectorNamed } from '../../adapters/connectors/registry.js';
import type { Visit } from '../../domain/visit.js';
import { MEMBER_EMAIL, openSealPages, type SealPages } from '../../tests/support/seal-pages.js';

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
let world: SealPages;
beforeAll(async () => {
  world = await openSealPages();
}, 120_000);
afterAll(() => world.close());

const strangers = async (): Promise<Visit[]> => {
  const { visits, foundation } = world.door;
  await visits.flush();
  const { rows } = await foundation.apart.pool.query<{ sealed_visit: Buffer }>('SELECT sealed_visit FROM visit ORDER BY id');
  return rows.map(({ sealed_visit }) => foundation.apart.open<Visit>(sealed_visit, 'visit.sealedVisit'));
};
const ownCount = async () => (await world.door.foundation.pool.query('SELECT 1 FROM log_entry')).rowCount;
const look = (path: string, referrer = '') =>
  request(world.door.app).get(path).set('user-agent', AGENT).set('referer', referrer).set('accept', 'text/html');

describe('the log register of visits', () => {
  it('leaves no trace of who verifies a seal, looks at its badge or reads its lists', async () => {
    const id = world.seals.own;
    for (const path of [
      '/verify',
      `/verify/${id}`,
      '/verify?domain=kiln-yard.example',
      `/seals/${id}/badge.svg`,
      `/seals/${id}/embed`,
      `/seals/${id}/snippets`,
      '/status/guild/1',
      '/issuers/guild/did.json',
      '/.well-known/jwks.json',
      '/report-misuse',
      '/api/v1/seals',
      '/healthz',
      '/nothing/here',
    ])
      await look(path);
    expect([await strangers(), await ownCount()]).toEqual([[], 0]);
  });

  it('keeps of a visit what the policy says, pages by their pattern and nothing of query, token or outside query', async () => {
    await look('/?who=zephyrine', 'https://search.example/results?q=zephyrine#zephyrine');
    await look('/newsletter?x=zephyrine');
    await look(`/newsletter/confirm/${'zephyrine'.repeat(4)}`);
    const [visit, ...others] = await strangers();
    expect(others).toEqual([]);
    expect(visit).toEqual({
      ip: expect.stringMatching(/127\.0\.0\.1$/),
      browser: 'Firefox, Linux',
      provider: 'this machine',
      referrer: 'https://search.example/results',
      exitPage: '/newsletter/confirm/:token',
      clicks: 3,
      pages: ['/', '/newsletter', '/newsletter/confirm/:token'],
    });
    expect(await ownCount()).toBe(0);
  });

  it('stands with the person once signed in, is part of their access answer, and is not linked to the visit before', async () => {
    const before = await strangers();
    const { get } = await world.signIn(MEMBER_EMAIL);
    await get('/member').set('user-agent', AGENT);
    await get('/communications').set('user-agent', AGENT);
    await world.door.visits.flush();
    const connector = await connectorNamed(world.door.foundation, 'rightsdesk');
    const visits: unknown[] = [];
    for await (const event of connector.read({ emails: [MEMBER_EMAIL] }))
      if (event.kind === 'rows' && event.collection === 'log_entry') visits.push(...event.rows.map(({ row }) => row));
    expect(visits).toEqual([
      expect.objectContaining({ exitPage: '/sign-in', clicks: 1 }), // its browser says nothing of itself
      expect.objectContaining({ exitPage: '/communications', clicks: 2, pages: ['/member', '/communications'] }),
    ]);
    const apart = JSON.stringify((await strangers()).slice(before.length));
    for (const word of [MEMBER_EMAIL, '/member', '/communications']) expect(apart).not.toContain(word);
  });

  it('is never waited for: a thousand pages are one row', async () => {
    const { visits } = world.door;
    const seen = { accountId: undefined, ip: '192.0.2.9', userAgent: AGENT, referrer: '', path: '/', at: new Date() };
    const startedAt = performance.now();
    for (let n = 0; n < 1_000; n++) visits.note(seen);
    expect(performance.now() - startedAt).toBeLessThan(200);
    const ours = (await strangers()).filter(({ ip }) => ip === seen.ip);
    expect(ours.map(({ clicks, pages }) => [clicks, pages.length])).toEqual([[1_000, 100]]);
    visits.note({ ...seen, at: new Date(Date.now() + 31 * 60_000) });
    expect((await strangers()).filter(({ ip }) => ip === seen.ip)).toHaveLength(2);
  });
});
