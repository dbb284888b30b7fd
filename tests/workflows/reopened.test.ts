import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordNotDelivered } from '../../adapters/db/mails/letter-row.js';
import type { Actor } from '../../domain/request/filing.js';
import { type Office, openOffice } from '../support/office.js';

const ANNA: Actor = { id: 'staff-anna', role: 'staff' };

describe('a case that is taken up again', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  async function deciding(): Promise<string> {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L1', how: 'by telephone' }, ANNA);
    await office.until(reference, 'deciding');
    return reference;
  }

  async function bounce(reference: string, code: string): Promise<void> {
    await office.settle();
    const { rows } = await office.foundation.pool.query<{ id: string }>(
      'SELECT id FROM letter WHERE request_id = $1 AND code = $2 ORDER BY created_at DESC LIMIT 1',
      [await office.idOf(reference), code],
    );
    const ending = { status: 'bounced', event: 'letter-bounced', problem: 'DSN_5.1.1' } as const;
    expect(await recordNotDelivered(office.foundation, rows[0]?.id ?? '', ending)).toBe(true);
  }

  async function addressesOf(reference: string, code: string): Promise<(string | undefined)[]> {
    const { rows } = await office.foundation.pool.query<{ subject_id: string; sealed_to: Buffer }>(
      'SELECT subject_id, sealed_to FROM letter WHERE request_id = $1 AND code = $2 ORDER BY created_at, id',
      [await office.idOf(reference), code],
    );
    return Promise.all(rows.map((row) => office.foundation.vault.open<string>(row.subject_id, row.sealed_to, 'letter.sealedTo')));
  }

  it('because its letter came back waits for a person, and is answered at the new address', async () => {
    const reference = await deciding();
    await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'A court order forbids it.' }, ANNA);
    await office.until(reference, 'answered');
    await bounce(reference, 'REFUSAL');
    await office.until(reference, 'fulfilling');
    await office.passDays(2, reference);
    expect((await office.codes(reference)).filter((code) => code === 'REFUSAL')).toHaveLength(1);

    const contact = { type: 'contact', email: 'new.mailbox@example.org', how: 'called the number on file' } as const;
    await expect(office.act(reference, contact, ANNA)).rejects.toMatchObject({
      code: 'IDENTITY_LEVEL_TOO_LOW',
      article: expect.stringMatching(/12\(6\)/),
    });
    await office.act(reference, { ...contact, level: 'L3' }, ANNA);
    await office.act(reference, { type: 'release' }, ANNA);
    await office.until(reference, 'answered');
    const to = await addressesOf(reference, 'REFUSAL');
    expect(to).toHaveLength(2);
    expect(to[0]).not.toBe('new.mailbox@example.org');
    expect(to[1]).toBe('new.mailbox@example.org');
    expect(await office.events(reference)).toEqual(expect.arrayContaining(['letter-bounced', 'reopened', 'contact-changed', 'task-done']));
    await office.passDays(31, reference);
    await office.until(reference, 'closed');
    await office.replay(reference);
  }, 120_000);

  it('with a file is released again with a link of its own; a receipt that comes back reopens nothing', async () => {
    const reference = await deciding();
    await bounce(reference, 'ACK');
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'All of it.' }, ANNA);
    await office.act(reference, { type: 'release' }, ANNA);
    await office.until(reference, 'answered');
    await bounce(reference, 'ACK').catch(() => undefined);
    expect((await office.events(reference)).filter((event) => event === 'reopened')).toEqual([]);
    await bounce(reference, 'DISCLOSURE');
    await office.until(reference, 'fulfilling');
    await office.act(reference, { type: 'release' }, ANNA);
    await office.until(reference, 'answered');
    expect((await office.codes(reference)).filter((code) => code === 'DISCLOSURE')).toHaveLength(2);
    await office.replay(reference);
  }, 120_000);

  it('because the link was pressed after the silence goes on to its decision, and can be withdrawn for good', async () => {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'clarification', question: 'Which year?' }, ANNA);
    await office.passDays(32, reference);
    await office.until(reference, 'closed');
    await office.act(reference, { type: 'clarification-answer', text: '2024' }, { id: 'requester', role: 'requester' });
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L1', how: 'by telephone' }, ANNA);
    await office.until(reference, 'deciding');
    await office.act(reference, { type: 'clarification', question: 'Which month?' }, ANNA);
    await office.act(reference, { type: 'withdrawal' }, ANNA);
    await expect(
      office.act(reference, { type: 'clarification-answer', text: 'May' }, { id: 'requester', role: 'requester' }),
    ).rejects.toMatchObject({ code: 'REQUEST_CLOSED' });
    expect((await office.codes(reference)).filter((code) => code === 'CLOSED')).toHaveLength(2);
    await office.replay(reference);
  }, 120_000);
});
