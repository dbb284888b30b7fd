import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Act } from '../../../domain/request/filing.js';
import { isOnlySoleTrader } from '../../../domain/request/own-business.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { recordAct } from './acts.js';
import { itemRulesOf } from './case-items.js';
import { fileRequest } from './intake.js';

const STAFF = { id: 'robin', role: 'staff' } as const;
const MEMBERS = ['019a0000-0000-7000-8000-0000000000a1', '019a0000-0000-7000-8000-0000000000a2'] as const;

describe('whether an organisation is itself a person', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
    const { pool } = desk.deps;
    await pool.query(`INSERT INTO issuer (slug, name, website) VALUES ('guild', 'Guild', 'https://guild.example')`);
    for (const [index, id] of MEMBERS.entries())
      await pool.query(
        `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address) VALUES ($1, 'guild', $2, $3, $4, 'Quay 1')`,
        [id, `Trader ${index}`, `trader-${index}.example`, `REG-${index}`],
      );
  }, 60_000);
  afterAll(() => desk.close());

  async function file(email: string, members: readonly string[]) {
    const input = { rights: ['access'], requester: { name: 'Tom Trader', email }, channel: 'api', language: 'en' } as const;
    const filed = await fileRequest(desk.deps, input, { id: 'anyone', role: 'anyone' });
    for (const member of members)
      await desk.deps.pool.query(
        `INSERT INTO officer (id, member_id, subject_id, sealed_profile, position, source) VALUES (gen_random_uuid(), $1, $2, $3, 'owner', 'member')`,
        [member, filed.subjectId, await desk.deps.vault.seal(filed.subjectId, { name: 'Tom' }, 'officer.sealedProfile')],
      );
    return filed;
  }
  const regime = (reference: string, more: Partial<Extract<Act, { type: 'regime' }>>) =>
    recordAct(desk.deps, reference, { type: 'regime', regime: 'STATUTORY', why: 'As the trade register says.', ...more }, STAFF);

  it('is put down once for all its cases, and the statute then holds', async () => {
    const [first, second] = [await file('tom@trader.example', [MEMBERS[0]]), await file('tom@trader.example', [])];
    await expect(regime(first.reference, {})).rejects.toMatchObject({ code: 'REGIME_UNCHANGED' });
    await regime(first.reference, { soleTrader: { is: true } });
    for (const { id } of [first, second]) expect(isOnlySoleTrader((await itemRulesOf(desk.deps.pool, id)).organisations)).toBe(true);
    await expect(regime(second.reference, { regime: 'POLICY_ONLY' })).rejects.toMatchObject({ code: 'SOLE_TRADER_IS_A_PERSON' });
    const { row } = await regime(second.reference, { regime: 'POLICY_ONLY', soleTrader: { is: false } });
    expect([row.regime, isOnlySoleTrader((await itemRulesOf(desk.deps.pool, first.id)).organisations)]).toEqual(['POLICY_ONLY', false]);
    const { rows } = await desk.deps.pool.query<{ data: object }>(
      `SELECT data FROM evidence WHERE event = 'natural-person-determined' ORDER BY at`,
    );
    expect(rows.map(({ data }) => data)).toEqual([
      { member: MEMBERS[0], as: 'natural-person' },
      { member: MEMBERS[0], as: 'organisation' },
    ]);
  });

  it('is asked of one organisation at a time, and of one that the person stands for', async () => {
    const none = await file('nobody@trader.example', []);
    await expect(regime(none.reference, { soleTrader: { is: true } })).rejects.toMatchObject({ code: 'NO_ORGANISATION' });
    const both = await file('both@trader.example', MEMBERS);
    await expect(regime(both.reference, { soleTrader: { is: true } })).rejects.toMatchObject({ code: 'SEVERAL_ORGANISATIONS' });
    await expect(regime(none.reference, { soleTrader: { is: true, member: MEMBERS[1] } })).rejects.toMatchObject({
      code: 'NO_ORGANISATION',
    });
    await regime(both.reference, { soleTrader: { is: true, member: MEMBERS[1] } });
    const { rows } = await desk.deps.pool.query('SELECT id FROM member WHERE is_natural_person');
    expect(rows).toEqual([{ id: MEMBERS[1] }]);
  });
});
