import { describe, expect, it } from '@jest/globals';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';
import type { TransferQuestion } from '../../portability/door.js';

const HOME = '/status/RR-2026-4F7K2M/key';
const PROOF_LINK = `/link/${'a'.repeat(32)}`;
const QUESTION: TransferQuestion = {
  organisation: 'Crafts <b>Guild</b>',
  host: 'guild.example',
  confirmBy: '2026-12-07T10:00:00Z',
  included: [{ what: 'shop / shop_account', rowCount: 1, fields: ['email', 'full_name'] }],
  outOfScope: [{ what: 'shop / shop_visit', why: 'another basis' }],
};

function open() {
  const fake = createFakeDesk([buildDetail({ right: 'portability', transfer: { status: 'asked', attempts: 0 } })]);
  const transfers = { ...fake.desk.transfers, question: async () => QUESTION };
  return { ...fake, browser: openBrowser(buildPageApp(buildPageDeps({ desk: { ...fake.desk, transfers } }))) };
}

describe('the page where a person confirms a destination', () => {
  it('shows nothing and takes nothing before the mailed link was used in this browser', async () => {
    const { browser, sent } = open();
    expect((await browser.get(`${HOME}/transfer`)).headers.location).toBe(HOME);
    expect((await browser.get(HOME)).text).toContain('Mail me a new link');
    await browser.send(HOME, { verdict: 'confirm' }, `${HOME}/transfer`);
    expect(sent).toEqual([]);
  });

  it('shows what goes to whom and to which host, and takes the word', async () => {
    const { browser, sent } = open();
    await browser.agent.post(PROOF_LINK);
    const { text } = await browser.get(`${HOME}/transfer`);
    for (const part of ['guild.example', 'shop / shop_account', 'email, full_name', 'another basis', 'Crafts &lt;b&gt;Guild&lt;/b&gt;'])
      expect(text).toContain(part);
    expect((await browser.send(`${HOME}/transfer`, { verdict: 'confirm' })).headers.location).toBe(HOME);
    await browser.send(`${HOME}/transfer`, { verdict: 'decline' });
    expect(sent).toEqual(['transfer RR-2026-4F7K2M confirm', 'transfer RR-2026-4F7K2M decline']);
  });

  it('leads home when nothing is asked any more', async () => {
    const browser = openBrowser(buildPageApp(buildPageDeps()));
    await browser.agent.post(PROOF_LINK);
    expect((await browser.get(`${HOME}/transfer`)).headers.location).toBe(HOME);
  });
});
