import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SIGN_UPS_A_DAY, type SignUp } from '../../../domain/sign-up.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { type SmtpSink, startSmtpSink } from '../../../tests/support/smtp-sink.js';
import { createMailer, type Mailer } from '../../mail/outgoing/mailer.js';
import { sendSignUps } from '../../mail/outgoing/send-sign-ups.js';
import { createCommunications } from './communications.js';
import { createSignUpDoor } from './sign-up-door.js';

const DAY_MS = 86_400_000;
let desk: TestDesk;
let sink: SmtpSink;
let mailer: Mailer;
let now = new Date('2026-11-20T10:00:00Z');
const deps = () => ({ ...desk.deps, apart: desk.apart, now: () => now });
const door = () => createSignUpDoor(deps());
const asked = (email: string, more: Partial<SignUp> = {}): SignUp => ({
  email,
  name: 'Wanda Weiss',
  topics: ['Events'],
  words: 'You may write to me about Events.',
  language: 'de',
  source: '/newsletter',
  ...more,
});
const send = () => sendSignUps({ ...deps(), mailer });
const mailsTo = (email: string) => sink.mails.filter(({ to }) => !Array.isArray(to) && to?.text === email);
const tokenOf = (email: string) => /newsletter\/confirm\/([\w-]+)/.exec(mailsTo(email).at(-1)?.text ?? '')?.[1] ?? '';
const indexOf = (email: string) => desk.deps.vault.blindIndex(email);
const known = async (email: string) =>
  (await desk.deps.pool.query('SELECT 1 FROM subject WHERE email_index = $1', [indexOf(email)])).rowCount;
const waiting = async () => (await desk.apart.pool.query('SELECT 1 FROM sign_up')).rowCount;

beforeAll(async () => {
  desk = await openTestDesk();
  sink = await startSmtpSink({ isSecure: false });
  mailer = createMailer({ url: sink.url });
}, 120_000);
afterAll(async () => {
  mailer.close();
  await sink.stop();
  await desk.close();
});

describe('a newsletter sign-up (double opt-in)', () => {
  it('makes nobody known before the button of the mail is pressed, once', async () => {
    const email = 'wanda@example.org';
    await door().ask(asked(email));
    expect([await known(email), await send(), await send()]).toEqual([0, 1, 0]);
    const [mail] = mailsTo(email);
    expect(mail?.subject).toBe('Bitte bestätigen: Nachrichten von Rightsdesk Seals Ltd');
    expect(mail?.headers.get('list-unsubscribe')).toBeUndefined();
    expect(mail?.text).toContain('Nachrichten über Veranstaltungen');
    const token = tokenOf(email);
    for (let times = 0; times < 2; times++) expect(await door().peek(token)).toEqual({ topics: ['Veranstaltungen'], language: 'de' });
    expect(await known(email)).toBe(0);
    const own = (await door().confirm(token)) ?? '';
    expect([await door().confirm(token), await door().peek(token), await waiting()]).toEqual([undefined, undefined, 0]);
    expect((await createCommunications(deps()).open({ token: own }, 'en'))?.choices).toEqual([{ channel: 'email', topic: 'Events' }]);
  });

  it('leaves the proof: the words, the moment, the keyed hash of the address and where it came from', async () => {
    const { rows } = await desk.deps.pool.query(
      `SELECT r.act, r.how, r.at, r.address_index, t.words FROM consent_record r JOIN consent_text t ON t.version = r.text_version WHERE r.address_index = $1`,
      [indexOf('wanda@example.org')],
    );
    const words = '/newsletter\nYou may write to me about Events.';
    expect(rows).toEqual([{ act: 'given', how: 'sign-up', at: now, address_index: indexOf('wanda@example.org'), words }]);
  });

  it('is the same for an address that is known, and does not bring back what was ended', async () => {
    const email = 'known@example.org';
    const me = { email, name: 'K' };
    await createCommunications(deps()).change(me, {
      choices: [
        { channel: 'email', topic: 'Offers' },
        { channel: 'email', topic: 'Events' },
      ],
      details: {},
      words: 'x',
      language: 'en',
    });
    now = new Date(now.getTime() + 1_000);
    await createCommunications(deps()).stopAll(me);
    now = new Date(now.getTime() + 1_000);
    await door().ask(asked(email));
    await send();
    await door().confirm(tokenOf(email));
    expect((await createCommunications(deps()).open(me, 'en'))?.choices).toEqual([{ channel: 'email', topic: 'Events' }]);
    const { rows } = await desk.deps.pool.query('SELECT topic FROM promotion_recipient WHERE email_index = $1', [indexOf(email)]);
    expect(rows).toEqual([{ topic: 'Events' }]);
  });

  it('cannot be used to pester somebody: so many mails a day, however it is spelt', async () => {
    for (let times = 0; times < SIGN_UPS_A_DAY + 2; times++)
      await door().ask(asked(times % 2 ? 'Victim@Example.org' : 'victim@example.org'));
    expect(await send()).toBe(SIGN_UPS_A_DAY);
    now = new Date(now.getTime() + DAY_MS + 1);
    await door().ask(asked('victim@example.org'));
    expect(await send()).toBe(1);
  });

  it('is dead after a week, and nobody’s link opens nothing', async () => {
    const email = 'late@example.org';
    await door().ask(asked(email));
    await send();
    now = new Date(now.getTime() + 7 * DAY_MS + 1);
    expect([await door().peek(tokenOf(email)), await door().confirm(tokenOf(email)), await known(email)]).toEqual([
      undefined,
      undefined,
      0,
    ]);
    for (const token of ['', 'x', 'x'.repeat(43), `${'x'.repeat(42)}'`]) expect(await door().confirm(token)).toBeUndefined();
  });
});
