import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/office.js';

describe('access', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  it('goes from the receipt to the answer and closes after its time for questions', async () => {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: '' });
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    await office.passDays(31, reference);
    await office.until(reference, 'closed');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST', 'DISCLOSURE']);
    await office.replay(reference);
  }, 60_000);

  it('reminds twice and closes a case whose writer never answers, with the letter that says why', async () => {
    const { reference } = await office.file({}, { leaps: true });
    await office.until(reference, 'closed');
    const letters = await office.letters(reference);
    const asked = letters.find(({ code }) => code === 'ID_REQUEST')?.createdAt.getTime() ?? 0;
    const after = letters.map(({ code, createdAt }) => [code, Math.floor((createdAt.getTime() - asked) / 86_400_000 + 0.01)]);
    expect(after.filter(([code]) => code === 'ID_REMINDER' || code === 'CLOSED')).toEqual([
      ['ID_REMINDER', 7],
      ['ID_REMINDER', 14],
      ['CLOSED', 30],
    ]);
    const { rows } = await office.foundation.pool.query('SELECT outcome FROM request WHERE reference = $1', [reference]);
    expect(rows).toEqual([{ outcome: 'no-reply' }]);
    await office.replay(reference);
  }, 60_000);
});
