import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { listRequests } from '../../adapters/db/requests/list.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import type { Role } from '../../domain/request/types.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';

let door: TestDoor;
const tokens: Partial<Record<Role | 'other', string>> = {};

beforeAll(async () => {
  door = await openTestDoor(0);
  const accounts = createAccounts(door.foundation);
  [tokens.staff, tokens.other] = door.tokens;
  for (const role of ['dpo', 'auditor', 'operator', 'member'] as const) tokens[role] = await accounts.createToken(role);
  tokens.issuer = await accounts.createToken('issuer', 'harbour-institute');
}, 60_000);
afterAll(() => door.close());

type Who = keyof typeof tokens;
const as = (who: Who) => ({ authorization: `Bearer ${tokens[who]}` });
const act = (reference: string, name: string, body: object, who: Who = 'staff') =>
  request(door.app).post(`/api/v1/requests/${reference}/${name}`).set(as(who)).send(body);
const see = (reference: string, who: Who = 'staff') => request(door.app).get(`/api/v1/requests/${reference}`).set(as(who));

/** A case that waits for its decision. */
async function deciding(right = 'access', more: object = {}): Promise<string> {
  const person = { name: 'Ida Quellmann', email: `${crypto.randomUUID()}@example.org` };
  const filed = await request(door.app)
    .post('/api/v1/requests')
    .set(as('staff'))
    .send({ right, requester: person, ...more });
  const steps = createCaseSteps(door.foundation);
  await steps.acknowledge(filed.body.id, new Date());
  await act(filed.body.reference, 'identity', { level: 'L2', how: 'by telephone' });
  await steps.startSearch(filed.body.id, new Date());
  await steps.searchSystem(filed.body.id, 'rightsdesk', new Date());
  await steps.finishSearch(filed.body.id, new Date());
  return filed.body.reference;
}

const events = async (reference: string) => {
  const { rows } = await door.foundation.pool.query<{ event: string; data: Record<string, unknown> }>(
    `SELECT event, data FROM evidence e JOIN request r ON r.id = e.request_id WHERE reference = $1 AND event ~ '^(approval|decided)' ORDER BY seq`,
    [reference],
  );
  return rows;
};

const PLAIN = { held: 'yes', largeQuantity: 'no', scopeUnclear: 'no', exemption: 'none', thirdParty: 'none' };
const REFUSED = { outcome: 'refused', reasons: 'A court order forbids it.', facts: PLAIN };
const OVERRIDE = { ...REFUSED, override: { reason: 'Order of 3 November.' } };

describe('decision', () => {
  it('goes as before with outcome and reasons alone, and never without reasons', async () => {
    const reference = await deciding();
    expect((await act(reference, 'decision', { outcome: 'refused', reasons: '   ' })).status).toBe(422);
    expect((await act(reference, 'decision', { outcome: 'refused', reasons: 'Because.' })).body).toMatchObject({
      status: 'fulfilling',
      outcome: 'refused',
    });
    const [decided] = await events(reference);
    expect(decided).toMatchObject({ event: 'decided', data: { rule: null, isOverride: false } });
  });

  it('puts rule, article and facts on record where the table settles it', async () => {
    const reference = await deciding();
    const done = await act(reference, 'decision', { outcome: 'granted', reasons: 'All of it.', facts: PLAIN });
    expect(done.body).toMatchObject({
      status: 'fulfilling',
      decision: { rule: 'in-full', article: 'GDPR Art. 15(1), (3)', isOverride: false },
    });
    expect((await events(reference)).at(-1)?.data).toMatchObject({
      table: 'access',
      rule: 'in-full',
      facts: expect.arrayContaining(['exemption=none', 'identity=proven']),
    });
  });

  it('is 409 against the table, with the rule, the article and what would be in line', async () => {
    const reference = await deciding();
    const { status, body } = await act(reference, 'decision', REFUSED);
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { code: 'AGAINST_THE_TABLE', detail: expect.stringMatching(/in-full.*granted.*Art\. 15/) },
    });
    expect((await see(reference)).body).toMatchObject({ status: 'deciding', outcome: null });
  });

  it('points at facts that are not asked, unknown, or against the record', async () => {
    const reference = await deciding();
    const pointers = async (facts: object) =>
      (await act(reference, 'decision', { outcome: 'granted', reasons: 'x', facts })).body.errors?.map(
        (error: { pointer: string }) => error.pointer,
      );
    expect(await pointers({ compelling: 'pending' })).toEqual(['/facts/compelling']);
    expect(await pointers({ exemption: 'half' })).toEqual(['/facts/exemption']);
    expect(await pointers({ identity: 'doubted' })).toEqual(['/facts/identity']);
  });
});

describe('approval', () => {
  it('lets an override happen only by a second person', async () => {
    const reference = await deciding();
    const proposed = await act(reference, 'decision', OVERRIDE);
    expect(proposed.body).toMatchObject({
      status: 'deciding',
      outcome: null,
      approvals: [{ kind: 'decision', ground: 'against-the-table', status: 'open' }],
    });
    expect((await act(reference, 'approval', { approve: true })).body).toMatchObject({ status: 409, code: 'SECOND_PERSON_NEEDED' });
    expect((await act(reference, 'approval', { approve: true }, 'other')).body).toMatchObject({
      status: 'fulfilling',
      outcome: 'refused',
      decision: { rule: 'in-full', isOverride: true },
      approvals: [{ status: 'approved' }],
    });
    expect((await events(reference)).map(({ event }) => event)).toEqual(['approval-asked', 'approval-given', 'decided']);
    expect((await act(reference, 'approval', { approve: true }, 'dpo')).body.code).toBe('NO_OPEN_APPROVAL');
  });

  it('sends it back with a reason, and the case goes on', async () => {
    const reference = await deciding();
    await act(reference, 'decision', OVERRIDE);
    expect((await act(reference, 'approval', { approve: false, reason: 'The order is of another case.' }, 'dpo')).body).toMatchObject({
      status: 'deciding',
      outcome: null,
      approvals: [{ status: 'declined' }],
    });
    expect((await act(reference, 'decision', { outcome: 'granted', reasons: 'All.', facts: PLAIN })).body.status).toBe('fulfilling');
  });

  it('has nothing to wait for once something else was decided or proposed in its place', async () => {
    const reference = await deciding();
    await act(reference, 'decision', OVERRIDE);
    await act(reference, 'decision', OVERRIDE, 'other');
    expect((await see(reference)).body.approvals.map((one: { status: string }) => one.status)).toEqual(['superseded', 'open']);
    await act(reference, 'decision', { outcome: 'granted', reasons: 'All.' });
    expect((await see(reference)).body.approvals.map((one: { status: string }) => one.status)).toEqual(['superseded', 'superseded']);
    expect((await act(reference, 'approval', { approve: true }, 'dpo')).body.code).toBe('NO_OPEN_APPROVAL');
  });

  it('is in the list of what waits for a second person, and sealed', async () => {
    const reference = await deciding();
    await act(reference, 'decision', OVERRIDE);
    const waiting = () => listRequests(door.foundation, { limit: 50, group: 'approval' });
    expect((await waiting()).items.find((item) => item.reference === reference)).toMatchObject({ waitsForApproval: true });
    const { rows } = await door.foundation.pool.query<{ sealed_proposal: Buffer }>(
      `SELECT sealed_proposal FROM approval a JOIN request r ON r.id = a.request_id WHERE reference = $1`,
      [reference],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed_proposal.toString('latin1')).not.toContain('court order');
    await act(reference, 'approval', { approve: false }, 'dpo');
    expect((await waiting()).items.some((item) => item.reference === reference)).toBe(false);
  });

  it('answers one of two who approve at the same moment, and decides once', async () => {
    const reference = await deciding();
    await act(reference, 'decision', OVERRIDE);
    const answers = await Promise.all([
      act(reference, 'approval', { approve: true }, 'other'),
      act(reference, 'approval', { approve: true }, 'dpo'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await events(reference)).filter(({ event }) => event === 'decided')).toHaveLength(1);
  });
});

describe('GDPR Art. 12(5)', () => {
  const unfounded = { outcome: 'refused', reasons: 'Manifestly excessive.', facts: { unfoundedOrExcessive: 'proven' } };
  const shown = { ...unfounded, evidence: ['Forty identical requests in one week', 'The offer to withdraw for money'] };

  it('wants evidence and both pairs of eyes, and the letter says both', async () => {
    const reference = await deciding();
    expect((await act(reference, 'decision', unfounded)).body).toMatchObject({ status: 409, code: 'EVIDENCE_NEEDED' });
    expect((await act(reference, 'decision', shown)).body).toMatchObject({
      status: 'deciding',
      approvals: [{ ground: 'unfounded-or-excessive' }],
    });
    expect((await act(reference, 'approval', { approve: true }, 'dpo')).body).toMatchObject({
      status: 'fulfilling',
      decision: { rule: 'unfounded' },
    });
    const { rows } = await door.foundation.pool.query<{ id: string }>('SELECT id FROM request WHERE reference = $1', [reference]);
    await createCaseSteps(door.foundation).answerByLetter(rows[0]?.id ?? '', new Date());
    const letters = await door.foundation.pool.query<{ subject_id: string; sealed_facts: Buffer }>(
      `SELECT subject_id, sealed_facts FROM letter WHERE request_id = $1 AND code = 'REFUSAL'`,
      [rows[0]?.id],
    );
    const [letter] = letters.rows;
    const facts = letter && (await door.foundation.vault.open(letter.subject_id, letter.sealed_facts, 'letter.sealedFacts'));
    expect(facts).toMatchObject({ provision: 'UK GDPR Art. 12(5)', evidence: shown.evidence.join('\n') });
  });

  it('is not combined with a fee on the same ground', async () => {
    const reference = await deciding();
    const { rows } = await door.foundation.pool.query<{ id: string; subject_id: string }>(
      'SELECT id, subject_id FROM request WHERE reference = $1',
      [reference],
    );
    const sealed = await door.foundation.vault.sealText(rows[0]?.subject_id ?? '', 'One hour.', 'fee.sealedCalculation');
    await door.foundation.pool.query(
      `INSERT INTO fee (id, request_id, ground, amount_minor, currency, sealed_calculation, status, pay_by_on, notified_by)
       VALUES (gen_random_uuid(), $1, 'unfounded-or-excessive', 1000, 'GBP', $2, 'expired', '2026-12-01', 'x')`,
      [rows[0]?.id, sealed],
    );
    expect((await act(reference, 'decision', shown)).body).toMatchObject({ status: 409, code: 'FEE_OR_REFUSAL' });
  });
});

describe('who may not', () => {
  it.each(['auditor', 'operator', 'member', 'issuer'] as const)('%s neither decides nor approves', async (who) => {
    const reference = await deciding();
    expect((await act(reference, 'decision', { outcome: 'granted', reasons: 'x' }, who)).status).toBe(403);
    expect((await act(reference, 'approval', { approve: true }, who)).status).toBe(403);
  });

  it('the data-protection officer approves and works no case', async () => {
    const reference = await deciding();
    for (const [name, body] of [
      ['decision', { outcome: 'granted', reasons: 'x' }],
      ['clarification', { question: 'x' }],
      ['withdrawal', {}],
      ['identity', { level: 'L1', how: 'x' }],
    ] as const)
      expect((await act(reference, name, body, 'dpo')).status).toBe(403);
    expect((await see(reference, 'dpo')).status).toBe(200);
  });

  it('an auditor reads everything', async () => {
    const reference = await deciding();
    expect((await see(reference, 'auditor')).status).toBe(200);
    expect((await request(door.app).get('/api/v1/sla').set(as('auditor'))).status).toBe(200);
  });

  it('is no fault of the door', () => {
    expect(door.faults).toEqual([]);
  });
});
