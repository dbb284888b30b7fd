import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Clerk, openClerk } from '../support/clerk.js';
import { type Installation, prepareInstallation } from '../support/installation.js';
import { browserPath, type DemoSignIn, linkOf, openChromium, openJourney, signIn, untilShown, waitForMail } from '../support/journey.js';

const hasBrowser = browserPath() !== undefined;
const MINUTES = 60_000;
const EMAIL = 'fee-payer@example.com';

/** A person who pays a fee: proposed on the desk's page, approved by a second person, paid on the hosted page of the stand-in. */
(hasBrowser ? describe : describe.skip)('a fee, from its notice to the payment (needs Chromium)', () => {
  let installation: Installation;
  let browser: Browser;
  let clerk: Clerk;
  let base: string;

  beforeAll(async () => {
    installation = await prepareInstallation();
    await installation.start();
    base = `http://127.0.0.1:${installation.port}`;
    await installation.untilReady(3 * MINUTES);
    clerk = await openClerk(installation);
    browser = await openChromium();
  }, 6 * MINUTES);

  afterAll(async () => {
    await browser?.close();
    await clerk?.close();
    await installation?.remove();
  }, MINUTES);

  it.each([true, false])(
    'with scripts: %s',
    async (javaScriptEnabled) => {
      const open = async () => openJourney(base, await (await browser.newContext({ javaScriptEnabled })).newPage(), javaScriptEnabled);
      const email = `${javaScriptEnabled}-${EMAIL}`;
      const reference = await clerk.file({ requester: { name: 'Erin Payer', email } });
      await clerk.until(reference, 'identity');
      await clerk.call('POST', `/api/v1/requests/${reference}/identity`, { level: 'L1', how: 'Known to us.' });
      await clerk.until(reference, 'deciding');

      const staff = await open();
      const accounts: DemoSignIn[] = JSON.parse(readFileSync(join(installation.home, 'demo.json'), 'utf8'));
      const account = accounts.find(({ role }) => role === 'staff');
      if (account === undefined) throw new Error('the demo has no staff account');
      await signIn(staff, account);
      await staff.go(`/desk/requests/${reference}/acts/fee`);
      await staff.page.getByLabel(/Manifestly unfounded or excessive \(/).check();
      await staff.page.locator('#amount').fill('12.50');
      await staff.page.getByLabel('Profit (not allowed)').check();
      await staff.page.locator('#calculation').fill('One hour at 12.50.');
      await staff.page.locator('#evidence').fill('The same request every day of the last month.');
      await staff.press('Ask for a fee');
      expect(await staff.page.content()).toContain('no profit');
      await staff.page.getByLabel('Profit (not allowed)').uncheck();
      await staff.press('Ask for a fee');
      const same = { ground: 'unfounded-or-excessive', amountMinor: 1250, currency: 'GBP', calculation: 'One hour at 12.50.' };
      const approved = await clerk.call('POST', `/api/v1/requests/${reference}/fee`, same);
      expect(approved.status).toBe(200);

      const person = await open();
      const notice = await waitForMail(base, email, 'FEE_NOTICE');
      await person.go(notice.links.find((link) => link.endsWith('/fee')) ?? linkOf(notice, '/status/'));
      expect(await person.page.content()).toContain('£12.50');
      await person.press('Go and pay £12.50');
      expect(person.page.url()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${installation.port + 10}/pay/`));
      await person.press(/^Pay/);
      expect(person.page.url()).toContain(`/status/${reference}/`);
      expect(await untilShown(person, 'The fee is paid.')).toBe(true);
      await clerk.until(reference, 'deciding');

      expect([...person.findings, ...staff.findings]).toEqual([]);
      // The only page elsewhere is the hosted one that the person went to by themselves.
      expect(person.foreign.filter((url) => !new URL(url).pathname.startsWith('/pay/') && !url.endsWith('/favicon.ico'))).toEqual([]);
    },
    6 * MINUTES,
  );
});
