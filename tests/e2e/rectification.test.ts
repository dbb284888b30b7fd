import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Installation, prepareInstallation } from '../support/installation.js';
import { browserPath, type DemoSignIn, linkOf, openChromium, openJourney, signIn, untilShown, waitForMail } from '../support/journey.js';
import { IS_LONG_RUN } from '../support/long-run.js';

const MINUTES = 60_000;

/** Pictures of the pages go to this folder, for people to look at. */
const PICTURES = process.env.RIGHTSDESK_PICTURES;

/** Two minutes with an installation of its own: `npm run test:long`. Pages, wire and procedure have their tests in the ordinary run. */

(IS_LONG_RUN && browserPath() ? describe : describe.skip)(
  'a rectification, from the form over the issuer to the letter (needs Chromium)',
  () => {
    let installation: Installation;
    let browser: Browser;
    let base: string;
    let accounts: DemoSignIn[];

    beforeAll(async () => {
      installation = await prepareInstallation();
      await installation.start();
      base = `http://127.0.0.1:${installation.port}`;
      await installation.untilReady(3 * MINUTES);
      accounts = JSON.parse(readFileSync(join(installation.home, 'demo.json'), 'utf8'));
      browser = await openChromium();
    }, 6 * MINUTES);

    afterAll(async () => {
      await browser?.close();
      await installation?.remove();
    }, MINUTES);

    const account = (role: string, email: string): DemoSignIn => {
      const found = accounts.find((one) => one.role === role && one.email.includes(email));
      if (found === undefined) throw new Error(`the demo has no ${role} account`);
      return found;
    };
    const open = async (options: { width?: number; scripts?: boolean } = {}) => {
      const context = await browser.newContext({
        javaScriptEnabled: options.scripts ?? true,
        viewport: { width: options.width ?? 1440, height: 900 },
      });
      return openJourney(base, await context.newPage(), options.scripts ?? true);
    };
    async function picture({ page }: Awaited<ReturnType<typeof open>>, name: string): Promise<void> {
      if (PICTURES === undefined) return;
      await page.screenshot({ path: join(PICTURES, `${name}-1440.png`), fullPage: true });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.screenshot({ path: join(PICTURES, `${name}-390.png`), fullPage: true });
      await page.setViewportSize({ width: 1440, height: 900 });
    }

    it(
      'is corrected in the register, by the mailed link without scripts',
      async () => {
        const email = 'alma.whitcombe@post.example';
        const person = await open();
        await person.go('/request/what');
        await person.page.getByLabel('Something you hold about me is wrong').check();
        await person.press('Continue');
        await person.page.locator('#record-1').fill('Membership certificate');
        await person.page.locator('#field-1').fill('holder name');
        await person.page.locator('#proposed-1').fill('Alma Whitcombe-Lund');
        await person.page.locator('#reason-1').fill('I married in May.');
        await person.press('Continue');
        await person.press('Continue');
        await person.page.getByLabel('Full name').fill('Alma Whitcombe');
        await person.press('Continue');
        await person.page.getByLabel('E-mail address').fill(email);
        await person.press('Continue');
        await person.page.getByLabel('No, for myself').check();
        await person.press('Continue');
        await person.press('Send');
        const reference = ((await person.page.locator('.reference').first().textContent()) ?? '').trim();

        const staff = await open();
        await signIn(staff, account('staff', 'dana'));
        const home = `/desk/requests/${reference}`;
        await staff.go(`${home}/acts/identity`);
        await staff.page.getByLabel('L2', { exact: false }).first().check();
        await staff.page.getByLabel('How it was proven').fill('Called the number on file.');
        await staff.press('Record proof of identity');

        await person.page.goto(linkOf(await waitForMail(base, email, 'ACK'), '/status/'));
        await person.press('Send proof');
        await picture(person, 'proof');
        await person.page
          .locator('#files')
          .setInputFiles({ name: 'marriage.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 proof') });
        await person.press('Send the files');
        expect(await person.page.getByText('We have your files.').count()).toBe(1);

        const asked = await waitForMail(base, 'registry@harbour-institute.example', 'ISSUER_REQUEST', reference);
        const issuer = await open();
        await signIn(issuer, account('issuer', 'harbour'));
        await issuer.go('/issuer');
        expect(await issuer.page.innerText('main')).toContain('Alma Whitcombe-Lund');
        expect(await issuer.page.content()).not.toContain(email);
        await picture(issuer, 'issuer-list');
        await issuer.go(`/issuer/requests/${reference}`);
        await picture(issuer, 'issuer-case');
        const guild = await open();
        await signIn(guild, account('issuer', 'guild'));
        expect((await guild.page.goto(`${base}/issuer/requests/${reference}`))?.status()).toBe(404);

        const byLink = await open({ scripts: false });
        await byLink.go(linkOf(asked, '/issuer/link/'));
        expect(await byLink.page.content()).toContain('marriage.pdf');
        await byLink.page.getByLabel('Approve', { exact: false }).first().check();
        await byLink.press('Send the answer');
        expect(await byLink.page.getByText('Thank you').count()).toBeGreaterThan(0);

        await staff.go(home);
        const isWaiting = await untilShown(staff, 'It waits for a decision');
        await picture(staff, 'desk-waiting');
        expect(isWaiting).toBe(true);
        await staff.press('Show personal data');
        await picture(staff, 'desk-rectification');
        await staff.go(`${home}/acts/decision`);
        await staff.page.getByLabel('Granted', { exact: true }).check();
        await staff.page.getByLabel('Reasons').fill('The issuer confirmed it.');
        await staff.press('Decide');
        const answer = await waitForMail(base, email, 'RECTIFIED');
        expect(answer.text).toContain('Alma Whitcombe-Lund');
        expect(answer.text).toContain('holder name');
        const findings = [...person.findings, ...staff.findings, ...issuer.findings, ...guild.findings];
        expect(findings).toEqual([]);
        expect([...person.foreign, ...staff.foreign, ...issuer.foreign, ...byLink.foreign]).toEqual([]);
      },
      6 * MINUTES,
    );
  },
);
