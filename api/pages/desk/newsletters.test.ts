import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../domain/request/types.js';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildPageDeps } from '../../../tests/support/page-fakes.js';

const HOME = '/desk/newsletters';
const ISSUE = { topic: 'Seal news', title: 'Neue Siegel', body: 'Zwei neue Siegel.\n\n<b>Bald mehr.</b>', language: 'de' };

/** Two people at one desk: whoever signs in second is somebody else. */
async function open() {
  const base = buildPageDeps();
  const who = { accountId: 'acc', name: 'Robin Sale', role: 'staff' as Role };
  const accounts = { ...base.accounts, find: async () => ({ ...who }) };
  const browser = openBrowser(buildPageApp({ ...base, accounts }));
  await signInAsStaff(browser);
  const become = (accountId: string, role: Role = 'staff') => Object.assign(who, { accountId, role });
  const write = async () => (await browser.send(`${HOME}/new`, ISSUE)).headers.location ?? '';
  return { browser, become, write };
}

describe('newsletters at the desk', () => {
  it('shows who would get an issue, and how it reads with what stands below it in its language', async () => {
    const { browser } = await open();
    expect((await browser.get(HOME)).text).toMatch(/Seal news<\/th><td class="right">3<\/td><td class="right">1<\/td><td class="right">2/);
    const shown = await browser.send(`${HOME}/new`, { ...ISSUE, preview: 'yes' });
    expect(shown.status).toBe(200);
    for (const words of [
      'lang="de"',
      'Zwei neue Siegel.',
      '&lt;b&gt;Bald mehr.',
      'weil Sie „Neues über Siegel“ abonniert haben',
      'Keine weiteren davon',
    ])
      expect(shown.text).toContain(words);
  });

  it('names what is missing and keeps what was written', async () => {
    const { browser } = await open();
    const wrong = await browser.send(`${HOME}/new`, { ...ISSUE, topic: 'Something else', title: '' });
    expect([wrong.status, wrong.text.includes('href="#topic"'), wrong.text.includes('href="#title"')]).toEqual([422, true, true]);
    expect(wrong.text).toContain('Zwei neue Siegel.');
  });

  it('is sent by a second person only, with the number of people typed', async () => {
    const { browser, become, write } = await open();
    const page = await write();
    const untyped = await browser.send(page, { reach: '3' }, `${page}/propose`);
    expect([untyped.status, untyped.text.includes('Type 2')]).toEqual([422, true]);
    expect((await browser.send(page, { reach: '2' }, `${page}/propose`)).status).toBe(303);
    expect((await browser.get(page)).text).toContain('somebody else has to look at it');
    expect((await browser.get(page)).text).not.toContain(`${page}/approve`);
    become('somebody-else', 'dpo');
    const sent = await browser.send(page, { reach: '2' }, `${page}/approve`);
    expect(sent.headers.location).toBe(page);
    const { text } = await browser.get(page);
    expect(text).toContain('It is on its way.');
    expect(text).toMatch(/Let go[\s\S]*A second person was asked[\s\S]*Written/);
  });

  it('is for the rights desk to write; an auditor looks', async () => {
    const { browser, become, write } = await open();
    const page = await write();
    become('an-auditor', 'auditor');
    expect((await browser.get(page)).status).toBe(200);
    expect((await browser.get(`${HOME}/new`)).status).toBe(403);
    expect((await browser.send(page, { reach: '2' }, `${page}/propose`)).status).toBe(403);
    expect((await browser.get(`${HOME}/unknown`)).status).toBe(404);
  });
});
