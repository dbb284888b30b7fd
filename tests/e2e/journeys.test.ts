import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Installation, prepareInstallation } from '../support/installation.js';
import {
  browserPath,
  type DemoSignIn,
  fileAccessByForm,
  linkOf,
  openChromium,
  openJourney,
  signIn,
  untilShown,
  waitForMail,
} from '../support/journey.js';

const hasBrowser = browserPath() !== undefined;
const MINUTES = 60_000;

/** The newcomer's path on the whole stack, each page looked at by axe; with and without scripts. */
(hasBrowser ? describe : describe.skip)('a request by form, from the first page to the file in hand (needs Chromium)', () => {
  let installation: Installation;
  let browser: Browser;
  let base: string;
  let staffAccount: DemoSignIn;

  beforeAll(async () => {
    installation = await prepareInstallation();
    await installation.start();
    base = `http://127.0.0.1:${installation.port}`;
    await installation.untilReady(3 * MINUTES);
    const accounts: DemoSignIn[] = JSON.parse(readFileSync(join(installation.home, 'demo.json'), 'utf8'));
    const staff = accounts.find((account) => account.role === 'staff');
    if (staff === undefined) throw new Error('the demo has no staff account');
    staffAccount = staff;
    browser = await openChromium();
  }, 6 * MINUTES);

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
  }, MINUTES);

  it.each([true, false])(
    'with scripts: %s',
    async (javaScriptEnabled) => {
      // axe itself is a script: without scripts the pages are only walked through.
      const open = async () => openJourney(base, await (await browser.newContext({ javaScriptEnabled })).newPage(), javaScriptEnabled);
      const person = await open();
      const email = `journey-${javaScriptEnabled}@example.com`;
      const reference = await fileAccessByForm(person, { name: 'Erin Journey', email });
      expect(reference).toMatch(/^RR-\d{4}-[0-9A-Z]{6}$/);
      await waitForMail(base, email, 'ACK');

      const asked = await waitForMail(base, email, 'ID_REQUEST');
      await person.go(linkOf(asked, '/link/'));
      await person.press('Yes, it is me');
      expect(person.page.url()).toContain(`/status/${reference}/`);

      const staff = await open();
      await signIn(staff, staffAccount);
      const home = `/desk/requests/${reference}`;
      await staff.go(home);
      expect(await staff.page.content()).not.toContain(email);
      expect(await untilShown(staff, 'It waits for a decision')).toBe(true);
      await staff.press('Show personal data');
      expect(await staff.page.content()).toContain(email);

      await staff.go(`${home}/acts/decision`);
      await staff.page.getByLabel('Granted', { exact: true }).check();
      await staff.page.getByLabel('Reasons').fill('All that is held is in the file.');
      await staff.press('Decide');
      expect(await untilShown(staff, 'waits to be released')).toBe(true);
      await staff.go(`${home}/acts/release`);
      await staff.page.locator('#confirm').fill(reference.slice(-6));
      await staff.press('Release the answer');

      const answer = await waitForMail(base, email, 'DISCLOSURE');
      await person.go(linkOf(answer, '/link/'));
      await person.press('Open my answer');
      const [file] = await Promise.all([
        person.page.waitForEvent('download'),
        person.page.getByRole('link', { name: 'Download the file' }).click(),
      ]);
      expect(statSync(await file.path()).size).toBeGreaterThan(1000);

      expect([...person.findings, ...staff.findings]).toEqual([]);
      expect([...person.foreign, ...staff.foreign]).toEqual([]);
    },
    6 * MINUTES,
  );
});
