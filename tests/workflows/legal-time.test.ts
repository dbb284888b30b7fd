import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Office, openOffice, PERSON, STAFF } from '../support/office.js';

const DAY_MS = 86_400_000;

describe('legal time', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(); // each with a time of its own
  }, 120_000);
  afterEach(() => office.close(), 60_000);

  async function toDeciding(): Promise<string> {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    return reference;
  }

  it('says everything at once about a request that lay about for forty days before it was entered', async () => {
    const receivedAt = new Date(Date.now() - 40 * DAY_MS);
    const input = { rights: ['access'], requester: PERSON, channel: 'post', language: 'en', receivedAt } as const;
    const { reference } = await office.desk.file(input, STAFF);
    await office.untilEvent(reference, 'breached');
    expect((await office.events(reference)).filter((event) => event === 'warned').length).toBe(3);
    await office.until(reference, 'identity');
  }, 60_000);

  it('closes a case whose question stays unanswered for a month, and not one whose answer came late', async () => {
    const silent = await toDeciding();
    const late = await toDeciding();
    for (const reference of [silent, late]) await office.act(reference, { type: 'clarification', question: 'Which years?' });
    await office.passDays(29, silent, late);
    await office.act(late, { type: 'clarification-answer', text: 'All of them.' });
    await office.passDays(2, silent, late);
    await office.until(silent, 'closed');
    await office.until(late, 'deciding');
    expect((await office.codes(silent)).at(-1)).toBe('CLOSED');
    await office.replay(silent);
    await office.replay(late);
  }, 90_000);
});
