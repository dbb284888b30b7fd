import { describe, expect, it } from '@jest/globals';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

const HOME = '/status/RR-2026-4F7K2M/key';
const IDENTITY_LINK = `/link/${'a'.repeat(32)}`;
const ANSWER_LINK = `/link/${'b'.repeat(32)}`;

function open(over: Parameters<typeof buildDetail>[0] = {}) {
  const fake = createFakeDesk([buildDetail(over)]);
  return { ...fake, browser: openBrowser(buildPageApp(buildPageDeps({ desk: fake.desk }))) };
}

describe('the status page', () => {
  it('says the state, the date in words and the strip, and nothing of the desk', async () => {
    const { text } = await open().browser.get(HOME);
    expect(text).toContain('A person is deciding on your request.');
    expect(text).toContain('Wednesday 2 December 2026');
    expect(text).toContain('strip-svg');
    expect(text).not.toContain('held back');
    expect(text).not.toContain('alex.morgan@example.com');
  });

  it('looks the same for a wrong key and an unknown reference', async () => {
    const { browser } = open();
    const [wrong, unknown] = [await browser.get('/status/RR-2026-4F7K2M/other'), await browser.get('/status/RR-2026-XXXXXX/key')];
    expect([wrong.status, unknown.status]).toEqual([404, 404]);
    expect(wrong.text.replaceAll('RR-2026-4F7K2M/other', '')).toBe(unknown.text.replaceAll('RR-2026-XXXXXX/key', ''));
  });

  it('shows messages only after the mailed link was used in this browser', async () => {
    const { browser } = open();
    expect((await browser.get(HOME)).text).not.toContain('2231');
    await browser.agent.post(IDENTITY_LINK);
    expect((await browser.get(HOME)).text).toContain('2231');
  });

  it('takes a message, and keeps the typed text when it is refused', async () => {
    const { browser, sent } = open();
    expect((await browser.send(HOME, { text: '  ' }, `${HOME}/messages`)).status).toBe(422);
    const taken = await browser.send(HOME, { text: 'In 2024' }, `${HOME}/messages`);
    expect([taken.status, taken.headers.location, sent]).toEqual([303, HOME, ['message RR-2026-4F7K2M In 2024']]);
  });

  it('withdraws only after a page that says what it does', async () => {
    const { browser, acts } = open();
    expect((await browser.get(`${HOME}/withdraw`)).text).toContain('send no answer');
    await browser.send(`${HOME}/withdraw`, { reason: '' });
    expect(acts).toEqual([{ reference: 'RR-2026-4F7K2M', act: { type: 'withdrawal' } }]);
  });

  it('mails the same answer whether a request is known or not', async () => {
    const { browser } = open();
    const known = await browser.send('/check', { reference: 'RR-2026-4F7K2M', email: 'alex.morgan@example.com' });
    const unknown = await browser.send('/check', { reference: 'rr-2026-zzzzzz', email: 'nobody@example.com' });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(known.text).toBe(unknown.text);
  });
});

describe('a mailed link', () => {
  it('is not used up by looking, works once, and says what to do afterwards', async () => {
    const { browser } = open();
    for (const _ of [1, 2]) expect((await browser.get(IDENTITY_LINK)).text).toContain('Yes, it is me');
    const used = await browser.agent.post(IDENTITY_LINK);
    expect([used.status, used.headers.location]).toEqual([303, HOME]);
    const again = await browser.agent.post(IDENTITY_LINK).set('accept', 'text/html');
    expect([again.status, again.text.includes('/check')]).toEqual([410, true]);
  });

  it('opens the answer for this browser alone', async () => {
    const answer = {
      url: 'http://127.0.0.1/api/v1/requests/RR-2026-4F7K2M/package',
      sha256: 'c0ffee',
      sizeBytes: 1_834_211,
      expiresAt: '2026-12-21T09:00:00.000Z',
    };
    const { browser } = open({ status: 'answered', outcome: 'granted', package: answer });
    expect((await browser.get(`${HOME}/answer`)).headers.location).toBe(HOME);
    expect((await browser.agent.post(ANSWER_LINK)).headers.location).toBe(`${HOME}/answer`);
    const page = await browser.get(`${HOME}/answer`);
    expect(page.text).toContain('1.83 MB');
    expect(page.text).toContain('c0ffee');
  });
});
