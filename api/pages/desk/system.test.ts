import { describe, expect, it } from '@jest/globals';
import type { LogWish } from '../../../domain/operation.js';
import type { Role } from '../../../domain/request/types.js';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildPageDeps } from '../../../tests/support/page-fakes.js';

const PATH = '/desk/system';

async function open(role: Role, over: { outboxAgeSeconds?: number; parts?: string[] } = {}) {
  const wishes: LogWish[] = [];
  const deps = buildPageDeps();
  const { operation, accounts } = deps;
  const app = buildPageApp({
    ...deps,
    accounts: { ...accounts, find: async (accountId) => ({ accountId, name: 'Robin Sale', role, issuerSlug: 'guild' }) },
    operation: {
      figures: async () => ({ ...(await operation.figures()), outboxAgeSeconds: over.outboxAgeSeconds ?? 0 }),
      pulses: async () => (await operation.pulses()).filter(({ part }) => over.parts?.includes(part) ?? true),
      wishLogLevel: async (wish) => void wishes.push(wish),
    },
  });
  const browser = openBrowser(app);
  await signInAsStaff(browser);
  return { browser, wishes };
}

describe('the state of the system', () => {
  it('says in words that everything runs, and is where an operator begins', async () => {
    const { browser } = await open('operator');
    const { text, status } = await browser.get(PATH);
    expect(status).toBe(200);
    expect(text).toContain('Everything runs.');
    expect(text).not.toContain('href="/desk"'); // the desk is not theirs
  });

  it('says what is broken and what to do', async () => {
    const { browser } = await open('operator', { outboxAgeSeconds: 7200, parts: ['api', 'mailroom'] });
    const { text } = await browser.get(PATH);
    expect(text).toContain('Something is broken.');
    expect(text).toContain('Worker was not heard of for half a minute.');
    expect(text).toContain('Changes wait for their workflow since 2 hours.');
    expect(text).toContain('Nothing is lost: they go on when Temporal answers.');
  });

  it('lets an operator set a level for a while, and points to what is wrong in the form', async () => {
    const { browser, wishes } = await open('operator');
    const bad = await browser.send(PATH, { part: 'worker', level: 'debug', minutes: '0' }, `${PATH}/log-level`);
    expect([bad.status, wishes]).toEqual([422, []]);
    expect(bad.text).toContain('href="#minutes"');
    const good = await browser.send(PATH, { part: 'worker', level: 'debug', minutes: '15' }, `${PATH}/log-level`);
    expect(good.status).toBe(303);
    expect(wishes).toMatchObject([{ part: 'worker', level: 'debug', setBy: 'acc' }]);
    expect((await browser.get(PATH)).text).toContain('Worker logs at the level debug for 15 minutes');
  });

  it('is looked at by the desk, which sets nothing', async () => {
    const { browser, wishes } = await open('staff');
    const { text } = await browser.get(PATH);
    expect(text).not.toContain('Set the level');
    expect((await browser.send('/desk/new', { part: 'worker', level: 'debug', minutes: '15' }, `${PATH}/log-level`)).status).toBe(403);
    expect(wishes).toEqual([]);
  });

  it.each(['issuer', 'member'] as const)('is not for an %s', async (role) => {
    const { browser } = await open(role);
    expect((await browser.get(PATH)).status).toBe(403);
  });
});
