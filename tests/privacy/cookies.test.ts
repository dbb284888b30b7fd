import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { COOKIES, cookieNamed, TAB_STORAGE } from '../../api/cookies.js';
import { browserPath, openChromium } from '../support/journey.js';
import { ISSUER_EMAIL, MEMBER_EMAIL, openSealPages, SEAL_PASSWORD, type SealPages, STAFF_EMAIL } from '../support/seal-pages.js';

/** The main pages of every role. `:seal` is a seal that the role may see. */
const WALKS: readonly (readonly [role: string, email: string | undefined, paths: readonly string[]])[] = [
  [
    'anyone',
    undefined,
    ['/', '/request', '/check', '/deadline', '/cookies', '/newsletter', '/verify', '/verify/:seal', '/sign-in', '/nothing', '/?lang=de'],
  ],
  [
    'member',
    MEMBER_EMAIL,
    ['/member', '/member/seals/:seal', '/member/organisation', '/communications', '/account', '/seals/:seal/snippets'],
  ],
  ['issuer', ISSUER_EMAIL, ['/issuer', '/issuer/seals', '/issuer/seals/:seal', '/account']],
  [
    'staff',
    STAFF_EMAIL,
    [
      '/desk',
      '/desk/new',
      '/desk/sla',
      '/desk/incoming',
      '/desk/newsletters',
      '/desk/newsletters/new',
      '/desk/lists',
      '/desk/records',
      '/desk/records/sources',
      '/desk/disclosures',
      '/desk/retention',
      '/desk/system',
      '/docs',
    ],
  ],
];

(browserPath() === undefined ? describe.skip : describe)('cookies (needs Chromium; promise 14 of the policy)', () => {
  let world: SealPages;
  let browser: Browser;
  const met = new Set<string>();
  beforeAll(async () => {
    world = await openSealPages();
    browser = await openChromium();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  }, 60_000);

  const registered = () => COOKIES.map(({ name }) => cookieNamed(name, false));
  const isRegisteredKey = (key: string) => TAB_STORAGE.some(({ name }) => key === name || (name.endsWith(':') && key.startsWith(name)));

  async function signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${world.base}/sign-in`);
    await page.locator('main input[type=email]').fill(email);
    await page.locator('main input[type=password]').fill(SEAL_PASSWORD);
    const box = page.locator('main input[name=remember]');
    if ((await box.count()) > 0) {
      expect(await box.isChecked()).toBe(false);
      await box.check();
    }
    await Promise.all([page.waitForEvent('load'), page.locator('main form button').first().click()]);
  }

  /** What the browser holds, and what of it nobody wrote into the register. */
  async function strangersIn(context: BrowserContext, page: Page): Promise<string[]> {
    const cookies = await context.cookies();
    for (const { name } of cookies) met.add(name);
    const stored = await page.evaluate<string[]>(
      '[...Object.keys(sessionStorage), ...Object.keys(localStorage).map((key) => "local " + key)]',
    );
    const databases = await page.evaluate<string[]>('indexedDB.databases().then((all) => all.map(({ name }) => "database " + name))');
    return [
      ...cookies.filter(({ name, httpOnly }) => !registered().includes(name) || !httpOnly).map(({ name }) => name),
      ...stored.filter((key) => !isRegisteredKey(key)),
      ...databases,
    ];
  }

  it.each(WALKS)(
    '%s: every cookie is in the register, and no page asks another origin for anything',
    async (_role, email, paths) => {
      const context = await browser.newContext({ locale: 'en-GB' });
      const page = await context.newPage();
      const foreign: string[] = [];
      context.on('request', (request) => {
        if (!request.url().startsWith(world.base) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
      });
      if (email !== undefined) await signIn(page, email);
      const strangers: string[] = [];
      for (const path of paths) {
        await page.goto(world.base + path.replace(':seal', world.seals.own));
        strangers.push(...(await strangersIn(context, page)).map((name) => `${path}: ${name}`));
      }
      expect([strangers, foreign]).toEqual([[], []]);
      await context.close();
    },
    120_000,
  );

  it('the register names all that were met, says which stay, and is read in three languages', async () => {
    expect([...met].sort()).toEqual(registered().sort());
    const context = await browser.newContext();
    const page = await context.newPage();
    for (const [lang, words] of [
      ['en', ['session cookie', 'persistent cookie']],
      ['de', ['Sitzungscookie', 'dauerhaftes Cookie']],
      ['fr', ['cookie de session', 'cookie persistant']],
    ] as const) {
      await page.goto(`${world.base}/cookies?lang=${lang}`);
      const text = (await page.locator('main').textContent()) ?? '';
      for (const word of [...registered(), ...words]) expect(text).toContain(word);
    }
    await context.close();
  });

  it('a visitor who only looks gets none', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    for (const path of ['/', '/deadline', '/cookies', '/newsletter', `/verify/${world.seals.own}`]) await page.goto(world.base + path);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});
