import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createAccounts } from '../../adapters/accounts/accounts.js';
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
const act = (reference: string, name: string, body: object, who?: Who) => {
  const call = request(door.app).post(`/api/v1/requests/${reference}/${name}`);
  return (who === undefined ? call : call.set({ authorization: `Bearer ${tokens[who]}` })).send(body);
};
const filed = async () =>
  (
    await request(door.app)
      .post('/api/v1/requests')
      .set({ authorization: `Bearer ${tokens.staff}` })
      .send({ right: 'access', requester: { name: 'Ida Quellmann', email: `${crypto.randomUUID()}@example.org` } })
  ).body as { reference: string; statusUrl: string };

const ACTS = {
  complaint: { text: 'You left something out.' },
  'complaint-progress': { text: 'Nearly done.' },
  'complaint-outcome': { finding: 'upheld', reasons: 'It was left out.' },
  contact: { email: 'new@example.org', level: 'L3', how: 'by telephone' },
  authority: { verdict: 'confirmed', how: 'a note' },
  forward: { to: 'Crafts Office', contact: 'a@example.org', why: 'theirs' },
  regime: { regime: 'POLICY_ONLY', why: 'a company' },
  join: { with: 'RR-2026-4F7K2M' },
} as const;

describe('who may not', () => {
  it.each(Object.entries(ACTS))('%s is for the desk alone', async (name, body) => {
    const { reference } = await filed();
    expect((await act(reference, name, body)).status).toBe(401);
    for (const who of ['auditor', 'operator', 'member'] as const) expect((await act(reference, name, body, who)).status).toBe(403);
    expect([403, 404]).toContain((await act(reference, name, body, 'issuer')).status);
    if (!name.startsWith('complaint-')) expect((await act(reference, name, body, 'dpo')).status).toBe(403);
  });
});

describe('a complaint over the wire', () => {
  it('is entered, refused twice, told about, and decided by the officer', async () => {
    const { reference } = await filed();
    expect((await act(reference, 'complaint', { text: ' ' }, 'staff')).status).toBe(422);
    expect((await act(reference, 'complaint', { text: 'Too late.', receivedOn: '2019-01-01' }, 'staff')).status).toBe(422);
    const taken = await act(reference, 'complaint', { ...ACTS.complaint, channel: 'post' }, 'staff');
    expect(taken.status).toBe(200);
    expect(taken.body.complaints).toMatchObject([{ channel: 'post', text: ACTS.complaint.text }]);
    const twice = await act(reference, 'complaint', ACTS.complaint, 'staff');
    expect(twice.status).toBe(409);
    expect(twice.body).toMatchObject({ code: 'COMPLAINT_ALREADY_OPEN', detail: expect.stringContaining('s.164A') });
    expect((await act(reference, 'complaint-progress', ACTS['complaint-progress'], 'dpo')).status).toBe(200);
    expect((await act(reference, 'complaint-outcome', { finding: 'maybe', reasons: 'x' }, 'dpo')).status).toBe(422);
    const done = await act(reference, 'complaint-outcome', ACTS['complaint-outcome'], 'dpo');
    expect(done.body.complaints).toMatchObject([{ finding: 'upheld', reasons: 'It was left out.' }]);
    expect((await act(reference, 'complaint-outcome', ACTS['complaint-outcome'], 'dpo')).body.code).toBe('NO_OPEN_COMPLAINT');
  });

  it('comes from the person by the form that every letter names, without an account and without script', async () => {
    const { reference, statusUrl } = await filed();
    const browser = request.agent(door.app);
    const path = `${new URL(statusUrl).pathname}/complaint`;
    const page = await browser.get(path);
    expect(page.status).toBe(200);
    expect((await browser.post(path).type('form').send({ text: '' })).text).toContain('Write what was wrong');
    const forged = await browser.post(path).set('sec-fetch-site', 'cross-site').type('form').send({ text: 'forged' });
    expect(forged.status).toBe(403);
    expect((await browser.post(path).type('form').send({ text: 'You left out my invoices.' })).status).toBe(303);
    const seen = await request(door.app)
      .get(`/api/v1/requests/${reference}`)
      .set({ authorization: `Bearer ${tokens.staff}` });
    expect(seen.body.complaints).toMatchObject([{ channel: 'form', text: 'You left out my invoices.' }]);
    expect((await browser.get(`/status/${reference}/${'x'.repeat(20)}/complaint`)).status).toBe(404);
    // What comes while it is open belongs to it.
    expect((await browser.post(path).type('form').send({ text: 'And the letters.' })).status).toBe(303);
    const after = await request(door.app)
      .get(`/api/v1/requests/${reference}`)
      .set({ authorization: `Bearer ${tokens.staff}` });
    expect(after.body.complaints).toHaveLength(1);
    expect(after.body.messages).toMatchObject([{ text: 'And the letters.' }]);
  });
});
