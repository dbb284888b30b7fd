import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildPageDeps } from '../../../tests/support/page-fakes.js';
import type { PortabilityDoor } from '../../portability/door.js';
import { incomingPages } from './incoming.js';

const ID = '019ab000-0000-7000-8000-000000000001';
const ORIGIN = 'https://guild.example';

async function open(role: 'staff' | 'auditor') {
  const done: string[] = [];
  const portability: PortabilityDoor = {
    discovery: () => ({}),
    jwks: () => ({}),
    receive: async () => ({ receipt: '', isNew: true }),
    incoming: async () => [
      {
        id: ID,
        origin: ORIGIN,
        source: 'Crafts Guild',
        person: { name: 'Oriel Winterbourne', email: 'oriel@example.org' },
        sha256: 'a'.repeat(64),
        sizeBytes: 1_200,
        status: 'received',
        receivedAt: '2026-11-23T10:00:00Z',
      },
    ],
    decide: async (id, verdict, by) => void done.push(`${id} ${verdict} ${by !== ''}`),
    open: async () => ({ stream: Readable.from([Buffer.from('PK')]), sizeBytes: 2, filename: 'incoming.zip' }),
    senders: async () => [{ origin: ORIGIN, name: 'Crafts Guild', status: 'pending', firstSeenAt: '2026-11-23T10:00:00Z' }],
    decideSender: async (origin, isApproved) => void done.push(`${origin} ${isApproved}`),
  };
  const base = buildPageDeps();
  const deps = {
    ...base,
    accounts: { ...base.accounts, find: async (accountId: string) => ({ accountId, name: 'Robin Sale', role }) },
    portability,
  };
  const browser = openBrowser(buildPageApp(deps, incomingPages(deps)));
  await signInAsStaff(browser);
  return { browser, done };
}

describe('packages of other organisations', () => {
  it('are listed, accepted or rejected, and their senders approved', async () => {
    const { browser, done } = await open('staff');
    const { text } = await browser.get('/desk/incoming');
    expect(text).toContain('Oriel Winterbourne, oriel@example.org');
    expect((await browser.send('/desk/incoming', { verdict: 'accept' }, `/desk/incoming/${ID}`)).status).toBe(303);
    await browser.send('/desk/incoming', { verdict: 'reject' }, `/desk/incoming/${ID}`);
    await browser.send('/desk/incoming', { origin: ORIGIN, verdict: 'approve' }, '/desk/senders');
    expect(done).toEqual([`${ID} accepted true`, `${ID} rejected true`, `${ORIGIN} true`]);
    expect((await browser.get(`/desk/incoming/${ID}/file`)).headers['content-type']).toBe('application/zip');
  });

  it('an auditor sees that they came, not about whom, and decides nothing', async () => {
    const { browser, done } = await open('auditor');
    const { text } = await browser.get('/desk/incoming');
    expect(text).toContain('Crafts Guild');
    expect(text).not.toContain('oriel@example.org');
    expect((await browser.get(`/desk/incoming/${ID}/file`)).status).toBe(403);
    expect((await browser.send('/desk/incoming', { verdict: 'accept' }, `/desk/incoming/${ID}`)).status).toBe(403);
    expect((await browser.send('/desk/incoming', { origin: ORIGIN, verdict: 'approve' }, '/desk/senders')).status).toBe(403);
    expect(done).toEqual([]);
  });

  it('want a sign-in', async () => {
    const stranger = openBrowser(buildPageApp(buildPageDeps()));
    expect((await stranger.get('/desk/incoming')).headers.location).toContain('/sign-in');
  });
});
