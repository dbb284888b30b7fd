import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browserPath, openChromium, openJourney } from '../../../tests/support/journey.js';
import { ISSUER_EMAIL, MEMBER_EMAIL, openSealPages, SEAL_PASSWORD, type SealPages } from '../../../tests/support/seal-pages.js';

let world: SealPages;
beforeAll(async () => {
  world = await openSealPages();
}, 120_000);
afterAll(() => world.close());

const asIssuer = () => world.signIn(ISSUER_EMAIL);
describe('the seals of an issuer', () => {
  it('are listed, issued, revoked by typing the domain, and no other issuer’s', async () => {
    const { get, send } = await asIssuer();
    const list = await get('/issuer/seals?lang=de');
    expect(list.text).toContain('nörth-pier.example');
    expect(list.text).toContain('Ein Siegel ausstellen');
    expect(list.text).not.toContain('far.example');
    expect((await send('/issuer/seals', { member: '', kind: 'x' })).text).toContain('Wählen Sie das Mitglied');
    const issued = await send('/issuer/seals', { member: world.memberId, kind: 'privacy' });
    const at = issued.headers.location ?? '';
    expect(at).toMatch(/^\/issuer\/seals\/[0-9a-f-]{36}$/);
    expect((await get(at)).text).toContain('ist ausgestellt');
    const wrong = await send(at, { act: 'revoke', reason: 'ended', confirm: 'kiln-yard.example' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Geben Sie nörth-pier.example ein')]);
    expect((await send(at, { act: 'revoke', reason: 'ended', confirm: 'nörth-pier.example' })).status).toBe(303);
    expect((await get(`${at}?lang=fr`)).text).toMatch(/Révoqué[\s\S]*“ended”/);
    for (const id of [world.seals.foreign, randomUUID()]) expect((await get(`/issuer/seals/${id}`)).status).toBe(404);
  });
});

(browserPath() === undefined ? describe.skip : describe)('looked at by axe (needs Chromium)', () => {
  it('finds nothing on any of them, on a phone and on a desk', async () => {
    const browser = await openChromium();
    for (const [email, width, locale, paths] of [
      [MEMBER_EMAIL, 390, 'de-DE', ['/member', `/member/seals/${world.seals.own}`, '/member/organisation']],
      [ISSUER_EMAIL, 1440, 'fr-FR', ['/issuer/seals', `/issuer/seals/${world.seals.own}`]],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale });
      const { page, go, findings, foreign } = openJourney(world.base, await context.newPage());
      await page.goto(`${world.base}/sign-in`);
      await page.locator('main input[type=email]').fill(email);
      await page.locator('main input[type=password]').fill(SEAL_PASSWORD);
      await page.locator('main form button').first().click();
      await page.waitForURL(/member|issuer/);
      for (const path of paths) {
        await go(path);
        expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
      expect([findings, foreign]).toEqual([[], []]);
      await context.close();
    }
    await browser.close();
    expect(world.door.faults).toEqual([]);
  }, 120_000);
});
