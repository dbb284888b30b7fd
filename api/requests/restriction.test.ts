import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { unsubscribeToken } from '../../adapters/db/marketing/unsubscribe.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';

let door: TestDoor;
let token = '';

beforeAll(async () => {
  door = await openTestDoor(0);
  token = door.tokens[0] ?? '';
}, 120_000);
afterAll(() => door.close());

const post = (path: string, body: unknown) =>
  request(door.app)
    .post(path)
    .set('authorization', `Bearer ${token}`)
    .send(body as object);
const get = (path: string) => request(door.app).get(path).set('authorization', `Bearer ${token}`);
const act = (reference: string, name: string, body: unknown) => post(`/api/v1/requests/${reference}/${name}`, body);
const file = (body: Record<string, unknown>) =>
  post('/api/v1/requests', { requester: { name: 'Ida Quellmann', email: `${randomUUID()}@example.org` }, ...body });

async function idOf(reference: string): Promise<string> {
  const { rows } = await door.foundation.pool.query<{ id: string }>('SELECT id FROM request WHERE reference = $1', [reference]);
  return rows[0]?.id ?? '';
}

describe('restriction by the wire', () => {
  it('is asked for with the filing, and set once the person is proven; until then the case says it is wanted', async () => {
    const filed = await file({
      right: 'rectification',
      corrections: [{ record: 'c', field: 'name', proposed: 'Ida Q.', reason: 'r' }],
      restrictMeanwhile: true,
    });
    expect(filed.status).toBe(201);
    const { reference } = filed.body;
    expect((await get(`/api/v1/requests/${reference}`)).body.restriction).toEqual({ state: 'wanted' });
    const steps = createCaseSteps(door.foundation);
    const id = await idOf(reference);
    await steps.acknowledge(id, new Date());
    await steps.setRestriction(id, new Date());
    expect((await get(`/api/v1/requests/${reference}`)).body.restriction).toEqual({ state: 'wanted' });
    await act(reference, 'identity', { level: 'L3', how: 'Known to us.' });
    expect(await steps.readCase(id)).toMatchObject({ isRestrictionWanted: true, restriction: null });
    await steps.setRestriction(id, new Date());
    const { body } = await get(`/api/v1/requests/${reference}`);
    expect(body.restriction).toMatchObject({
      state: 'in-force',
      ground: 'accuracy-contested',
      liftOn: null,
      parts: [{ system: 'rightsdesk', isOpen: false }],
    });
    expect(body.letters.map(({ code }: { code: string }) => code)).toContain('RESTRICTED');
    expect(await act(reference, 'lift-announcement', { reason: 'Over.' })).toMatchObject({
      status: 409,
      body: { code: 'RESTRICTION_CAUSE_OPEN' },
    });
  });

  it.each([
    [{ right: 'access' }, 'restrict-meanwhile', {}, 'NOTHING_TO_RESTRICT'],
    [{ right: 'objection', objection: { kind: 'direct_marketing' } }, 'restrict-meanwhile', {}, 'NOTHING_TO_RESTRICT'],
    [{ right: 'access' }, 'restriction-terms', { ground: 'b' }, 'NOTHING_TO_RESTRICT'],
    [{ right: 'restriction' }, 'restriction-terms', { ground: 'a', linkedRequest: 'RR-2026-000000' }, 'LINKED_REQUEST_UNFIT'],
    [{ right: 'restriction' }, 'lift-announcement', { reason: 'Over.' }, 'NO_RESTRICTION_IN_FORCE'],
    [
      { right: 'access' },
      'balancing-test',
      { interests: 'a', necessity: 'b', situation: 'c', safeguards: 'd', conclusion: 'e' },
      'NOT_AN_OBJECTION',
    ],
  ])('of %o refuses %s with its article', async (filing, name, body, code) => {
    const { reference } = (await file(filing)).body;
    const answer = await act(reference, name, body);
    expect(answer).toMatchObject({ status: 409, body: { code } });
    expect(answer.body.detail).toMatch(/GDPR Art\. \d/);
  });

  it.each([
    ['restriction-terms', { ground: 'e' }, '/ground'],
    ['restriction-terms', { ground: 'a', scope: [{ system: '' }] }, '/scope/0/system'],
    ['lift-announcement', { reason: ' ' }, '/reason'],
    ['lift-announcement', { reason: 'x', liftOn: 'tomorrow' }, '/liftOn'],
    ['balancing-test', { interests: 'a' }, '/necessity'],
  ])('says what is wrong with %s %o', async (name, body, pointer) => {
    const { reference } = (await file({ right: 'restriction' })).body;
    const answer = await act(reference, name, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

describe('objection to marketing by the wire', () => {
  it('bars the address in the moment of filing, and cannot be refused', async () => {
    const email = `${randomUUID()}@example.org`;
    const { reference } = (await file({ right: 'objection', objection: { kind: 'direct_marketing' }, requester: { name: 'N', email } }))
      .body;
    const { rows } = await door.foundation.pool.query('SELECT channel FROM suppression WHERE address_index = $1', [
      door.foundation.vault.blindIndex(email),
    ]);
    expect(rows).toHaveLength(5);
    expect(await act(reference, 'decision', { outcome: 'refused', reasons: 'No.' })).toMatchObject({ status: 409 });
  });

  it('by the link of a newsletter: one POST, no cookie, no case, no letter', async () => {
    const addressIndex = door.foundation.vault.blindIndex('link@example.org');
    const path = `/unsubscribe/${unsubscribeToken(door.foundation, { addressIndex, newsletterId: randomUUID() })}`;
    expect((await request(door.app).get(path)).status).toBe(200);
    const suppressed = () => door.foundation.pool.query('SELECT channel, source FROM suppression WHERE address_index = $1', [addressIndex]);
    expect((await suppressed()).rows).toEqual([]);
    const answer = await request(door.app).post(path).type('form').send('List-Unsubscribe=One-Click');
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await suppressed()).rows).toEqual([{ channel: 'email', source: 'one-click' }]);
    expect(door.faults).toEqual([]);
  });
});
