import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../domain/request/filing.js';
import { type Office, openOffice } from '../support/office.js';

const ANNA: Actor = { id: 'staff-anna', role: 'staff' };
const BERT: Actor = { id: 'staff-bert', role: 'staff' };
const PERSON: Actor = { id: 'requester', role: 'requester' };

describe('a complaint over legal time', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  async function answered(place: { jurisdiction?: 'EU' | 'UK'; calendar?: string } = {}): Promise<string> {
    const { reference } = await office.file(place);
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L1', how: 'by telephone' }, ANNA);
    await office.until(reference, 'deciding');
    await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'A court order forbids it.' }, ANNA);
    await office.until(reference, 'answered');
    return reference;
  }

  const count = async (reference: string, code: string) => (await office.codes(reference)).filter((one) => one === code).length;
  const complaint = async (reference: string) =>
    (
      await office.foundation.pool.query(
        'SELECT c.channel, acknowledge_by, reminders, finding, c.decided_by FROM complaint c JOIN request r ON r.id = c.request_id WHERE reference = $1',
        [reference],
      )
    ).rows[0];

  it('is confirmed at once, outlives its case, reminds the desk every two weeks, and is decided by somebody else', async () => {
    const reference = await answered();
    await office.act(reference, { type: 'complaint', text: 'You left out my invoices.' }, PERSON);
    expect(await count(reference, 'COMPLAINT_ACK')).toBe(1);
    expect(await complaint(reference)).toMatchObject({ channel: 'form', acknowledge_by: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    await expect(office.act(reference, { type: 'complaint', text: 'Again.' }, PERSON)).rejects.toMatchObject({
      code: 'COMPLAINT_ALREADY_OPEN',
      article: 'DPA 2018 s.164A',
    });

    await office.passDays(15, reference);
    await office.untilEvent(reference, 'complaint-reminded');
    await office.passDays(16, reference);
    await office.until(reference, 'closed');
    await office.untilEvent(reference, 'complaint-reminded', 2);
    expect(await count(reference, 'STAFF_TASK')).toBe(3);

    await office.act(reference, { type: 'complaint-progress', text: 'We asked the shop.' }, ANNA);
    const outcome = { type: 'complaint-outcome', finding: 'upheld-in-part', reasons: 'One record was left out.' } as const;
    await expect(office.act(reference, outcome, ANNA)).rejects.toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    await office.act(reference, outcome, BERT);
    expect(await complaint(reference)).toMatchObject({ finding: 'upheld-in-part', decided_by: 'staff-bert', reminders: 2 });
    expect((await office.codes(reference)).filter((code) => code.startsWith('COMPLAINT'))).toEqual([
      'COMPLAINT_ACK',
      'COMPLAINT_PROGRESS',
      'COMPLAINT_OUTCOME',
    ]);
    await expect(office.act(reference, outcome, BERT)).rejects.toMatchObject({ code: 'NO_OPEN_COMPLAINT' });
    await office.passDays(20, reference);
    expect(await count(reference, 'STAFF_TASK')).toBe(3);
    await office.replay(reference);
  }, 120_000);

  it('that reaches a closed case starts its procedure again, which only waits for the outcome', async () => {
    const reference = await answered({ jurisdiction: 'EU', calendar: 'DE' });
    await office.passDays(31, reference);
    await office.until(reference, 'closed');
    await office.act(reference, { type: 'complaint', text: 'Falsch.', channel: 'post' }, BERT);
    expect(await complaint(reference)).toMatchObject({ channel: 'post', acknowledge_by: null });
    // The desk's days of the test before count too; a procedure that starts again counts from its own.
    await office.passDays(120, reference);
    await office.untilEvent(reference, 'complaint-reminded');
    const before = await office.codes(reference);
    await office.act(reference, { type: 'complaint-outcome', finding: 'not-upheld', reasons: 'Nein.' }, BERT);
    expect(await office.codes(reference)).toEqual([...before, 'COMPLAINT_OUTCOME']);
    await office.replay(reference);
  }, 120_000);

  it('that a staff member enters with the day it came is counted from that day', async () => {
    const reference = await answered();
    await expect(office.act(reference, { type: 'complaint', text: 'Old.', receivedOn: '2020-01-01' }, BERT)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await office.verify()).ok).toBe(true);
  }, 120_000);
});
