import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../domain/request/filing.js';
import { type Office, openOffice } from '../support/office.js';

const ANNA: Actor = { id: 'staff-anna', role: 'staff' };

describe('requests for others, to others and twice', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  const column = async (reference: string, name: string) =>
    (await office.foundation.pool.query(`SELECT ${name} AS value FROM request WHERE reference = $1`, [reference])).rows[0]?.value;

  it('nobody acts for another where nobody said so', async () => {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    expect(await office.codes(reference)).not.toContain('AUTHORITY_REQUEST');
    await expect(office.act(reference, { type: 'authority', verdict: 'confirmed', how: 'x' }, ANNA)).rejects.toMatchObject({
      code: 'NO_AGENT',
    });
  }, 60_000);

  it('what another controller decides goes to it, with the day its month runs from, and into the register of disclosures', async () => {
    const { reference } = await office.file({ details: 'My entry in your register.' });
    await office.until(reference, 'identity');
    const forward = { type: 'forward', to: 'Crafts Office', why: 'It keeps the register.' } as const;
    await expect(office.act(reference, forward, ANNA)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await office.act(reference, { ...forward, contact: 'privacy@crafts.example' }, ANNA);
    expect(await column(reference, 'outcome')).toBe('forwarded');
    expect(await column(reference, 'safe_on')).toMatch(/^\d{4}-/);
    expect(await office.codes(reference)).toEqual(expect.arrayContaining(['FORWARDED_CASE', 'FORWARDED']));
    const { rows } = await office.foundation.pool.query<{ subject_id: string; sealed_to: Buffer }>(
      `SELECT subject_id, sealed_to FROM letter WHERE request_id = $1 AND code = 'FORWARDED_CASE'`,
      [await office.idOf(reference)],
    );
    const [sent] = rows;
    expect(await office.foundation.vault.open(sent?.subject_id ?? '', sent?.sealed_to ?? Buffer.alloc(0), 'letter.sealedTo')).toBe(
      'privacy@crafts.example',
    );
    const passed = await office.foundation.pool.query('SELECT recipient FROM disclosure WHERE subject_id = $1', [sent?.subject_id]);
    expect(passed.rows).toEqual([{ recipient: 'Crafts Office' }]);
    await office.settle();
    await office.replay(reference);
  }, 60_000);

  it('a second request for the same is joined with the first, not with a stranger’s', async () => {
    const person = { name: 'Ida Quellmann', email: 'ida@example.org' };
    const [first, second, other] = [
      await office.file({ requester: person }),
      await office.file({ requester: person }),
      await office.file({ requester: { name: 'Otto', email: 'otto@example.org' } }),
    ];
    await office.until(second.reference, 'identity');
    await expect(office.act(second.reference, { type: 'join', with: other.reference }, ANNA)).rejects.toMatchObject({
      code: 'NOT_A_DUPLICATE',
    });
    await expect(office.act(second.reference, { type: 'join', with: second.reference }, ANNA)).rejects.toMatchObject({
      code: 'NOT_A_DUPLICATE',
    });
    await office.act(second.reference, { type: 'join', with: first.reference }, ANNA);
    expect(await column(second.reference, 'status')).toBe('closed');
    expect((await office.codes(second.reference)).filter((code) => code === 'CLOSED')).toHaveLength(1);
    expect(await column(first.reference, 'status')).not.toBe('closed');
    expect(await office.desk.detail(second.reference)).toMatchObject({ status: 'closed', outcome: null, joinedTo: first.reference });
    expect((await office.desk.detail(first.reference))?.joinedTo).toBeUndefined();
    expect(await office.events(first.reference)).toContain('took-in');
    await office.act(first.reference, { type: 'withdrawal' }, ANNA);
    expect(await office.desk.detail(second.reference)).toMatchObject({ outcome: 'withdrawn', joinedTo: first.reference });
  }, 60_000);

  it('the earlier request takes the later one in, not the other way round', async () => {
    const person = { name: 'Ida Quellmann', email: 'ida.twice@example.org' };
    const first = await office.file({ requester: person });
    const second = await office.file({ requester: person });
    await office.until(first.reference, 'identity');
    await expect(office.act(first.reference, { type: 'join', with: second.reference }, ANNA)).rejects.toMatchObject({
      code: 'JOIN_THE_LATER',
    });
  }, 60_000);

  it('data of an organisation are answered without a claim of statutory rights', async () => {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'regime', regime: 'POLICY_ONLY', why: 'The member asks about its own entry.' }, ANNA);
    expect(await column(reference, 'regime')).toBe('POLICY_ONLY');
    expect((await office.desk.detail(reference))?.assessment?.presumed.subject).toBe('legal_person_data_only');
    await expect(office.act(reference, { type: 'regime', regime: 'POLICY_ONLY', why: 'again' }, ANNA)).rejects.toMatchObject({
      code: 'REGIME_UNCHANGED',
    });
  }, 60_000);
});
