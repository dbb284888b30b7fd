import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { browserPath, openChromium, openJourney } from '../../tests/support/journey.js';
import { IS_LONG_RUN } from '../../tests/support/long-run.js';
import { buildDetail } from '../../tests/support/page-fakes.js';
import {
  ASSESSMENT,
  fieldsToCorrect,
  ISSUER_LINK,
  openPageWorld,
  type PageWorld,
  PROOF_LINK,
  REFERENCE,
  rectificationOf,
} from '../../tests/support/page-world.js';

const STATUS = `/status/${REFERENCE}/key`;
const DESK = `/desk/requests/${REFERENCE}`;
const [FIRST = '', SECOND = ''] = fieldsToCorrect().map(({ id }) => id);
const PHONE = { width: 390, height: 844 };

/** Each page seen is looked at by axe where scripts run; without scripts the same walk has to come to the same end. */
(browserPath() === undefined ? describe.skip : describe)('walks through the pages (needs Chromium)', () => {
  let browser: Browser;
  let world: PageWorld | undefined;
  beforeAll(async () => {
    browser = await openChromium();
  }, 180_000);
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });
  afterAll(() => browser.close(), 60_000);

  async function walk(
    javaScriptEnabled: boolean,
    options: Parameters<typeof openPageWorld>[0],
    viewport = { width: 1440, height: 900 },
    locale = 'en-GB',
  ) {
    world = await openPageWorld(options);
    const { base } = world;
    const context = await browser.newContext({ javaScriptEnabled, viewport, locale });
    const journey = openJourney(base, await context.newPage(), javaScriptEnabled);
    // The way in is looked at elsewhere.
    const signIn = async () => {
      const { page } = journey;
      await page.goto(`${base}/sign-in`);
      await page.locator('main input[type=email]').fill('staff@example.com');
      await page.locator('main input[type=password]').fill('correct');
      await page.locator('main form button').first().click();
      await page.locator('input[autocomplete=one-time-code]').fill('123456');
      await page.locator('main form button').first().click();
      await page.waitForURL(/desk|issuer/);
    };
    const sideways = () => journey.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    const end = async () => {
      expect([journey.findings, journey.foreign]).toEqual([[], []]);
      await context.close();
    };
    return { ...journey, world, signIn, sideways, end };
  }

  // Without scripts in the long run; the tests of each page are a browser without scripts anyway.
  describe.each(IS_LONG_RUN ? [true, false] : [true])('with scripts: %s', (scripts) => {
    it('two facts are the second step of proving who asks', async () => {
      const { page, go, press, end } = await walk(scripts, {
        details: [buildDetail({ right: 'erasure', status: 'identity', identityLevel: 'L1' })],
      });
      await go(PROOF_LINK);
      await press('Yes, it is me');
      await press('Check my answers');
      expect(await page.locator('.summary a').count()).toBe(2);
      await page.locator('#phone').fill('9999');
      await page.locator('#topic').fill('Seal news');
      await press('Check my answers');
      expect(await page.locator('.wrong').count()).toBe(2);
      await page.locator('#phone').fill('0101');
      await page.locator('#topic').fill('Seal news');
      await press('Check my answers');
      expect(await page.getByText('Thank you, that was right').count()).toBe(1);
      await end();
    }, 180_000);

    it('the person confirms where their data go', async () => {
      const {
        page,
        go,
        press,
        world: seen,
        end,
      } = await walk(scripts, {
        details: [buildDetail({ right: 'portability', transfer: { status: 'asked', attempts: 0 } })],
        over: (deps) => ({ ...deps, desk: { ...deps.desk, transfers: { ...deps.desk.transfers, question: async () => QUESTION } } }),
      });
      await go(PROOF_LINK);
      await press('Yes, it is me');
      await press('Look and confirm');
      expect(await page.locator('main').textContent()).toContain('guild.example');
      await press('Send my data there');
      expect(seen.sent).toEqual([`transfer ${REFERENCE} confirm`]);
      await end();
    }, 180_000);

    it('staff decide a correction field by field, with old and new beside each other', async () => {
      const detail = buildDetail({ right: 'rectification', assessment: ASSESSMENT, rectification: rectificationOf() });
      const { page, go, press, signIn, world: seen, end } = await walk(scripts, { details: [detail] });
      await signIn();
      await go(`${DESK}/acts/decision`);
      expect(await page.locator('ins').count()).toBe(0);
      await press('Show personal data');
      expect(await page.locator('ins').first().textContent()).toContain('und Lagereianlagen');
      await page.locator(`#claim-${FIRST}`).selectOption('inaccurate');
      await page.locator(`#nature-${FIRST}`).selectOption('fact');
      await press('Ask the table with these facts');
      expect(await page.locator('.rule-line').first().textContent()).toContain('GDPR Art. 16, first sentence, 19');
      await page.locator(`#apply-${FIRST}`).check();
      await page.locator(`#apply-${SECOND}-no`).check();
      await page.locator('#reasons').fill('Checked with the issuer.');
      await press('Decide');
      expect(seen.acts.at(-1)?.act).toMatchObject({ type: 'decision', outcome: 'partly-granted' });
      await end();
    }, 180_000);

    it('an issuer approves by the link of its mail, on a phone, in its language', async () => {
      const { page, go, press, sideways, world: seen, end } = await walk(scripts, { issuerLanguage: 'de' }, PHONE, 'it-IT');
      await go(ISSUER_LINK);
      expect(await page.locator('h1').textContent()).toBe('Stimmt diese Berichtigung?');
      if (scripts) expect(await sideways()).toBe(0);
      await press('Antworten senden');
      expect(await page.locator('.summary a').count()).toBe(2);
      await page.locator(`#verdict-${FIRST}`).check();
      await page.locator(`#choice-refuse-${SECOND}`).check();
      await page.locator(`#reason-${SECOND}`).fill('Im Register steht es anders.');
      await press('Antworten senden');
      expect(await page.locator('h1').textContent()).toBe('Vielen Dank');
      expect(seen.log.answers.map(({ verdict }) => verdict)).toEqual(['approve', 'refuse']);
      await page.goto(`${seen.base}${ISSUER_LINK}?lang=fr`);
      expect(await page.locator('h1').textContent()).toBe('Ce lien ne fonctionne plus');
      await end();
    }, 180_000);

    it('an issuer answers many fields of its portal at once', async () => {
      const { page, go, press, signIn, sideways, world: seen, end } = await walk(scripts, { role: 'issuer' }, PHONE);
      await signIn();
      await go('/issuer');
      if (scripts) expect(await sideways()).toBe(0);
      await press('Answer the chosen fields');
      expect(await page.locator('.summary').textContent()).toContain('Choose at least one field');
      await page.locator('#choose-all').check();
      await page.locator('#verdict').check();
      await press('Answer the chosen fields');
      expect(seen.log.answers.map(({ verdict }) => verdict)).toEqual(['approve', 'approve']);
      expect(await page.locator('main').textContent()).toContain('Nothing waits for you');
      await end();
    }, 180_000);

    it('a parent asks for a child, one question a page', async () => {
      const { page, go, press, sideways, end } = await walk(scripts, {}, PHONE, 'fr-FR');
      await go('/request');
      await page.locator('#rights').check();
      const next = () => press('Continuer');
      await next();
      await next();
      await page.locator('#name').fill('Camille Dubois');
      await next();
      await page.locator('#email').fill('camille@example.org');
      await next();
      await page.locator('#behalf-yes').check();
      await next();
      await page.locator('#onBehalfOf').fill('Sacha Dubois');
      await next();
      await page.locator('#capacity-parent').check();
      await next();
      await next();
      expect(await page.locator('.summary a').getAttribute('href')).toBe('#childAge');
      await page.locator('#childAge').fill('9');
      await next();
      await next();
      expect(await page.locator('main').textContent()).toContain('Sacha Dubois');
      expect(await sideways()).toBe(0);
      await end();
    }, 180_000);

    it('nothing typed is lost without a connection: in the form, and at the desk', async () => {
      const { page, go, press, signIn, end } = await walk(scripts, {}, PHONE, 'de-DE');
      /** With scripts the page says so and stays; without, the browser says so, and Back keeps what was typed. */
      const sendInVain = async (field: string, typed: string) => {
        await page.locator(field).fill(typed);
        await page.context().setOffline(true);
        await page.locator('main form button.primary').first().click({ noWaitAfter: true });
        if (scripts) expect(await page.locator('.offline[role=alert]').textContent()).toMatch(/nicht verbunden|not connected/);
        else await expect(page.waitForURL(/chrome-error/)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
        await page.context().setOffline(false);
        if (!scripts) await page.goBack();
        expect(await page.locator(field).inputValue()).toBe(typed);
      };
      await go('/request');
      await page.locator('#rights').check();
      await press('Weiter');
      await sendInVain('#details', 'Briefe aus dem Jahr 2024');
      await press('Weiter');
      expect(new URL(page.url()).pathname).toBe('/request/name');
      if (!scripts) return end(); // the desk's forms go to their own address: there it is Reload that sends them again
      await signIn();
      await go(`${DESK}/acts/decision`);
      await sendInVain('#reasons', 'All that is held is in the file.');
      await end();
    }, 180_000);

    it('a person complains, and sends proof by the page of the request', async () => {
      const detail = buildDetail({ right: 'rectification', status: 'issuer', rectification: rectificationOf() });
      const { page, go, press, world: seen, end } = await walk(scripts, { details: [detail] }, PHONE);
      await go(`${STATUS}/complaint`);
      await press('Send the complaint');
      expect(await page.locator('.summary a').getAttribute('href')).toBe('#text');
      await page.locator('#text').fill('Nobody answered me.');
      await press('Send the complaint');
      expect(seen.acts.at(-1)?.act).toEqual({ type: 'complaint', text: 'Nobody answered me.' });
      await press('Send proof');
      await page.locator('#files').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.alloc(6 * 1_048_576, 'x') });
      await press('Send the files');
      expect(await page.locator('.summary').textContent()).toContain('“a.txt”: A file is larger than 5 MB');
      await page.getByLabel('Which correction is it about?').selectOption({ index: 2 });
      await page.locator('#files').setInputFiles({ name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
      await press('Send the files');
      expect(await page.locator('.summary').textContent()).toContain('“b.txt”: Only PDF, PNG and JPEG');
      expect(await page.locator('#correction').inputValue()).toBe(rectificationOf().items[1]?.id);
      await page
        .locator('#files')
        .setInputFiles({ name: 'urkunde.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n') });
      await press('Send the files');
      expect(seen.log.files).toEqual(['urkunde.pdf']);
      expect(await page.locator('main').textContent()).toContain('We have your files.');
      await end();
    }, 180_000);
  });
});

const QUESTION = {
  organisation: 'Crafts Guild',
  host: 'guild.example',
  confirmBy: '2026-12-07T10:00:00Z',
  included: [{ what: 'shop / shop_account', rowCount: 1, fields: ['email', 'full_name'] }],
  outOfScope: [{ what: 'shop / shop_visit', why: 'another basis' }],
};
