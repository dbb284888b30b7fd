import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { createCommunications } from './communications.js';
import { createNewsletterDesk } from './newsletter-desk.js';
import { createPromotionListDesk } from './promotion-list-desk.js';
import { createTopicDesk } from './topic-desk.js';

const NAMES = { en: 'Harbour days', de: 'Hafentage', fr: 'Journées du port' };
const WHOSE = { email: 'kim@example.org', name: 'Kim Weber' };

describe('topics of promotional messages', () => {
  let desk: TestDesk;
  const topics = () => createTopicDesk(desk.deps);
  const doors = () => ({
    people: createCommunications(desk.deps),
    lists: createPromotionListDesk(desk.deps),
    issues: createNewsletterDesk(desk.deps),
  });
  const choose = (...channels: ('email' | 'sms')[]) =>
    doors().people.change(WHOSE, {
      choices: channels.map((channel) => ({ channel, topic: NAMES.en })),
      details: { phone: '+44 20 7946 0101' },
      words: 'As the page said it.',
      language: 'en',
    });
  beforeAll(async () => {
    desk = await openTestDesk();
  }, 120_000);
  afterAll(() => desk.close());

  it('are offered once they are added, in each language, and called otherwise without ending a subscription', async () => {
    await topics().add(NAMES, 'staff-one');
    await choose('email', 'sms');
    await topics().rename(NAMES.en, { ...NAMES, en: 'Open harbour', de: 'Offener Hafen' }, 'staff-one');
    const shown = await doors().people.open(WHOSE, 'de');
    expect(shown?.topics).toContainEqual({ topic: NAMES.en, label: 'Offener Hafen' });
    expect(shown?.choices).toHaveLength(2);
    expect((await topics().find(NAMES.en))?.log.map(({ event }) => event)).toEqual(['renamed', 'added']);
  });

  it('have one name each: what is or was called so is refused', async () => {
    for (const en of ['open harbour', NAMES.en, 'Partners'])
      await expect(topics().add({ ...NAMES, en }, 'staff-one')).rejects.toMatchObject({ code: 'TOPIC_EXISTS' });
    const wrong = { en: '', de: 'x'.repeat(61), fr: 'a|b' };
    await expect(topics().add(wrong, 'staff-one')).rejects.toMatchObject({
      fields: [
        { pointer: '/en', detail: 'Enter the name in English' },
        { pointer: '/de', detail: 'Shorten the name in German to 60 characters, in one line and without “|”' },
        { pointer: '/fr' },
      ],
    });
  });

  it('reach nobody by any way once they are retired, and nobody subscribes to them', async () => {
    const { people, lists, issues } = doors();
    const issue = await issues.write({ topic: NAMES.en, title: 'Soon', body: 'Come.', language: 'de' }, 'staff-one');
    const before = await issues.find(issue);
    expect([before?.reach.reached, (await lists.choices()).some(({ topic }) => topic === NAMES.en)]).toEqual([1, true]);
    await topics().retire(NAMES.en, 'staff-one');
    await expect(issues.propose(issue, 1, 'staff-one')).rejects.toMatchObject({ code: 'NO_SUBSCRIBERS' });
    expect((await lists.choices()).some(({ topic }) => topic === NAMES.en)).toBe(false);
    expect((await issues.topics()).some(({ topic }) => topic === NAMES.en)).toBe(false);
    const other = { email: 'sam@example.org', name: 'Sam' };
    await people.change(other, { choices: [{ channel: 'email', topic: NAMES.en }], details: {}, words: 'w', language: 'en' });
    expect((await people.open(other, 'en'))?.choices).toEqual([]);
    expect((await people.open(other, 'en'))?.topics.some(({ topic }) => topic === NAMES.en)).toBe(false);
    // Whoever has it still sees it, so that it can be ended.
    expect((await people.open(WHOSE, 'en'))?.topics.some(({ topic }) => topic === NAMES.en)).toBe(true);
    await topics().reopen(NAMES.en, 'staff-one');
    expect((await issues.find(issue))?.reach.reached).toBe(1);
  });

  it('keep a log that nobody can change', async () => {
    await expect(desk.deps.pool.query(`UPDATE promotion_topic_event SET by = 'nobody'`)).rejects.toThrow();
  });
});
