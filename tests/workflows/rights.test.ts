import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Right } from '../../domain/request/types.js';
import { subscribeRequester } from '../support/newsletter-row.js';
import { type Office, openOffice, STAFF } from '../support/office.js';

describe('what a right wants of its case', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  it('an erasure wants more than the mailbox, since what is erased is gone', async () => {
    const { reference } = await office.file({ rights: ['erasure'] });
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.settle();
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L2', how: 'Answered two questions on the telephone.' });
    await office.until(reference, 'deciding');
    await office.replay(reference);
  }, 60_000);

  it.each([
    ['refused', 'REFUSAL'],
    ['not-held', 'NOT_HELD'],
  ] as const)(
    'an access request that is %s is answered with %s',
    async (outcome, code) => {
      const { reference } = await office.file({});
      await office.until(reference, 'identity');
      await office.pressLink(reference);
      await office.until(reference, 'deciding');
      await office.act(reference, { type: 'decision', outcome, reasons: 'For this reason.' });
      await office.until(reference, 'answered');
      expect((await office.codes(reference)).at(-1)).toBe(code);
      await office.replay(reference);
    },
    60_000,
  );

  it('asks once for both cases of one message, and one press answers for both', async () => {
    const { reference, linked } = await office.file({ rights: ['rectification', 'access'] });
    const all = [reference, ...linked];
    expect(all.length).toBe(2);
    for (const one of all) await office.until(one, 'identity');
    const asked = (await Promise.all(all.map((one) => office.codes(one)))).flat();
    expect(asked.filter((code) => code === 'ID_REQUEST').length).toBe(1);
    expect(asked.filter((code) => code === 'ACK').length).toBe(1);
    for (const one of all) if ((await office.codes(one)).includes('ID_REQUEST')) await office.pressLink(one);
    for (const one of all) await office.until(one, 'deciding');
  }, 60_000);

  it('a mail in triage has its receipt, is classified to two rights, and both cases run', async () => {
    const { reference } = await office.fileForTriage();
    await office.untilLetter(reference, 'TRIAGE');
    await office.until(reference, 'triage');
    await office.act(reference, { type: 'classification', rights: ['access', 'rectification'] });
    const { rows } = await office.foundation.pool.query<{ reference: string; right: Right }>(
      'SELECT reference, "right" FROM request WHERE thread_id = (SELECT thread_id FROM request WHERE reference = $1) ORDER BY "right"',
      [reference],
    );
    expect(rows.map(({ right }) => right)).toEqual(['access', 'rectification']);
    for (const one of rows) await office.until(one.reference, 'identity');
    for (const one of rows) if ((await office.codes(one.reference)).includes('ID_REQUEST')) await office.pressLink(one.reference);
    for (const one of rows) await office.until(one.reference, 'deciding');
    for (const one of rows) await office.replay(one.reference);
  }, 60_000);

  it('does not erase before the copy asked for in the same message was given', async () => {
    const { reference: erasure, linked } = await office.file({ rights: ['erasure', 'access'] });
    await subscribeRequester(office.foundation, erasure);
    const reference = linked[0] ?? '';
    for (const one of [reference, erasure]) await office.until(one, 'identity');
    for (const one of [reference, erasure]) await office.act(one, { type: 'identity', level: 'L2', how: 'Known to us.' });
    for (const one of [reference, erasure]) await office.until(one, 'deciding');
    const erase = { type: 'decision', outcome: 'granted', reasons: 'No longer needed.' } as const;
    await expect(office.act(erasure, erase, STAFF)).rejects.toMatchObject({ code: 'ACCESS_FIRST' });
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'All of it.' });
    await office.act(reference, { type: 'release' });
    await office.act(erasure, erase);
    await office.until(erasure, 'fulfilling');
  }, 60_000);
});
