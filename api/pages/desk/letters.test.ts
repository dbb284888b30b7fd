import { describe, expect, it } from '@jest/globals';
import { NOTIFICATIONS } from '../../../domain/notifications.js';
import { LANGUAGES, type Role } from '../../../domain/request/types.js';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

const CASE = '/desk/requests/RR-2026-4F7K2M';

async function open(role: Role = 'staff') {
  const fake = createFakeDesk([buildDetail()]);
  const base = buildPageDeps({ desk: fake.desk });
  const accounts = { ...base.accounts, find: async (accountId: string) => ({ accountId, name: 'Robin Sale', role }) };
  const browser = openBrowser(buildPageApp({ ...base, accounts }));
  await signInAsStaff(browser);
  return { ...fake, browser, deps: base };
}

describe('the letter of an act', () => {
  it('is shown before the act is done, with the words of staff, which stay in the form', async () => {
    const { browser, acts } = await open();
    const typed = { question: 'Which years?', note: 'We spoke on Monday. <b>Bold</b>' };
    const { status, text } = await browser.send(`${CASE}/acts/clarification`, { ...typed, preview: 'yes' });
    expect(status).toBe(200);
    expect(text).toContain('id="preview"');
    expect(text).toContain('We need more time for your request');
    expect(text).toContain('<p>We spoke on Monday. &lt;b&gt;Bold&lt;/b&gt;</p>');
    expect(text).toMatch(/<textarea[^>]*name="note"[^>]*>We spoke on Monday/);
    expect(acts).toEqual([]);
    await browser.send(`${CASE}/acts/clarification`, typed);
    expect(acts.map(({ act }) => act)).toEqual([{ type: 'clarification', ...typed }]);
  });

  it('needs no typed confirmation to be looked at, but to be sent', async () => {
    const { browser, acts } = await open();
    expect((await browser.send(`${CASE}/acts/withdrawal`, { preview: 'yes' })).text).toContain('id="preview"');
    expect((await browser.send(`${CASE}/acts/withdrawal`, {})).status).toBe(422);
    expect(acts).toEqual([]);
  });

  it('comes as a PDF on wish, kept by no cache, named after the case alone', async () => {
    const { browser } = await open();
    const { status, headers } = await browser.send(`${CASE}/acts/withdrawal`, { paper: '0' });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
    expect(headers['content-disposition']).toBe('inline; filename="RR-2026-4F7K2M-preview-EXTENSION.pdf"');
  });

  it('takes a note of 2,000 characters and no more, and none where no letter is written', async () => {
    const { browser, acts } = await open();
    const long = await browser.send(`${CASE}/acts/clarification`, { question: 'Which?', note: 'x'.repeat(2001) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('At most 2000 characters');
    await browser.send(`${CASE}/acts/clarification`, { question: 'Which?', note: 'x'.repeat(2000) });
    expect(acts).toHaveLength(1);
    expect((await browser.get(`${CASE}/acts/identity`)).text).not.toContain('name="note"');
  });

  it('takes a note when a request is passed on, an agent is asked or a complaint goes on', async () => {
    const { browser } = await open();
    for (const act of ['forward', 'authority', 'complaint', 'complaint-progress', 'complaint-outcome', 'join']) {
      const { text } = await browser.get(`${CASE}/acts/${act}`);
      expect([act, text.includes('name="note"'), text.includes('name="preview"')]).toEqual([act, true, true]);
    }
  });
});

describe('a letter of a case', () => {
  it('opens as it was sent, for those who may see personal data', async () => {
    const { browser } = await open();
    expect((await browser.get(CASE)).text).toContain(`href="${CASE}/letters/letter-1"`);
    const { text, headers } = await browser.get(`${CASE}/letters/letter-1`);
    expect(text).toContain('As it was sent');
    expect(text).toContain('SAMPLE-REASONS');
    expect(text).not.toMatch(/<a [^>]*href="https?:\/\/rightsdesk\.example/);
    expect(headers['cache-control']).toBe('no-store');
    const pdf = await browser.get(`${CASE}/letters/letter-1/pdf`);
    expect([pdf.status, pdf.headers['content-type'], pdf.headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
  });

  it('stays shut for an auditor', async () => {
    const { browser } = await open('auditor');
    expect((await browser.get(CASE)).text).not.toContain('/letters/');
    for (const path of ['', '/pdf']) expect((await browser.get(`${CASE}/letters/letter-1${path}`)).status).toBe(403);
  });
});

describe('the letters on the status page', () => {
  const HOME = '/status/RR-2026-4F7K2M/key';

  it('are shown and opened only after the mailed link', async () => {
    const { browser } = await open();
    expect((await browser.get(HOME)).text).not.toContain('/letters/');
    expect((await browser.get(`${HOME}/letters/letter-1`)).status).toBe(303);
    await browser.send(`/link/${'b'.repeat(32)}`, {});
    expect((await browser.get(HOME)).text).toMatch(/We have your request <a href="[^"]*\/letters\/letter-1">PDF, /);
    const pdf = await browser.get(`${HOME}/letters/letter-1`);
    expect([pdf.status, pdf.headers['content-type'], pdf.headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
  });

  it('have a name in every language', async () => {
    const { deps } = await open();
    for (const { code, audience } of Object.values(NOTIFICATIONS))
      if (audience === 'requester') for (const language of LANGUAGES) expect(deps.pages.text(language, `letters.${code}`)).toMatch(/\S/);
  });
});
