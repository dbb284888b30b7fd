import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { codeOf, openAccounts, PASSWORD } from '../../../tests/support/sign-in.js';

const OTHER = 'Leuchtturm Gabel Wolke';

describe('"Your account"', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  beforeAll(async () => {
    door = await openTestDoor(0);
    people = openAccounts(door);
  }, 120_000);
  afterAll(() => door.close());

  it('asks for a sign-in, and comes back after it', async () => {
    const { status, headers } = await openBrowser(door.app).get('/account');
    expect([status, headers.location]).toEqual([303, '/sign-in?next=%2Faccount']);
    for (const part of ['password', 'app', 'recovery']) expect((await openBrowser(door.app).get(`/account/${part}`)).status).toBe(303);
  });

  it('shows name, role and where somebody is signed in, this browser marked, for every role', async () => {
    await door.foundation.pool.query(`INSERT INTO issuer (slug, name, website) VALUES ('guild', 'The Guild', 'https://guild.example')`);
    for (const role of ['staff', 'dpo', 'auditor', 'operator', 'issuer'] as const) {
      await people.make(`${role}@example.com`, { role, ...(role === 'issuer' ? { issuerSlug: 'guild' } : {}) });
      const browser = await people.signIn(`${role}@example.com`);
      const { status, text } = await browser.get('/account');
      expect([role, status]).toEqual([role, 200]);
      expect(text).toContain('Dana Holt');
      expect(text).toContain('Firefox, Linux');
      expect(text).toContain('this browser');
    }
  });

  it('ends one sign-in, or all but this one, and nobody else’s', async () => {
    const email = 'sessions@example.com';
    await people.make(email);
    await people.make('bystander@example.com');
    const [mine, other, third] = [await people.signIn(email), await people.signIn(email), await people.signIn(email)];
    const bystander = await people.signIn('bystander@example.com');
    const ids = [...(await mine.get('/account')).text.matchAll(/name="id" value="([0-9a-f]{64})"/g)].map(([, id]) => id ?? '');
    expect(ids).toHaveLength(2);
    await bystander.send('/account', { id: ids[0] ?? '' }, '/account/sessions'); // another's: stays
    expect((await other.get('/account')).status).toBe(200);
    await mine.send('/account', { id: ids[0] ?? '' }, '/account/sessions');
    const open = [(await other.get('/account')).status, (await third.get('/account')).status].sort();
    expect(open).toEqual([200, 303]);
    await mine.send('/account', {}, '/account/sessions');
    expect([(await other.get('/account')).status, (await third.get('/account')).status]).toEqual([303, 303]);
    expect([(await mine.get('/account')).status, (await bystander.get('/account')).status]).toEqual([200, 200]);
  });

  describe('the password', () => {
    const email = 'change@example.com';
    const change = (browser: { send: ReturnType<typeof openBrowser>['send'] }, current: string, password: string) =>
      browser.send('/account/password', { current, password });

    it.each([
      ['short', 'at least twelve characters'],
      ['password123456', 'known from breaches'],
      ['DanaHolt-2026', 'made of your name'],
    ])('is not changed to %s', async (password, why) => {
      await people.make(email);
      const browser = await people.signIn(email);
      const { status, text } = await change(browser, PASSWORD, password);
      expect(status).toBe(422);
      expect(text).toContain(why);
    });

    it('is changed with the one of now only, ends other sign-ins, and tells the owner', async () => {
      await people.make(email);
      const [mine, other] = [await people.signIn(email), await people.signIn(email)];
      expect((await change(mine, 'not the one of now', OTHER)).status).toBe(422);
      expect((await other.get('/account')).status).toBe(200);
      const { status, headers } = await change(mine, PASSWORD, OTHER);
      expect([status, headers.location]).toEqual([303, '/account']);
      expect([(await mine.get('/account')).status, (await other.get('/account')).status]).toEqual([200, 303]);
      expect((await people.signIn(email)).status).toBe(422);
      expect((await people.signIn(email, { password: OTHER })).home).toBe('/desk');
      expect((await people.notices(email)).at(-1)).toMatchObject({ code: 'PASSWORD_CHANGED', language: 'en' });
    });
  });

  it('connects another app: the one before counts until a code of the new one came', async () => {
    const email = 'app@example.com';
    await people.make(email);
    const browser = await people.signIn(email);
    const secretOn = (page: string) => /class="reference">([^<]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
    const secret = secretOn((await browser.get('/account/app')).text);
    expect((await browser.send('/account/app', { code: codeOf() })).status).toBe(422);
    expect(secretOn((await browser.get('/account/app')).text)).toBe(secret); // the one begun with, not another at each look
    expect((await people.signIn(email)).home).toBe('/desk');
    expect((await browser.send('/account/app', { code: codeOf(secret) })).status).toBe(303);
    expect((await people.signIn(email)).status).toBe(422);
    expect((await people.signIn(email, { code: codeOf(secret) })).home).toBe('/desk');
    expect((await people.notices(email)).at(-1)?.code).toBe('NEW_CODE_APP');
  });

  it('gives ten recovery codes once; each lets in once, and the owner is told how many are left', async () => {
    const email = 'recovery@example.com';
    await people.make(email);
    const browser = await people.signIn(email);
    const made = await browser.send('/account/recovery', {});
    const codes = [...made.text.matchAll(/<li>([0-9A-Z]{5}-[0-9A-Z]{5})<\/li>/g)].map(([, code]) => code ?? '');
    expect(new Set(codes).size).toBe(10);
    const { rows } = await door.foundation.pool.query<{ all: string }>(
      `SELECT string_agg(encode(code_hash, 'escape'), ' ') AS all FROM recovery_code`,
    );
    expect(rows[0]?.all).not.toContain(codes[0]);
    const use = async (code: string) => {
      const stranger = openBrowser(door.app);
      await stranger.send('/sign-in', { email, password: PASSWORD });
      return (await stranger.send('/sign-in/recovery', { code })).headers.location;
    };
    expect(await use((codes[3] ?? '').toLowerCase().replace('-', ' '))).toBe('/desk');
    expect(await use(codes[3] ?? '')).toBeUndefined();
    expect((await people.notices(email)).at(-1)).toMatchObject({ code: 'RECOVERY_CODE_USED', left: '9' });
    expect((await browser.get('/account')).text).toContain('9 of 10 left');
    await browser.send('/account/recovery', {});
    expect(await use(codes[4] ?? '')).toBeUndefined(); // those of before have ended
  });

  describe('"My requests"', () => {
    const file = async (email: string, more: object = {}): Promise<string> => {
      const { body } = await openBrowser(door.app)
        .agent.post('/api/v1/requests')
        .send({ right: 'access', requester: { name: 'Ada', email }, ...more });
      return String(body.reference);
    };

    it('are those of the mailbox of the account, for itself or another, and open their pages', async () => {
      const [own, forOther, foreign] = [
        await file('officer@example.com'),
        await file('officer@example.com', { onBehalfOf: 'Sam Other' }),
        await file('somebody@example.com'),
      ];
      await people.make('officer@example.com', { role: 'issuer', issuerSlug: 'guild' });
      const officer = await people.signIn('officer@example.com');
      const { text } = await officer.get('/account/requests');
      expect(text).toContain(own);
      expect(text).toContain(forOther);
      expect(text).not.toContain(foreign);
      const [, href = ''] = new RegExp(`href="(/status/${own}/[^"]+)"`).exec(text) ?? [];
      expect((await officer.get(href)).text).toContain(own);
    });

    it('ask for a sign-in by hand', async () => {
      const id = await people.make('again@example.com');
      const remembered = await people.signIn('again@example.com', { remember: true });
      expect((await remembered.get('/account/requests')).text).toContain('Nothing has been asked from again@example.com');
      await door.foundation.pool.query('DELETE FROM session WHERE account_id = $1', [id]);
      expect((await remembered.get('/account')).status).toBe(200);
      expect((await remembered.get('/account/requests')).headers.location).toBe('/sign-in');
    });
  });
});
