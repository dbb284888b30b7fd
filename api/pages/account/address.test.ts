import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOTICE_CONTEXT, type SealedNotice } from '../../../adapters/accounts/queue-notice.js';
import { createCommunications } from '../../../adapters/db/marketing/communications.js';
import { suppress } from '../../../adapters/db/marketing/suppression.js';
import { sendAccountNotices } from '../../../adapters/mail/outgoing/send-account-notices.js';
import type { Choice, NewChoices } from '../../../domain/communications.js';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { openAccounts } from '../../../tests/support/sign-in.js';

const PAGE = '/account/address';
const email = (topic: string): Choice => ({ channel: 'email', topic });

describe('changing the address of an account', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  beforeAll(async () => {
    door = await openTestDoor(0);
    people = openAccounts(door);
  }, 120_000);
  afterAll(() => door.close());

  const pool = () => door.foundation.pool;
  const addressOf = async (id: string) =>
    (await pool().query<{ email: string; disabled_at: Date | null }>('SELECT email, disabled_at FROM account WHERE id = $1', [id])).rows[0];
  /** What was written about an account and where it goes, the latest last. */
  async function mails(id: string) {
    const { rows } = await pool().query<{ code: string; sealed_facts: Buffer }>(
      'SELECT code, sealed_facts FROM account_notice WHERE account_id = $1 AND sealed_facts IS NOT NULL ORDER BY created_at, id',
      [id],
    );
    return rows.map(({ code, sealed_facts: sealed }) => ({
      code,
      ...door.foundation.vault.openMaster<SealedNotice>(sealed, NOTICE_CONTEXT),
    }));
  }
  const linkOf = async (id: string, code: string) => new URL((await mails(id)).findLast((mail) => mail.code === code)?.url ?? '').pathname;
  const reached = async (address: string) =>
    (
      await pool().query<Choice>('SELECT channel, topic FROM promotion_recipient WHERE email_index = $1 ORDER BY 1, 2', [
        door.foundation.vault.blindIndex(address),
      ])
    ).rows;

  it('is confirmed by the new mailbox with a sign-in of the account, ends other sign-ins, and is told to the old one', async () => {
    const id = await people.make('old@example.com');
    await people.make('stranger@example.com');
    const stranger = await people.signIn('stranger@example.com');
    const [mine, other] = [await people.signIn('old@example.com'), await people.signIn('old@example.com')];
    expect((await mine.send(PAGE, { email: 'no address' })).status).toBe(422);
    expect((await mine.send(PAGE, { email: 'OLD@example.com' })).status).toBe(422);
    expect((await mine.send(PAGE, { email: 'New@Example.com' })).status).toBe(303);
    expect((await addressOf(id))?.email).toBe('old@example.com');
    expect((await mails(id)).map(({ code, to }) => [code, to])).toEqual([
      ['ADDRESS_CONFIRM', 'new@example.com'],
      ['ADDRESS_CHANGE_ASKED', 'old@example.com'],
    ]);
    const link = await linkOf(id, 'ADDRESS_CONFIRM');
    expect((await stranger.get(link)).status).toBe(410); // somebody else's account
    expect((await openBrowser(door.app).get(link)).headers.location).toContain('/sign-in');
    expect((await mine.get(link)).text).toContain('new@example.com');
    expect((await addressOf(id))?.email).toBe('old@example.com'); // looking changes nothing
    expect((await mine.send(link, {})).status).toBe(303);
    expect((await addressOf(id))?.email).toBe('new@example.com');
    expect([(await mine.get('/account')).status, (await other.get('/account')).status]).toEqual([200, 303]);
    expect((await mine.get(link)).status).toBe(410); // used up
    expect((await people.signIn('old@example.com')).status).toBe(422);
    expect((await people.signIn('new@example.com')).home).toBe('/desk');
    expect((await mails(id)).at(-1)).toMatchObject({ code: 'ADDRESS_CHANGED', to: 'old@example.com' });
    expect(JSON.stringify((await mails(id)).at(-1))).not.toContain('new@example.com');
  });

  it('says the same of an address that has an account; only its mailbox learns that', async () => {
    const id = await people.make('asks@example.com');
    await people.make('taken@example.com');
    const mine = await people.signIn('asks@example.com');
    const answers = [await mine.send(PAGE, { email: 'taken@example.com' }), await mine.send(PAGE, { email: 'free@example.com' })];
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, '/account'],
      [303, '/account'],
    ]);
    const [first] = await mails(id);
    expect(first).toMatchObject({ code: 'ADDRESS_HAS_ACCOUNT', to: 'taken@example.com' });
    expect(first?.url).not.toContain('/account/');
  });

  it('asks for a sign-in by hand within the hour', async () => {
    const id = await people.make('remembered@example.com');
    const remembered = await people.signIn('remembered@example.com', { remember: true });
    await pool().query('DELETE FROM session WHERE account_id = $1', [id]);
    expect((await remembered.get('/account')).status).toBe(200);
    expect((await remembered.get(PAGE)).status).toBe(303);
  });

  it('is stopped from the old mailbox before it took effect: nobody stays signed in, and the password is gone', async () => {
    const id = await people.make('victim@example.com');
    const thief = await people.signIn('victim@example.com');
    await thief.send(PAGE, { email: 'thief@example.com' });
    const [confirm, stop] = [await linkOf(id, 'ADDRESS_CONFIRM'), await linkOf(id, 'ADDRESS_CHANGE_ASKED')];
    const owner = openBrowser(door.app);
    expect((await owner.get(stop)).status).toBe(200);
    expect((await thief.get('/account')).status).toBe(200); // looking changes nothing
    expect((await owner.send(stop, {})).status).toBe(200);
    expect([(await thief.get('/account')).status, (await thief.get(confirm)).status]).toEqual([303, 303]);
    expect((await people.signIn('victim@example.com')).status).toBe(422);
    expect((await owner.get(stop)).status).toBe(410);
    const reset = await linkOf(id, 'ADDRESS_KEPT');
    await owner.send(reset, { password: 'Leuchtturm Gabel Wolke' });
    expect((await people.signIn('victim@example.com', { password: 'Leuchtturm Gabel Wolke' })).home).toBe('/desk');
  });

  it('is taken back for seven days after it took effect, however often the address was changed since', async () => {
    const id = await people.make('mine@example.com');
    const thief = await people.signIn('mine@example.com');
    for (const next of ['one@thief.example', 'two@thief.example']) {
      await thief.send(PAGE, { email: next });
      await thief.send(await linkOf(id, 'ADDRESS_CONFIRM'), {});
    }
    expect((await addressOf(id))?.email).toBe('two@thief.example');
    const toOwner = (await mails(id)).find(({ code, to }) => code === 'ADDRESS_CHANGED' && to === 'mine@example.com');
    const owner = openBrowser(door.app);
    expect((await owner.send(new URL(toOwner?.url ?? '').pathname, {})).status).toBe(200);
    expect((await addressOf(id))?.email).toBe('mine@example.com');
    expect((await thief.get('/account')).status).toBe(303);
    expect((await pool().query('SELECT 1 FROM address_change WHERE account_id = $1', [id])).rowCount).toBe(0);
  });

  it('lets nobody in where the old address is another account’s by then', async () => {
    const id = await people.make('gone@example.com');
    const thief = await people.signIn('gone@example.com');
    await thief.send(PAGE, { email: 'gone@thief.example' });
    await thief.send(await linkOf(id, 'ADDRESS_CONFIRM'), {});
    await people.make('gone@example.com');
    const { text } = await openBrowser(door.app).send(await linkOf(id, 'ADDRESS_CHANGED'), {});
    expect(text).toContain('another account by now');
    expect((await addressOf(id))?.disabled_at).not.toBeNull();
  });

  it('takes along what somebody chose to hear, and what they said no to; taken back, it comes back', async () => {
    const id = await people.make('reader@example.com');
    const communications = createCommunications(door.foundation);
    const wanted = (...choices: Choice[]): NewChoices => ({
      choices,
      details: { phone: '+44 20 7946 0000' },
      words: 'Yes.',
      language: 'en',
    });
    await communications.change({ email: 'reader@example.com', name: 'Dana Holt' }, wanted(email('Seal news'), email('Events')));
    await communications.change({ email: 'elsewhere@example.com', name: 'Dana Holt' }, wanted(email('Events'), email('Offers')));
    await suppress(pool(), {
      addressIndex: door.foundation.vault.blindIndex('reader@example.com'),
      channels: ['telephone'],
      source: 'objection',
      since: new Date(),
    });
    const mine = await people.signIn('reader@example.com');
    await mine.send(PAGE, { email: 'elsewhere@example.com' });
    await mine.send(await linkOf(id, 'ADDRESS_CONFIRM'), {});
    expect(await reached('reader@example.com')).toEqual([]);
    expect(await reached('elsewhere@example.com')).toEqual([email('Events'), email('Offers'), email('Seal news')]);
    const barred = await pool().query('SELECT 1 FROM suppression WHERE channel = $1 AND address_index = $2', [
      'telephone',
      door.foundation.vault.blindIndex('elsewhere@example.com'),
    ]);
    expect(barred.rowCount).toBe(1);
    expect((await mine.get('/communications')).text).toContain('+44 20 7946 0000');
    await openBrowser(door.app).send(await linkOf(id, 'ADDRESS_CHANGED'), {});
    expect(await reached('reader@example.com')).toEqual([email('Events'), email('Seal news')]);
    expect(await reached('elsewhere@example.com')).toEqual([email('Events'), email('Offers')]);
  });

  it('does not carry over an objection made under the new address after the consent', async () => {
    const id = await people.make('asked@example.com');
    const communications = createCommunications(door.foundation);
    await communications.change(
      { email: 'asked@example.com', name: 'Dana Holt' },
      { choices: [email('Seal news')], details: {}, words: 'Yes.', language: 'en' },
    );
    await communications.stopAll({ email: 'no-more@example.com', name: 'Dana Holt' });
    const mine = await people.signIn('asked@example.com');
    await mine.send(PAGE, { email: 'no-more@example.com' });
    await mine.send(await linkOf(id, 'ADDRESS_CONFIRM'), {});
    expect(await reached('no-more@example.com')).toEqual([]);
  });

  it('mails go to the address they are for, not to the one of the account', async () => {
    const sent: [string, string][] = [];
    const mailer = {
      send: async (mail: { to: string; headers: Record<string, string> }) => {
        sent.push([mail.headers['X-Rightsdesk-Notice'] ?? '', mail.to]);
        return { result: 'delivered' as const };
      },
    };
    await sendAccountNotices({ ...door.foundation, mailer: mailer as never }, 500); // only what the sender uses of a mailer
    expect(sent).toContainEqual(['ADDRESS_CONFIRM', 'new@example.com']);
    expect(sent).toContainEqual(['ADDRESS_CHANGED', 'old@example.com']);
    expect(sent).toContainEqual(['ADDRESS_HAS_ACCOUNT', 'taken@example.com']);
  });
});
