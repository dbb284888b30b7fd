import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { BY_COMMAND } from '../../adapters/accounts/account-evidence.js';
import { disableAccount, listAccounts } from '../../adapters/accounts/account-list.js';
import { createAccountSetup } from '../../adapters/accounts/account-setup.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { openBrowser } from '../../tests/support/page-browser.js';

const EMAIL = 'dana@example.com';
const PASSWORD = 'four words are enough';

describe('an account set up by its owner', () => {
  let door: TestDoor;
  let setup: ReturnType<typeof createAccountSetup>;
  beforeAll(async () => {
    door = await openTestDoor(0);
    setup = createAccountSetup(door.foundation);
  }, 120_000);
  afterAll(() => door.close());

  const codeOn = (page: string) =>
    new TOTP({ secret: Secret.fromBase32(/class="reference">([^<]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '') }).generate();
  const stateOf = async () => (await listAccounts(door.foundation.pool)).find(({ email }) => email === EMAIL)?.state;

  async function signIn(password: string, code: string): Promise<string | undefined> {
    const browser = openBrowser(door.app);
    await browser.send('/sign-in', { email: EMAIL, password });
    const answer = await browser.send('/sign-in/code', { code });
    return answer.status === 303 && answer.headers.location === '/desk' ? (await browser.get('/desk')).text : undefined;
  }

  async function invite(): Promise<string> {
    const link =
      (await setup.invite({ email: ' Dana@Example.com ', name: 'Dana Holt', role: 'staff' }, BY_COMMAND)) ??
      (await setup.reset(EMAIL, { by: BY_COMMAND, event: 'account-reset' }));
    return `/account/${link?.token}`;
  }

  it('goes from the link to the desk, and the link works once', async () => {
    const path = await invite();
    expect(await stateOf()).toBe('invited');
    const browser = openBrowser(door.app);
    const page = (await browser.get(path)).text;
    expect(page).toContain(EMAIL);
    const short = await browser.send(path, { password: 'short', code: codeOn(page) });
    expect(short.status).toBe(422);
    expect(short.text).toContain('at least twelve characters');
    const wrong = await browser.send(path, { password: PASSWORD, code: '000000' });
    expect(wrong.status).toBe(422);
    expect(await signIn(PASSWORD, codeOn(page))).toBeUndefined(); // nothing was set by these
    const done = await browser.send(path, { password: PASSWORD, code: codeOn(page) });
    expect([done.status, done.headers.location]).toEqual([303, '/sign-in']);
    expect(await signIn(PASSWORD, codeOn(page))).toBeDefined();
    expect((await browser.get(path)).status).toBe(410);
    expect(await stateOf()).toBe('active');
  });

  it('is not made twice, so that an existing one keeps its role', async () => {
    expect(await setup.invite({ email: EMAIL, name: 'Other', role: 'operator' }, BY_COMMAND)).toBeUndefined();
  });

  it('ends its sign-ins, password and code with a reset', async () => {
    const before = (await openBrowser(door.app).get(await invite())).text;
    expect(await signIn(PASSWORD, codeOn(before))).toBeUndefined();
    expect(await stateOf()).toBe('invited');
  });

  it('lets nobody in once disabled, neither by its link nor by a session that was open', async () => {
    const path = await invite();
    const page = (await openBrowser(door.app).get(path)).text;
    await openBrowser(door.app).send(path, { password: PASSWORD, code: codeOn(page) });
    const browser = openBrowser(door.app);
    await browser.send('/sign-in', { email: EMAIL, password: PASSWORD });
    await browser.send('/sign-in/code', { code: codeOn(page) });
    expect((await browser.get('/desk')).status).toBe(200);
    expect(await disableAccount(door.foundation.pool, EMAIL)).toBe(true);
    expect((await browser.get('/desk')).status).toBe(303);
    expect(await signIn(PASSWORD, codeOn(page))).toBeUndefined();
    expect(await disableAccount(door.foundation.pool, 'nobody@example.com')).toBe(false);
  });

  it('forgets a link after three days', async () => {
    const late = createAccountSetup({ ...door.foundation, now: () => new Date(Date.now() - 73 * 3_600_000) });
    const link = await late.reset(EMAIL, { by: BY_COMMAND, event: 'account-reset' });
    expect(await setup.peek(link?.token ?? '')).toBeUndefined();
    expect((await openBrowser(door.app).get(`/account/${link?.token}`)).status).toBe(410);
  });
});
