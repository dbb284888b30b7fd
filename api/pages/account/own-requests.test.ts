import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { openAccounts } from '../../../tests/support/sign-in.js';

describe('"My requests"', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  beforeAll(async () => {
    door = await openTestDoor(2);
    people = openAccounts(door);
    await door.foundation.pool.query(`INSERT INTO issuer (slug, name, website) VALUES ('guild', 'The Guild', 'https://guild.example')`);
  }, 120_000);
  afterAll(() => door.close());

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
    for (const reference of door.references) expect(text).not.toContain(reference);
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
