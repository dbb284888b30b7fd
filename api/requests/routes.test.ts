import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';

let door: TestDoor;
let token = '';

beforeAll(async () => {
  door = await openTestDoor(0);
  token = door.tokens[0] ?? '';
}, 60_000);
afterAll(() => door.close());

const person = { name: 'Ida Quellmann', email: 'ida.quellmann@example.org' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  request(door.app)
    .post(path)
    .set({ authorization: `Bearer ${token}`, ...headers })
    .send(body as object);
const file = (body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  post('/api/v1/requests', { right: 'access', requester: person, ...body }, headers);
const get = (path: string) => request(door.app).get(path).set('authorization', `Bearer ${token}`);
const act = (reference: string, name: string, body: unknown) => post(`/api/v1/requests/${reference}/${name}`, body);

/** What the workflow would have done by now: searched every system. */
async function searched(reference: string): Promise<void> {
  const { rows } = await door.foundation.pool.query<{ id: string }>('SELECT id FROM request WHERE reference = $1', [reference]);
  await createCaseSteps(door.foundation).finishSearch(rows[0]?.id ?? '', new Date());
}

describe('POST /api/v1/requests', () => {
  it('answers with the case and its dates, and has it on record with evidence and outbox', async () => {
    const { status, body } = await file({ receivedAt: '2026-09-03T23:30+00:00', channel: 'post' });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { status: 'received', receivedAt: '2026-09-03T23:30:00.000Z', dueOn: '2026-10-05', safeOn: '2026-10-04', linked: [] },
    });
    const { rows } = await door.foundation.pool.query(
      `SELECT (SELECT array_agg(event ORDER BY seq) FROM evidence WHERE request_id = r.id) AS events,
              (SELECT count(*)::int FROM outbox WHERE target_id = r.id AND kind = 'start') AS started FROM request r WHERE reference = $1`,
      [body.reference],
    );
    expect(rows).toEqual([{ events: ['received', 'classified', 'deadline-computed'], started: 1 }]);
  });

  it('makes one linked case per right and answers with the one named first', async () => {
    const { body } = await file({ right: ['erasure', 'access', 'erasure'] });
    expect(body.linked).toHaveLength(1);
    expect((await get(`/api/v1/requests/${body.reference}`)).body).toMatchObject({ right: 'erasure', linked: body.linked });
    expect((await get(`/api/v1/requests/${body.linked[0]}`)).body).toMatchObject({ right: 'access', linked: [body.reference] });
  });

  it.each([
    ['an unknown right', { right: 'oblivion' }, '/right'],
    ['an address that is none', { requester: { name: 'A', email: 'nobody' } }, '/requester/email'],
    ['a member that does not exist', { urgent: true }, '/urgent'],
    ['a place where the controller has none', { jurisdiction: 'EU', calendar: 'ENG' }, '/calendar'],
    ['the future', { receivedAt: '2099-01-01T00:00:00Z' }, '/receivedAt'],
  ])('refuses %s with a pointer', async (_what, change, pointer) => {
    const { status, body, headers } = await file(change);
    expect(status).toBe(422);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('says how a body is to be sent that is not JSON', async () => {
    const { status, body } = await request(door.app)
      .post('/api/v1/requests')
      .set({ authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' })
      .send('right=access');
    expect(status).toBe(422);
    expect(body.errors[0].detail).toContain('Content-Type: application/json');
  });

  it('lets strangers file, but not say when and how it came, and not without end', async () => {
    const stranger = (body: object) =>
      request(door.app)
        .post('/api/v1/requests')
        .send({ right: 'access', requester: person, ...body });
    expect((await stranger({ receivedAt: '2026-09-03T10:00:00Z' })).status).toBe(403);
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) statuses.push((await stranger({})).status);
    const last = await stranger({});
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(20);
    expect(last.status).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('files once per Idempotency-Key, also at the same moment, and refuses another body under it', async () => {
    const headers = { 'idempotency-key': 'one-and-the-same' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => file({}, headers)));
    expect(new Set(answers.map((answer) => answer.body.reference)).size).toBe(1);
    expect(answers.every((answer) => answer.status === 201)).toBe(true);
    expect((await file({ details: 'something else' }, headers)).status).toBe(422);
  });
});

describe('reading', () => {
  it('tells nobody without a token whether a case exists', async () => {
    const { body } = await file();
    const known = await request(door.app).get(`/api/v1/requests/${body.reference}`);
    const unknown = await request(door.app).get('/api/v1/requests/RR-2026-000000');
    expect([known.status, unknown.status]).toEqual([401, 401]);
    expect({ ...known.body }).toEqual({ ...unknown.body });
  });

  it('lists exactly the fields of the wire', async () => {
    const { body } = await get('/api/v1/requests?limit=1');
    expect(Object.keys(body.items[0]).sort()).toEqual([
      'channel',
      'dueOn',
      'linked',
      'receivedAt',
      'reference',
      'right',
      'safeOn',
      'status',
      'targetOn',
    ]);
    expect((await get('/api/v1/requests?status=unheard-of')).status).toBe(422);
  });
});

describe('acts', () => {
  const reasons = 'For good reason.';

  it('refuses a decision before the identity, and goes from proof to decision afterwards', async () => {
    const { reference } = (await file()).body;
    const steps = createCaseSteps(door.foundation);
    const { rows } = await door.foundation.pool.query<{ id: string }>('SELECT id FROM request WHERE reference = $1', [reference]);
    await steps.acknowledge(rows[0]?.id ?? '', new Date());
    await steps.askIdentity(rows[0]?.id ?? '', new Date());
    const early = await act(reference, 'decision', { outcome: 'granted', reasons });
    expect(early).toMatchObject({ status: 409, body: { code: 'DECISION_NOT_POSSIBLE_NOW', detail: expect.stringContaining('Art. 12') } });
    expect((await get(`/api/v1/requests/${reference}`)).body).toMatchObject({ status: 'identity', dueOn: null });
    expect((await act(reference, 'identity', { level: 'L1', how: 'by telephone' })).body.status).toBe('assessing');
    await searched(reference);
    expect((await act(reference, 'decision', { outcome: 'refused', reasons })).body).toMatchObject({
      status: 'fulfilling',
      outcome: 'refused',
    });
    expect((await act(reference, 'release', {})).body.code).toBe('NOTHING_TO_RELEASE');
  });

  it('keeps the first copy free and every fee to its ground', async () => {
    const { reference } = (await file()).body;
    const fee = { amountMinor: 1000, currency: 'GBP', calculation: 'Two hours.' };
    expect((await act(reference, 'fee', { ground: 'further-copy', ...fee })).body).toMatchObject({
      status: 409,
      code: 'FIRST_COPY_IS_FREE',
    });
    expect((await act(reference, 'fee', { ground: 'policy-corporate', ...fee })).body).toMatchObject({
      status: 409,
      code: 'PERSONAL_DATA_ARE_FREE',
    });
    const excessive = { ground: 'unfounded-or-excessive', ...fee };
    const proposed = (await act(reference, 'fee', excessive)).body;
    expect(proposed).toMatchObject({ status: 'fee', fee: { status: 'proposed' } });
    expect(proposed.dueOn).not.toBeNull();
    expect((await act(reference, 'fee', excessive)).body).toMatchObject({ status: 409, code: 'SECOND_PERSON_NEEDED' });
    const somebodyElse = { authorization: `Bearer ${door.tokens[1]}` };
    const notified = await post(`/api/v1/requests/${reference}/fee`, excessive, somebodyElse);
    expect(notified.body).toMatchObject({ status: 'fee', dueOn: null, fee: { status: 'notified' } });
  });

  it('extends once, inside the first month, with its notice', async () => {
    const { reference } = (await file({ receivedAt: new Date(Date.now() - 5 * 86_400_000).toISOString() })).body;
    expect((await act(reference, 'extension', { ground: 'complexity', reasons })).status).toBe(200);
    expect((await act(reference, 'extension', { ground: 'number', reasons })).body.code).toBe('ALREADY_EXTENDED');
    const late = (await file({ receivedAt: '2026-01-05T10:00:00Z' })).body;
    expect((await act(late.reference, 'extension', { ground: 'complexity', reasons })).body.code).toBe('EXTENSION_TOO_LATE');
    const { rows } = await door.foundation.pool.query(
      `SELECT l.code FROM letter l JOIN request r ON r.id = l.request_id WHERE r.reference = $1`,
      [reference],
    );
    expect(rows).toEqual([{ code: 'EXTENSION' }]);
  });

  it('closes a withdrawn case and does nothing more in it', async () => {
    const { reference } = (await file()).body;
    expect((await act(reference, 'withdrawal', {})).body).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
    expect((await act(reference, 'identity', { level: 'L2', how: 'late' })).status).toBe(409);
  });

  it('knows no act on a case that does not exist, nor by a browser session alone', async () => {
    expect((await act('RR-2026-000000', 'withdrawal', {})).status).toBe(404);
    const { reference } = (await file()).body;
    expect((await request(door.app).post(`/api/v1/requests/${reference}/withdrawal`).send({})).status).toBe(401);
  });
});

describe('the door', () => {
  it('made nothing a fault of its own', () => {
    expect(door.faults).toEqual([]);
  });
});
