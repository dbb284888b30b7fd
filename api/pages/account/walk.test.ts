import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { browserPath, openChromium, openJourney } from '../../../tests/support/journey.js';
import { IS_LONG_RUN } from '../../../tests/support/long-run.js';
import { openPageWorld, type PageWorld } from '../../../tests/support/page-world.js';

const PARTS = [
  '',
  '/address',
  '/address/good-token-for-tests',
  '/history',
  '/requests',
  '/password',
  '/app',
  '/recovery',
  '/passkeys',
  '/people',
];
const BEFORE = [
  '/sign-in',
  '/sign-in/forgotten',
  '/sign-in/passkey',
  '/sign-in/new-password/good-token-for-tests',
  '/account/good-token-for-tests',
  '/sign-in/keep-address/good-token-for-tests',
];

/** Every page of an account with axe, on a phone, in the language with the longest words; and by keyboard alone. */
(browserPath() === undefined ? describe.skip : describe)('a walk through the pages of an account (needs Chromium)', () => {
  let browser: Browser;
  let world: PageWorld;
  beforeAll(async () => {
    browser = await openChromium();
    world = await openPageWorld({ role: 'issuer' });
  }, 180_000);
  afterAll(async () => {
    await world.close();
    await browser.close();
  }, 60_000);

  it.each(IS_LONG_RUN ? [true, false] : [true])(
    'with scripts: %s',
    async (javaScriptEnabled) => {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 }, locale: 'de-DE' });
      const { page, go, press, findings, foreign } = openJourney(world.base, await context.newPage(), javaScriptEnabled);
      const wide: string[] = [];
      const visit = async (path: string) => {
        await go(path);
        if (!javaScriptEnabled) return;
        const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        if (sideways !== 0) wide.push(`${path}: ${String(sideways)}`);
      };
      for (const path of BEFORE) await visit(path);
      await go('/sign-in');
      await page.locator('main input[type=email]').fill('staff@example.com');
      await page.keyboard.press('Tab');
      await page.keyboard.type('correct');
      await page.keyboard.press('Enter');
      await page.waitForURL(/code/);
      await visit('/sign-in/recovery');
      await visit('/sign-in/code');
      await page.locator('input[autocomplete=one-time-code]').fill('123456');
      await page.keyboard.press('Enter');
      await page.waitForURL(/issuer/);
      for (const part of PARTS) await visit(`/account${part}`);
      await go('/account/recovery');
      await press('Zehn neue Codes machen');
      expect(await page.locator('.codes li').count()).toBe(10);
      await go('/account/password');
      await press('Passwort ändern');
      expect(await page.locator('.summary a').count()).toBe(1);
      expect([findings, foreign, wide]).toEqual([[], [], []]);
      await context.close();
    },
    240_000,
  );
});
