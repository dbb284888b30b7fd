import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BY_COMMAND } from '../../adapters/accounts/account-evidence.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { CLIENT, startIdentityProvider, visitProvider } from '../../tests/support/identity-provider.js';
import { openBrowser } from '../../tests/support/page-browser.js';
import { openAccounts } from '../../tests/support/sign-in.js';

const EMAIL = 'dana@example.com'; // the provider says the same of everybody, verified: it must connect nobody
const PUBLIC_URL = 'http://127.0.0.1:3000';

describe('single sign-on with a provider on this machine', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
  type Surfer = ReturnType<typeof openBrowser>;
  beforeAll(async () => {
    provider = await startIdentityProvider(`${PUBLIC_URL}/sign-in/sso/callback`);
    door = await openTestDoor(0, { provider: { issuer: provider.issuer, name: 'Harbour ID', ...CLIENT } });
    people = openAccounts(door);
    await people.make(EMAIL);
  }, 120_000);
  afterAll(async () => {
    await provider.close();
    await door.close();
  });

  const pathOf = (url: string) => url.slice(PUBLIC_URL.length);
  /** Sent out from a page of ours and back with the provider's answer, which `change` may falsify on its way. */
  async function goThrough(browser: Surfer, name: string, start = '/sign-in/sso', change = (url: string) => url) {
    const { headers } = await browser.get(start);
    return browser.get(pathOf(change(await visitProvider(String(headers.location), name))));
  }

  it('offers itself by a link, so that the form of the sign-in stays the only one', async () => {
    const main = /<main[\s\S]*<\/main>/.exec((await openBrowser(door.app).get('/sign-in')).text)?.[0] ?? '';
    expect(main).toContain('<a href="/sign-in/sso">Go through Harbour ID</a>');
    expect(main.match(/<form/g)).toHaveLength(1);
  });

  it('sends out with PKCE, state and nonce, and asks for no more than who it is', async () => {
    const { headers } = await openBrowser(door.app).get('/sign-in/sso');
    const asked = new URL(String(headers.location)).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('scope')).toBe('openid');
    for (const name of ['code_challenge', 'state', 'nonce']) expect((asked.get(name) ?? '').length).toBeGreaterThan(40);
  });

  it('lets nobody in by an e-mail address, verified or not', async () => {
    const { status, text } = await goThrough(openBrowser(door.app), 'stranger');
    expect(status).toBe(403);
    expect(text).toContain('No account is connected');
  });

  it('is connected while signed in, and lets in from then on', async () => {
    const mine = await people.signIn(EMAIL);
    expect((await goThrough(mine, 'dana', '/account/sso')).headers.location).toBe('/account');
    expect((await mine.get('/account')).text).toContain('You can sign in through Harbour ID');
    expect((await people.notices(EMAIL)).at(-1)).toMatchObject({ code: 'PROVIDER_LINKED', what: 'Harbour ID' });
    const browser = openBrowser(door.app);
    expect((await goThrough(browser, 'dana')).headers.location).toBe('/desk');
    expect((await browser.get('/desk')).status).toBe(200);
    const { rows } = await door.foundation.pool.query<{ text: string }>('SELECT l::text AS text FROM linked_identity l');
    expect(rows.map(({ text }) => text).join()).not.toContain('dana');
  });

  it('connects one identity with one account only', async () => {
    await people.make('second@example.com');
    const second = await people.signIn('second@example.com');
    await goThrough(second, 'dana', '/account/sso');
    expect((await second.get('/account')).text).toContain('connected with an account already');
    expect((await goThrough(openBrowser(door.app), 'dana')).headers.location).toBe('/desk');
  });

  it('takes an invitation up without a password, and uses its link up', async () => {
    const link = await door.people.accountSetup.invite({ email: 'invited@example.com', name: 'In Vited', role: 'auditor' }, BY_COMMAND);
    const path = `/account/${link?.token}`;
    const browser = openBrowser(door.app);
    expect((await browser.get(path)).text).toContain(`${path}/sso`);
    expect((await goThrough(browser, 'invited', `${path}/sso`)).headers.location).toBe('/desk');
    expect((await openBrowser(door.app).get(path)).status).toBe(410);
    expect((await goThrough(openBrowser(door.app), 'invited')).headers.location).toBe('/desk');
    const again = await goThrough(openBrowser(door.app), 'invited-too', `${path}/sso`);
    expect(again.status).toBe(403);
  });

  describe('refuses', () => {
    const refused = async (answer: Promise<{ status: number; text: string }>) => {
      const { status, text } = await answer;
      expect(status).toBe(403);
      expect(text).toContain('That did not work');
    };
    const withParameter = (name: string, value: string) => (url: string) => {
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      return changed.href;
    };

    it('another state', () => refused(goThrough(openBrowser(door.app), 'dana', '/sign-in/sso', withParameter('state', 'x'.repeat(43)))));
    it('another issuer', () =>
      refused(goThrough(openBrowser(door.app), 'dana', '/sign-in/sso', withParameter('iss', 'https://elsewhere.example'))));
    it('a code of nobody', () => refused(goThrough(openBrowser(door.app), 'dana', '/sign-in/sso', withParameter('code', 'x'.repeat(43)))));
    it('an answer nobody waits for', () => refused(openBrowser(door.app).get('/sign-in/sso/callback?code=x&state=y')));

    it('the answer to another browser', async () => {
      const [mine, other] = [openBrowser(door.app), openBrowser(door.app)];
      const { headers } = await mine.get('/sign-in/sso');
      await other.get('/sign-in/sso');
      const back = pathOf(await visitProvider(String(headers.location), 'dana'));
      await refused(other.get(back));
    });

    it('an answer that was used before', async () => {
      const browser = openBrowser(door.app);
      const { headers } = await browser.get('/sign-in/sso');
      const back = pathOf(await visitProvider(String(headers.location), 'dana'));
      expect((await browser.get(back)).headers.location).toBe('/desk');
      await refused(openBrowser(door.app).get(back));
      await refused(browser.get(back));
    });

    it.each(['nonce', 'code_challenge', 'client_id'])('an answer to another %s than we asked with', async (name) => {
      const browser = openBrowser(door.app);
      const { headers } = await browser.get('/sign-in/sso');
      const other = name === 'client_id' ? 'another-service' : 'A'.repeat(43);
      await refused(browser.get(pathOf(await visitProvider(withParameter(name, other)(String(headers.location)), 'dana'))));
    });

    it('who was disabled', async () => {
      await door.foundation.pool.query(`UPDATE account SET disabled_at = now() WHERE email = 'invited@example.com'`);
      expect((await goThrough(openBrowser(door.app), 'invited')).status).toBe(403);
    });
  });
});
