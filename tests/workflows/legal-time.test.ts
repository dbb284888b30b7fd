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

  it('warns before target, safe and due, records the breach, and the case can still be answered', async () => {
    const reference = await toDeciding();
    await office.passDays(40, reference);
    await office.untilEvent(reference, 'breached');
    const events = await office.events(reference);
    expect(events.filter((event) => event === 'warned').length).toBe(3);
    expect(events.filter((event) => event === 'breached').length).toBe(1);
    const letters = await office.letters(reference);
    const staff = letters.filter(({ audience }) => audience === 'staff').map(({ code }) => code);
    expect(staff).toEqual(['STAFF_WARNING', 'STAFF_WARNING', 'STAFF_WARNING', 'STAFF_BREACH']);
    const { rows } = await office.foundation.pool.query<{ target_on: string; expires_at: Date; status: string }>(
      'SELECT target_on::text, expires_at, status FROM request WHERE reference = $1',
      [reference],
    );
    expect(rows[0]?.status).toBe('deciding');
    const breach = letters.find(({ code }) => code === 'STAFF_BREACH')?.createdAt.getTime() ?? 0;
    expect(breach - (rows[0]?.expires_at.getTime() ?? 0)).toBeGreaterThanOrEqual(0);
    expect(breach - (rows[0]?.expires_at.getTime() ?? 0)).toBeLessThan(60_000);
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: '' });
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 90_000);

  it('waits longer once the time is extended, and breaches only after that', async () => {
    const reference = await toDeciding();
    await office.passDays(5, reference);
    await office.act(reference, { type: 'extension', ground: 'complexity', reasons: 'Many systems, and much of it on paper.' });
    await office.passDays(40, reference);
    await office.settle();
    expect(await office.events(reference)).not.toContain('breached');
    await office.passDays(60, reference);
    await office.untilEvent(reference, 'breached');
    expect((await office.codes(reference)).filter((code) => code === 'EXTENSION')).toEqual(['EXTENSION']);
    await office.replay(reference);
  }, 90_000);

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
