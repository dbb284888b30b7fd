import { describe, expect, it } from '@jest/globals';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

const HOME = '/status/RR-2026-4F7K2M/key';
const LINK = `/link/${'a'.repeat(32)}`;

function open(over: Parameters<typeof buildDetail>[0] = { right: 'erasure', status: 'identity', identityLevel: 'L1' }) {
  const { desk } = createFakeDesk([buildDetail(over)]);
  return openBrowser(buildPageApp(buildPageDeps({ desk })));
}

describe('the second step of proving who asks', () => {
  it('follows the mailed link, and nobody sees the questions without it', async () => {
    const browser = open();
    expect((await browser.get(`${HOME}/identity`)).headers.location).toBe(HOME);
    expect((await browser.get(HOME)).text).not.toContain('/identity"');
    expect((await browser.agent.post(LINK)).headers.location).toBe(`${HOME}/identity`);
    expect((await browser.get(`${HOME}/identity`)).text).toContain('The last four digits of the telephone number');
    expect((await browser.get(HOME)).text).toContain(`${HOME}/identity`);
  });

  it('says that an answer is missing, that the answers are wrong but not which, and never shows them again', async () => {
    const browser = open();
    await browser.agent.post(LINK);
    expect((await browser.send(`${HOME}/identity`, { phone: '0101', topic: '' })).text).toContain('Answer this question');
    const wrong = await browser.send(`${HOME}/identity`, { phone: '9876', topic: 'Quality' });
    expect([wrong.status, wrong.text.match(/do not match what we hold/g)?.length]).toEqual([422, 4]);
    expect(wrong.text).not.toContain('9876');
    const right = await browser.send(`${HOME}/identity`, { phone: '0101', topic: 'Quality' });
    expect([right.status, right.headers.location]).toEqual([303, HOME]);
  });

  it('is not there for a case that needs no more', async () => {
    const browser = open({ status: 'deciding', identityLevel: 'L1' });
    expect((await browser.agent.post(LINK)).headers.location).toBe(HOME);
    expect((await browser.get(`${HOME}/identity`)).headers.location).toBe(HOME);
  });
});
