import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../domain/request/types.js';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildPageDeps } from '../../../tests/support/page-fakes.js';

const HOME = '/desk/lists';
const LIST = { what: 'post|Seal news', purpose: 'Invitation', recipient: 'Print shop' };

/** Two people at one desk: whoever signs in second is somebody else. */
async function open() {
  const base = buildPageDeps();
  const who = { accountId: 'acc', name: 'Robin Sale', role: 'staff' as Role };
  const browser = openBrowser(buildPageApp({ ...base, accounts: { ...base.accounts, find: async () => ({ ...who }) } }));
  await signInAsStaff(browser);
  const become = (accountId: string, role: Role = 'staff') => Object.assign(who, { accountId, role });
  const write = async () => (await browser.send(HOME, LIST)).headers.location ?? '';
  return { browser, become, write };
}

describe('lists for providers at the desk', () => {
  it('names what is missing and keeps what was typed', async () => {
    const { browser } = await open();
    const wrong = await browser.send(HOME, { ...LIST, what: 'email|Seal news', recipient: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/href="#what"[\s\S]*href="#recipient"[\s\S]*value="Invitation"/);
  });

  it('are released by a second person only, with the number typed, and fetched as a file', async () => {
    const { browser, become, write } = await open();
    const page = await write();
    expect((await browser.send(page, { reach: '3' }, `${page}/propose`)).status).toBe(422);
    expect((await browser.send(page, { reach: '2' }, `${page}/propose`)).status).toBe(303);
    expect((await browser.get(page)).text).not.toContain(`${page}/release`);
    become('somebody-else', 'dpo');
    expect((await browser.send(page, { reach: '2' }, `${page}/release`)).headers.location).toBe(page);
    const file = await browser.send(page, {}, `${page}/file`);
    expect([file.status, file.headers['content-type'], file.headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      "attachment; filename*=UTF-8''post.csv",
    ]);
    expect((await browser.get(page)).text).toMatch(/Fetched[\s\S]*Released[\s\S]*Written/);
  });

  it('are for the rights desk to make; an auditor looks and fetches nothing', async () => {
    const { browser, become, write } = await open();
    const page = await write();
    become('an-auditor', 'auditor');
    expect((await browser.get(page)).status).toBe(200);
    for (const action of [HOME, `${page}/propose`, `${page}/file`]) expect((await browser.send(page, LIST, action)).status).toBe(403);
    expect((await browser.get(`${HOME}/unknown`)).status).toBe(404);
  });
});
