import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { relyingPartyOf } from '../../adapters/accounts/passkeys.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { browserPath, openChromium } from '../../tests/support/journey.js';
import { codeOf, openAccounts, PASSWORD } from '../../tests/support/sign-in.js';

const EMAIL = 'passkey@example.com';

describe('the place of passkeys', () => {
  it.each([
    ['https://desk.example', { id: 'desk.example', origin: 'https://desk.example' }],
    ['http://127.0.0.1:3000', { id: 'localhost', origin: 'http://localhost:3000' }],
  ])('of %s', (publicUrl, place) => expect(relyingPartyOf(publicUrl)).toEqual(place));
});

/** A real browser with an authenticator of its own (Chrome DevTools Protocol, WebAuthn domain). */
(browserPath() === undefined ? describe.skip : describe)('signing in with a passkey (needs Chromium)', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  let server: Server;
  let browser: Browser;
  let base: string;
  beforeAll(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // of a listener on a port
    base = `http://localhost:${port}`;
    door = await openTestDoor(0, { publicUrl: `http://127.0.0.1:${port}` });
    server.on('request', door.app);
    people = openAccounts(door);
    await people.make(EMAIL);
    browser = await openChromium();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
    await door.close();
  }, 60_000);

  async function openPage({ isVerified = true }: { isVerified?: boolean } = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable', { enableUI: false });
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: isVerified,
        automaticPresenceSimulation: true,
      },
    });
    return { context, page };
  }

  async function byHand(page: Page): Promise<void> {
    await page.goto(`${base}/sign-in`);
    await page.locator('main input[type=email]').fill(EMAIL);
    await page.locator('main input[type=password]').fill(PASSWORD);
    await page.locator('main form button').click();
    await page.locator('input[autocomplete=one-time-code]').fill(codeOf());
    await page.locator('main form button').click();
    await page.waitForURL(/\/desk/);
  }

  async function makeKey(page: Page, name: string): Promise<void> {
    await page.goto(`${base}/account/passkeys`);
    await page.locator('#name').fill(name);
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.waitForURL(`${base}/account`);
  }

  const signOut = async (page: Page) => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${base}/`);
  };

  it('is made and named on the page of the account, and then lets in without password and code', async () => {
    const { context, page } = await openPage();
    await byHand(page);
    await makeKey(page, 'Office laptop');
    expect(await page.locator('main').textContent()).toContain('“Office laptop” signs you in');
    expect((await people.notices(EMAIL)).at(-1)).toMatchObject({ code: 'PASSKEY_ADDED', what: 'Office laptop' });
    await signOut(page);
    await page.goto(`${base}/sign-in/passkey`);
    await page.getByRole('button', { name: 'Use my passkey' }).click();
    await page.waitForURL(/\/desk/);
    await page.goto(`${base}/account/recovery`); // a passkey is a fresh sign-in
    expect(await page.locator('h1').textContent()).toBe('Make recovery codes');
    await page.goto(`${base}/account`);
    await page.getByRole('button', { name: /Remove.*Office laptop/ }).click();
    await page.waitForLoadState();
    await signOut(page);
    await page.goto(`${base}/sign-in/passkey`);
    await page.getByRole('button', { name: 'Use my passkey' }).click();
    await page.locator('[data-passkey-says]:not(:empty)').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in/passkey'); // the device has it still, we do not
    await context.close();
  }, 120_000);

  it('is offered in the field of the address by the browser itself', async () => {
    const { context, page } = await openPage();
    await byHand(page);
    await makeKey(page, 'Field');
    await signOut(page);
    await page.goto(`${base}/sign-in`);
    expect(await page.locator('main form').count()).toBe(1);
    expect(await page.locator('main input[type=email]').getAttribute('autocomplete')).toBe('username webauthn');
    await page.waitForURL(/\/desk/, { timeout: 30_000 }); // the authenticator of the test chooses at once
    await context.close();
  }, 120_000);

  it('is worth nothing without the person verified on the device', async () => {
    const { context, page } = await openPage({ isVerified: false });
    const keys = async () => (await door.foundation.pool.query('SELECT 1 FROM passkey')).rowCount;
    const before = await keys();
    await byHand(page);
    await page.goto(`${base}/account/passkeys`);
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.locator('[data-passkey-says]:not(:empty)').waitFor();
    expect(await keys()).toBe(before);
    await context.close();
  }, 120_000);

  it('takes no answer twice, and none to a challenge of somebody else', async () => {
    const { context, page } = await openPage();
    await byHand(page);
    await makeKey(page, 'Replay');
    await signOut(page);
    await page.goto(`${base}/sign-in/passkey`);
    const calls: string[] = [];
    page.on(
      'request',
      (call) => void (call.url().endsWith('/sign-in/passkey') && call.method() === 'POST' && calls.push(call.postData() ?? '')),
    );
    await page.getByRole('button', { name: 'Use my passkey' }).click();
    await page.waitForURL(/\/desk/);
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(`${base}/sign-in/passkey`);
    const again = await stranger.evaluate(async (body) => {
      const token = document.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
      const post = (path: string, text: string) =>
        fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': token }, body: text });
      await post('/sign-in/passkey/options', '{}');
      return [(await post('/sign-in/passkey', body)).status, (await post('/sign-in/passkey', body)).status];
    }, calls[0] ?? '');
    expect(calls).toHaveLength(1);
    expect(again).toEqual([422, 422]);
    await context.close();
  }, 120_000);
});
