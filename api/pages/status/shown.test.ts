import { describe, expect, it } from '@jest/globals';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

const HOME = '/status/RR-2026-4F7K2M/key';
const LINK = `/link/${'a'.repeat(32)}`;
const PDF = Buffer.from('%PDF-1.7\n%%EOF');
const AGENT = {
  status: 'identity',
  isIdentityProven: false,
  onBehalfOf: 'Ida',
  agency: { capacity: 'authorised', authority: 'asked', answerTo: 'requester' },
} as const;

function open(over: Parameters<typeof buildDetail>[0]) {
  const { desk, sent } = createFakeDesk([buildDetail(over)]);
  return { sent, browser: openBrowser(buildPageApp(buildPageDeps({ desk }))) };
}

async function upload(browser: ReturnType<typeof open>['browser'], page: string, content?: Buffer, fields = {}) {
  const token = /name="_csrf" value="([^"]+)"/.exec((await browser.get(page)).text)?.[1] ?? '';
  const form = browser.agent.post(page).field('_csrf', token).field(fields);
  return content === undefined ? form : form.attach('files', content, 'Vollmacht.pdf');
}

describe('files shown for a check', () => {
  it('an agent finds the page, sends a proof, and is told what is wrong with one', async () => {
    const { browser, sent } = open(AGENT);
    expect((await browser.get(HOME)).text).toContain(`${HOME}/authority`);
    expect((await upload(browser, `${HOME}/authority`)).status).toBe(422);
    const wrong = await upload(browser, `${HOME}/authority`, PDF, { personEmail: 'nobody' });
    expect([wrong.status, wrong.text.includes('Enter an address')]).toEqual([422, true]);
    const large = await upload(browser, `${HOME}/authority`, Buffer.alloc(5 * 1_048_576 + 1));
    expect([large.status, large.text.includes('larger than 5 MB')]).toEqual([422, true]);
    const done = await upload(browser, `${HOME}/authority`, PDF, { personEmail: 'ida@example.org' });
    expect([done.status, done.headers.location]).toEqual([303, HOME]);
    expect(sent).toEqual(['proof RR-2026-4F7K2M authority application/pdf']);
  });

  it('nothing is taken where nothing was asked for', async () => {
    const { browser, sent } = open({ status: 'deciding' });
    for (const page of ['authority', 'document']) {
      expect((await browser.get(`${HOME}/${page}`)).headers.location).toBe(HOME);
      expect((await browser.agent.post(`${HOME}/${page}`).attach('files', PDF, 'a.pdf')).headers.location).toBe(HOME);
    }
    expect(sent).toEqual([]);
  });

  it('a document is shown only by the browser that used the mailed link', async () => {
    const { browser } = open({ status: 'identity', isIdentityProven: false, raisedLevel: { level: 'L4', because: 'conflicting-claims' } });
    expect((await browser.get(`${HOME}/document`)).headers.location).toBe(HOME);
    expect((await browser.agent.post(LINK)).headers.location).toBe(`${HOME}/document`);
    expect((await browser.get(`${HOME}/document`)).text).toContain('looked at once');
  });

  it('a sign-in is asked anew where it is not fresh, and none is offered to an agent', async () => {
    const { browser } = open({ status: 'identity', isIdentityProven: false });
    expect((await browser.send(HOME, {}, `${HOME}/account`)).headers.location).toBe('/sign-in');
    expect((await open(AGENT).browser.get(HOME)).text).not.toContain(`${HOME}/account`);
  });
});
