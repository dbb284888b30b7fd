import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Choice, NewChoices } from '../../../domain/communications.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { createCommunications } from './communications.js';
import { createUnsubscribing, unsubscribeToken } from './unsubscribe.js';

let desk: TestDesk;
let clock = Date.parse('2026-11-20T10:00:00Z');
const NAME = 'Ada Reader';
const choice = (channel: Choice['channel'], topic = channel === 'partners' ? 'partners' : 'Seal news'): Choice => ({ channel, topic });
const wanted = (...choices: Choice[]): NewChoices => ({ choices, details: {}, words: 'You may write to me.', language: 'en' });
const withDetails = (details: NewChoices['details'], ...choices: Choice[]): NewChoices => ({ ...wanted(...choices), details });

beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

/** Each look at the clock is a minute later, as people are. */
const later = (): Date => {
  clock += 60_000;
  return new Date(clock);
};
const deps = () => ({ ...desk.deps, now: later });
const manager = () => createCommunications(deps());
const signedIn = (email: string) => ({ email, name: NAME });
const linkOf = (email: string) => ({
  token: unsubscribeToken(desk.deps, {
    addressIndex: desk.deps.vault.blindIndex(email),
    newsletterId: '00000000-0000-7000-8000-000000000000',
  }),
});
const reached = async (email: string) =>
  (
    await desk.deps.pool.query<Choice>('SELECT channel, topic FROM promotion_recipient WHERE email_index = $1 ORDER BY 1, 2', [
      desk.deps.vault.blindIndex(email),
    ])
  ).rows;
const records = async (email: string) =>
  (
    await desk.deps.pool.query<Record<string, unknown>>(
      'SELECT channel, topic, act, how, text_version FROM consent_record WHERE address_index = $1 ORDER BY at, channel',
      [desk.deps.vault.blindIndex(email)],
    )
  ).rows;

describe('the choices of promotional messages', () => {
  it('are kept by way and topic, with the words that were agreed to', async () => {
    const email = 'chooser@example.org';
    const me = signedIn(email);
    expect((await manager().open(me, 'en'))?.choices).toEqual([]);
    await manager().change(me, withDetails({ phone: '+44 20 7946 0000' }, choice('email'), choice('email', 'Events'), choice('sms')));
    expect(await reached(email)).toEqual([choice('email', 'Events'), choice('email'), choice('sms')]);
    await manager().change(me, wanted(choice('email'), choice('partners')));
    expect(await reached(email)).toEqual([choice('email'), choice('partners')]);
    const log = await records(email);
    expect(log.map(({ channel, topic, act }) => [channel, topic, act])).toEqual([
      ['email', 'Seal news', 'given'],
      ['email', 'Events', 'given'],
      ['sms', 'Seal news', 'given'],
      ['email', 'Events', 'ended'],
      ['partners', 'partners', 'given'],
      ['sms', 'Seal news', 'ended'],
    ]);
    const text = await desk.deps.pool.query('SELECT words, language FROM consent_text WHERE version = $1', [log[0]?.text_version]);
    expect(text.rows).toEqual([{ words: 'You may write to me.', language: 'en' }]);
    const seen = await manager().open(me, 'de');
    expect(seen).toMatchObject({ email, details: { phone: '+44 20 7946 0000' } });
    expect(seen?.topics).toContainEqual({ topic: 'Events', label: 'Veranstaltungen' });
    expect(seen?.history[0]?.how).toBe('account');
  });

  it('count again after a way was ended: a later consent is a new one', async () => {
    const email = 'again@example.org';
    const me = signedIn(email);
    for (const choices of [[choice('post')], [], [choice('post')]])
      await manager().change(me, withDetails({ address: '1 Row' }, ...choices));
    expect(await reached(email)).toEqual([choice('post')]);
    const { rows } = await desk.deps.pool.query('SELECT channel, source FROM suppression WHERE address_index = $1', [
      desk.deps.vault.blindIndex(email),
    ]);
    expect(rows).toEqual([{ channel: 'post', source: 'preference' }]);
  });

  it('end all at once, by every way and for partners, also for an address of which nothing is held', async () => {
    const email = 'stopper@example.org';
    await manager().change(signedIn(email), withDetails({ phone: '0123456' }, choice('email'), choice('telephone'), choice('partners')));
    expect(await manager().stopAll(linkOf(email))).toBe(true);
    expect(await manager().stopAll(linkOf(email))).toBe(true);
    expect(await reached(email)).toEqual([]);
    expect((await records(email)).filter(({ act }) => act === 'ended').map(({ how }) => how)).toEqual(['link', 'link', 'link']);
    const stranger = 'nobody@example.org';
    expect(await manager().stopAll(linkOf(stranger))).toBe(true);
    const { rows } = await desk.deps.pool.query('SELECT DISTINCT channel FROM suppression WHERE address_index = $1', [
      desk.deps.vault.blindIndex(stranger),
    ]);
    expect(rows).toHaveLength(5);
  });

  it('by a link show nothing that its finder did not know, and keep what is left empty', async () => {
    const email = 'handed-on@example.org';
    await manager().change(signedIn(email), withDetails({ phone: '+44 20 7946 0123', address: '7 Secret Lane\nLondon' }, choice('email')));
    const seen = JSON.stringify(await manager().open(linkOf(email), 'en'));
    for (const secret of [email, '7946', 'Secret Lane', NAME]) expect(seen).not.toContain(secret);
    await manager().change(linkOf(email), withDetails({ phone: '0999 123456' }, choice('email'), choice('sms')));
    expect((await manager().open(signedIn(email), 'en'))?.details).toEqual({ phone: '0999 123456', address: '7 Secret Lane\nLondon' });
  });

  it('know an unsubscribe from a mail program, and a link of nobody changes nothing', async () => {
    const email = 'clicker@example.org';
    await manager().change(signedIn(email), withDetails({ phone: '0123456' }, choice('email'), choice('sms')));
    expect(await createUnsubscribing(deps()).end(linkOf(email).token)).toBe(true);
    expect(await reached(email)).toEqual([choice('sms')]);
    expect((await records(email)).at(-1)).toMatchObject({ channel: 'email', act: 'ended', how: 'one-click' });
    const wrong = { token: 'x'.repeat(60) };
    expect([await manager().open(wrong, 'en'), await manager().change(wrong, wanted()), await manager().stopAll(wrong)]).toEqual([
      undefined,
      false,
      false,
    ]);
  });

  it('leave proof that nobody changes, and an address of nobody in no link', async () => {
    await expect(desk.deps.pool.query(`UPDATE consent_record SET act = 'given'`)).rejects.toThrow(/permission denied/);
    await expect(desk.deps.pool.query('DELETE FROM consent_text')).rejects.toThrow(/permission denied/);
    expect(linkOf('someone@example.org').token).toMatch(/^[A-Za-z0-9_-]+$/);
  });
});
