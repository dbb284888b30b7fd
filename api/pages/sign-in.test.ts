import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSignInDelay } from '../../adapters/accounts/sign-in-delay.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { openBrowser } from '../../tests/support/page-browser.js';
import { codeOf, openAccounts, PASSWORD } from '../../tests/support/sign-in.js';

const OTHER = 'Leuchtturm Gabel Wolke';

describe('signing in', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  beforeAll(async () => {
    door = await openTestDoor(1);
    people = openAccounts(door);
  }, 120_000);
  afterAll(() => door.close());

  it('keeps the shape that others drive: one form with address, password and one button; then the code', async () => {
    await people.make('shape@example.com');
    const browser = openBrowser(door.app);
    const main = /<main[\s\S]*<\/main>/.exec((await browser.get('/sign-in')).text)?.[0] ?? '';
    expect(main.match(/<form/g)).toHaveLength(1);
    expect(main.match(/type="email"/g)).toHaveLength(1);
    expect(main.match(/type="password"/g)).toHaveLength(1);
    expect(main.match(/<button/g)).toHaveLength(1);
    expect(main).not.toMatch(/name="remember"[^>]* checked/);
    await browser.send('/sign-in', { email: 'shape@example.com', password: PASSWORD });
    expect((await browser.get('/sign-in/code')).text.match(/autocomplete="one-time-code"/g)).toHaveLength(1);
  });

  describe('a browser that is to be remembered', () => {
    const email = 'remember@example.com';
    const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
      [answer.headers['set-cookie']]
        .flat()
        .map(String)
        .find((one) => one.startsWith('remember='))
        ?.split(';')[0]
        ?.slice('remember='.length) ?? '';
    const visit = (cookie: string, path = '/account') => openBrowser(door.app).get(path).set('cookie', `remember=${cookie}`);

    async function remembered(): Promise<string> {
      const browser = openBrowser(door.app);
      await browser.send('/sign-in', { email, password: PASSWORD, remember: 'yes' });
      return cookieOf(await browser.send('/sign-in/code', { code: codeOf() }));
    }

    it('gets its cookie only with the box ticked and the sign-in complete', async () => {
      await people.make(email);
      const browser = openBrowser(door.app);
      expect(cookieOf(await browser.send('/sign-in', { email, password: PASSWORD, remember: 'yes' }))).toBe('');
      expect(await remembered()).toMatch(/^[\w-]{32}\.[\w-]{32}$/);
      const plain = await people.signIn(email);
      expect(cookieOf(await plain.get('/account'))).toBe('');
    });

    it('is let in without the session of before, with another token each time', async () => {
      const first = await remembered();
      const answer = await visit(first);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('Remembered');
      const second = cookieOf(answer);
      expect(second.split('.')[0]).toBe(first.split('.')[0]);
      expect(second).not.toBe(first);
      expect((await visit(second)).status).toBe(200);
    });

    it('is a copy when it shows a token of before: every sign-in ends, and the owner is told', async () => {
      const byHand = await people.signIn(email);
      const first = await remembered();
      const second = cookieOf(await visit(first));
      const third = cookieOf(await visit(second));
      expect((await byHand.get('/account')).status).toBe(200);
      expect((await visit(first)).status).toBe(303); // used before
      expect((await visit(third)).status).toBe(303); // the series has ended
      expect((await byHand.get('/account')).status).toBe(303);
      expect((await people.notices(email)).at(-1)?.code).toBe('REMEMBERED_REPLAYED');
    });

    it('may open several tabs at once', async () => {
      const first = await remembered();
      const answers = await Promise.all([visit(first), visit(first), visit(first)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect((await people.notices(email)).filter(({ code }) => code === 'REMEMBERED_REPLAYED')).toHaveLength(1); // the one above
    });

    it('discloses nothing without a sign-in by hand: personal data, a release, the ways to sign in', async () => {
      const reference = door.references[0] ?? '';
      const agent = openBrowser(door.app);
      const page = await agent.get(`/desk/requests/${reference}`).set('cookie', `remember=${await remembered()}`);
      expect(page.status).toBe(200);
      for (const path of ['/account/recovery', '/account/app', `/desk/requests/${reference}/acts/release`])
        expect((await agent.get(path)).headers.location).toBe('/sign-in');
      const shown = await agent.send(`/desk/requests/${reference}`, {}, `/desk/requests/${reference}/show`);
      expect(shown.headers.location).toBe('/sign-in');
      const asked = await agent.get('/sign-in');
      expect(asked.text).toContain('needs a fresh sign-in');
      const again = await people.signIn(email, { browser: agent });
      expect(again.home).toBe(`/desk/requests/${reference}`);
      expect((await agent.get('/account/recovery')).status).toBe(200);
    });

    it('is forgotten by signing out', async () => {
      const cookie = await remembered();
      const agent = openBrowser(door.app);
      const next = cookieOf(await agent.get('/account').set('cookie', `remember=${cookie}`));
      const page = (await agent.get('/account')).text;
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
      await agent.agent.post('/sign-out').type('form').send({ _csrf }).set('cookie', `remember=${next}`);
      expect((await visit(next)).status).toBe(303);
    });
  });

  describe('lock-out', () => {
    const email = 'locked@example.com';
    const from = (address: string, password: string, who = email) => door.people.accounts.checkPassword(who, password, address);

    /** Failures without the cost of their hashes, so many that the wait is a quarter of an hour: the test need not be quicker than it. */
    const failOften = async (address: string, counted: 'account' | 'network', times: number) => {
      const delay = createSignInDelay(door.foundation.pool);
      for (let n = 0; n < times; n += 1) await delay.failed(counted === 'account' ? email : `person-${n}@example.com`, address, [counted]);
    };

    it('delays one address, never the owner elsewhere', async () => {
      await people.make(email);
      expect(await from('203.0.113.9', 'wrong')).toBeUndefined();
      await failOften('203.0.113.9', 'account', 15);
      expect(await from('203.0.113.9', PASSWORD)).toBeUndefined();
      expect(await from('198.51.100.7', PASSWORD)).toBeDefined();
    });

    it('counts the 64 bits of an IPv6 network as one', async () => {
      await failOften('2001:db8:1:2::7', 'account', 15);
      expect(await from('2001:db8:1:2:ffff::1', PASSWORD)).toBeUndefined();
      expect(await from('2001:db8:1:3::1', PASSWORD)).toBeDefined();
    });

    it('slows one password tried on many accounts', async () => {
      const counted = async () =>
        (await door.foundation.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM sign_in_failure WHERE count = 3')).rows[0]?.n ?? 0;
      const before = await counted();
      for (let n = 0; n < 3; n += 1) await from('192.0.2.45', 'Autumn2026!', `person-${n}@example.com`);
      expect(await counted()).toBe(before + 1); // each account once, their network three times
      await failOften('192.0.2.44', 'network', 115);
      expect(await from('192.0.2.44', PASSWORD)).toBeUndefined();
      expect(await from('192.0.2.45', PASSWORD)).toBeDefined();
    });

    it('takes as long for an address that has no account', async () => {
      const timed = async (who: string, n: number) => {
        const startedAt = performance.now();
        await from(`10.1.${n}.1`, 'wrong', who);
        return performance.now() - startedAt;
      };
      const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
      const known: number[] = [];
      const unknown: number[] = [];
      for (let n = 0; n < 15; n += 1) {
        known.push(await timed(email, n));
        unknown.push(await timed('nobody@example.com', n + 100));
      }
      expect(median(unknown) / median(known)).toBeGreaterThan(0.6);
      expect(median(unknown) / median(known)).toBeLessThan(1.6);
    }, 60_000);

    it('answers an unknown account in the same words', async () => {
      const wrong = await openBrowser(door.app).send('/sign-in', { email: 'nobody@example.com', password: 'x' });
      const known = await openBrowser(door.app).send('/sign-in', { email: 'shape@example.com', password: 'x' });
      const bare = (text: string) => text.replace(/value="[^"]*"/g, '');
      expect([wrong.status, bare(wrong.text)]).toEqual([known.status, bare(known.text)]);
    });
  });

  describe('a forgotten password', () => {
    const email = 'forgotten@example.com';
    const ask = (who: string) => openBrowser(door.app).send('/sign-in/forgotten', { email: who });
    const linkOf = async () => new URL((await people.notices(email)).at(-1)?.url ?? '').pathname;

    it('is answered the same for an address without an account, and nothing is written', async () => {
      await people.make(email);
      const count = async () => (await door.foundation.pool.query('SELECT 1 FROM account_notice')).rowCount;
      const before = await count();
      const unknown = await ask('nobody@example.com');
      expect(await count()).toBe(before);
      const known = await ask(email);
      const bare = (text: string) => text.replace(/value="[^"]*"/g, '');
      expect([unknown.status, bare(unknown.text)]).toEqual([known.status, bare(known.text)]);
      expect((await people.notices(email)).map(({ code }) => code)).toEqual(['PASSWORD_RESET']);
      await ask(email);
      expect(await people.notices(email)).toHaveLength(1); // no flood
    });

    it('is set anew by the button of the page, once; looking uses nothing up, and the second factor stays', async () => {
      const link = await linkOf();
      const open = await people.signIn(email);
      const browser = openBrowser(door.app);
      expect((await browser.get(link)).status).toBe(200);
      expect((await browser.send(link, { password: 'password123456' })).status).toBe(422);
      expect((await browser.send(link, { password: OTHER })).text).toContain('Your new password is set');
      expect((await browser.get(link)).status).toBe(410);
      expect((await open.get('/account')).status).toBe(303);
      const first = await openBrowser(door.app).send('/sign-in', { email, password: OTHER });
      expect(first.headers.location).toBe('/sign-in/code');
      expect((await people.signIn(email, { password: OTHER })).home).toBe('/desk');
      expect((await people.notices(email)).at(-1)?.code).toBe('PASSWORD_CHANGED');
    });

    it('ends with another way to a password: the link of before is worth nothing', async () => {
      await door.foundation.pool.query('UPDATE account SET reset_until = NULL WHERE email = $1', [email]);
      await ask(email);
      const link = await linkOf();
      const browser = await people.signIn(email, { password: OTHER });
      await browser.send('/account/password', { current: OTHER, password: PASSWORD });
      expect((await openBrowser(door.app).get(link)).status).toBe(410);
    });
  });
});
