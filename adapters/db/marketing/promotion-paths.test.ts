import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MESSAGE_CHANNELS, PARTNERS_TOPIC } from '../../../domain/communications.js';
import { LIST_COLUMNS, type ListChannel, PROMOTION_PATHS, type PromotionPath } from '../../../domain/promotion-list.js';
import { MARKETING_CHANNELS, type SuppressedChannel } from '../../../domain/suppression.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { type SmtpSink, startSmtpSink } from '../../../tests/support/smtp-sink.js';
import { createMailer, type Mailer } from '../../mail/outgoing/mailer.js';
import { sendLetter } from '../../mail/outgoing/send-letter.js';
import { sendNewsletters } from '../../mail/outgoing/send-newsletter.js';
import { fileRequest } from '../requests/intake.js';
import { createCaseSteps } from '../requests/steps/case-steps.js';
import { createCommunications } from './communications.js';
import { queueIssue } from './newsletter.js';
import { createPromotionListDesk } from './promotion-list-desk.js';
import { suppress } from './suppression.js';
import { subjectOf } from './whose.js';

const DAY_MS = 86_400_000;
let desk: TestDesk;
let sink: SmtpSink;
let mailer: Mailer;
let shift = -DAY_MS; // the consents are of yesterday
const deps = () => ({ ...desk.deps, now: () => new Date(Date.now() + shift) });
const TOPIC = 'Seal news';
const topicOf = (channel: SuppressedChannel) => (channel === 'partners' ? PARTNERS_TOPIC : TOPIC);

/** Each person has a telephone number and an address of their own, by which they are found in whatever leaves. */
const PEOPLE = ['stays', 'objects', 'unticks', 'stops', 'restricted', 'staff', 'erased', 'held'] as const;
type Person = (typeof PEOPLE)[number];
const emailOf = (person: Person) => `${person}@example.org`;
const marksOf = (person: Person) => {
  const n = PEOPLE.indexOf(person) + 1;
  return { email: emailOf(person), phone: `+44 20 7946 010${n}`, address: `${n}${n} Mark Lane`, name: `Person ${person}` };
};

/** What leaves the house on each kind of path, as text. One that is new does not compile without a line here. */
const LEAVES = {
  mail: async () => {
    const before = sink.mails.length;
    await queueIssue(deps(), { topic: TOPIC, title: 'News', body: 'One.', createdBy: 'test' }).catch(() => undefined);
    await sendNewsletters({ ...deps(), mailer });
    return sink.mails
      .slice(before)
      .map(({ to }) => (Array.isArray(to) ? '' : (to?.text ?? '')))
      .join('\n');
  },
  list: async (channel) => {
    const lists = createPromotionListDesk(deps());
    const id = await lists.write(
      { channel: channel as ListChannel, topic: topicOf(channel), purpose: 'News', recipient: 'Provider' },
      'one',
    );
    const { reached = 0 } = (await lists.find(id)) ?? {};
    if (reached === 0) return '';
    await lists.propose(id, reached, 'one');
    await lists.release(id, reached, 'two');
    return (await lists.fetch(id, 'two')).content;
  },
} as const satisfies Record<PromotionPath, (channel: SuppressedChannel) => Promise<string>>;

const reachedBy = async (channel: SuppressedChannel): Promise<Person[]> => {
  const out = await LEAVES[PROMOTION_PATHS[channel]](channel);
  const mark = channel === 'email' ? 'email' : (LIST_COLUMNS[channel].at(-1) ?? 'name');
  return PEOPLE.filter((person) => out.includes(marksOf(person)[mark]));
};

beforeAll(async () => {
  desk = await openTestDesk();
  sink = await startSmtpSink({ isSecure: false });
  mailer = createMailer({ url: sink.url });
  const choices = [
    ...MESSAGE_CHANNELS.map((channel) => ({ channel, topic: TOPIC })),
    { channel: 'partners', topic: PARTNERS_TOPIC } as const,
  ];
  for (const person of PEOPLE) {
    const { email, name, phone, address } = marksOf(person);
    await createCommunications(deps()).change({ email, name }, { choices, details: { phone, address }, words: 'yes', language: 'en' });
  }
  shift = 0;
}, 120_000);
afterAll(async () => {
  mailer.close();
  await sink.stop();
  await desk.close();
});

describe('every way on which something promotional leaves', () => {
  it('is in the registry, with a test of its path', () => {
    expect(Object.keys(PROMOTION_PATHS).sort()).toEqual([...MARKETING_CHANNELS].sort());
    expect(Object.keys(LEAVES).sort()).toEqual([...new Set(Object.values(PROMOTION_PATHS))].sort());
  });

  it.each(MARKETING_CHANNELS)('reaches everybody who wants it: %s', async (channel) => {
    expect(await reachedBy(channel)).toEqual(PEOPLE);
  });

  it('reaches nobody who objected, took the tick away, stopped all, was suppressed by staff, is under restriction or erased', async () => {
    const { pool, vault } = desk.deps;
    await fileRequest(
      desk.deps,
      {
        rights: ['objection'],
        objection: { kind: 'direct_marketing' },
        requester: { name: 'O', email: emailOf('objects') },
        channel: 'form',
        language: 'en',
      },
      { id: 'anyone', role: 'anyone' },
    );
    const manager = createCommunications(deps());
    await manager.change({ email: emailOf('unticks'), name: 'U' }, { choices: [], details: {}, words: 'no', language: 'en' });
    await manager.stopAll({ email: emailOf('stops'), name: 'S' });
    await suppress(pool, { addressIndex: vault.blindIndex(emailOf('staff')), source: 'staff', since: new Date() });
    for (const [person, collection] of [
      ['restricted', ''],
      ['held', 'newsletter'],
    ] as const) {
      const { rows } = await pool.query(
        `INSERT INTO restriction (id, request_id, subject_id, ground, started_at, review_on)
         VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'accuracy-contested', now(), current_date + 30) RETURNING id`,
        [await subjectOf(pool, vault.blindIndex(emailOf(person)))],
      );
      await pool.query(`INSERT INTO restriction_scope (restriction_id, system, collection) VALUES ($1, 'rightsdesk', $2)`, [
        rows[0].id,
        collection,
      ]);
    }
    await pool.query('UPDATE subject SET email_index = NULL, erased_at = now() WHERE email_index = $1', [
      vault.blindIndex(emailOf('erased')),
    ]);
    for (const channel of MARKETING_CHANNELS) expect([channel, await reachedBy(channel)]).toEqual([channel, ['stays']]);
  });

  it('does not hold back a message that is no advertising: the answer to their request goes', async () => {
    const { rows } = await desk.deps.pool.query<{ id: string; code: string }>(
      `SELECT l.id, l.code FROM letter l JOIN request r ON r.id = l.request_id JOIN subject s ON s.id = r.subject_id WHERE s.email_index = $1 ORDER BY l.id LIMIT 1`,
      [desk.deps.vault.blindIndex(emailOf('objects'))],
    );
    const letter = rows[0]?.id ?? (await fileAccess());
    const before = sink.mails.length;
    await sendLetter({ ...desk.deps, mailer }, letter);
    expect(sink.mails.slice(before).map(({ to }) => (Array.isArray(to) ? '' : to?.text))).toEqual([emailOf('objects')]);
  });

  it('notes in the register of disclosures who was listed, once a list', async () => {
    const { rows } = await desk.deps.pool.query<{ recipient: string; categories: string[]; n: number }>(
      `SELECT recipient, categories, count(*)::int AS n FROM disclosure WHERE subject_id = $1 GROUP BY 1, 2`,
      [await subjectOf(desk.deps.pool, desk.deps.vault.blindIndex(emailOf('stays')))],
    );
    expect(rows.every(({ recipient, n }) => recipient === 'Provider' && n === 1)).toBe(true);
    expect(rows.map(({ categories }) => categories.join()).sort()).toEqual([
      'name,e-mail address',
      'name,postal address',
      'name,telephone number',
      'telephone number',
    ]);
  });

  it('reads whom it may reach from the one view: nothing else in the house takes addresses out of the subscriptions', () => {
    const mayRead = [
      'adapters/db/marketing/consent.ts',
      'adapters/db/marketing/communications.ts',
      'adapters/db/marketing/read-communications.ts',
      'adapters/db/marketing/unsubscribe.ts',
      'adapters/db/marketing/carry-choices.ts', // to another address of the same person, of what the view names
      'adapters/db/marketing/newsletter-desk.ts', // counts
      'adapters/db/marketing/topic-desk.ts', // counts
      'adapters/db/requests/two-facts.ts', // topics, to prove who asks
      'adapters/db/retention/schedule.ts', // deletes what is past its period
    ];
    const readers = ['adapters', 'api', 'bin', 'activities'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
        .map((entry) => `${entry.parentPath}/${entry.name}`)
        .filter((file) => /\b(FROM|JOIN) newsletter\b/.test(readFileSync(file, 'utf8'))),
    );
    expect(readers.filter((file) => !mayRead.includes(file))).toEqual([]);
  });
});

/** A request of the person who objected to advertising, with its receipt. */
async function fileAccess(): Promise<string> {
  const { id } = await fileRequest(
    desk.deps,
    { rights: ['access'], requester: { name: 'O', email: emailOf('objects') }, channel: 'form', language: 'en' },
    { id: 'anyone', role: 'anyone' },
  );
  await createCaseSteps(desk.deps).acknowledge(id, new Date());
  const { rows } = await desk.deps.pool.query<{ id: string }>('SELECT id FROM letter WHERE request_id = $1', [id]);
  return rows[0]?.id ?? '';
}
