import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openTestDoor, type TestDoor } from '../support/door.js';
import { IS_LONG_RUN } from '../support/long-run.js';

const ROUNDS = IS_LONG_RUN ? 10_000 : 1_000;
const AT_ONCE = 8;

const awkward = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '𝒜',
    "'; DROP TABLE request; --",
    '{{7*7}}',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    '%00',
    '\r\nBcc: a@b.c',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 20 }).map((text) => text.repeat(900)),
);
const odd = fc.oneof(
  awkward,
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    2 ** 53,
    Number.MIN_VALUE,
    [],
    {},
    [[]],
    [null],
    { toString: 1 },
    '2026-02-30',
    '9999-12-31T23:59:60Z',
    'access',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const mostly = <T>(usual: T) => fc.oneof({ weight: 4, arbitrary: fc.constant<unknown>(usual) }, { weight: 1, arbitrary: odd });

const filing = fc.record(
  {
    right: fc.oneof(mostly('access'), fc.array(mostly('erasure'), { maxLength: 8 })),
    requester: fc.oneof(fc.record({ name: mostly('Anna Beispiel'), email: mostly('anna@example.org') }), odd),
    jurisdiction: mostly('UK'),
    calendar: mostly('ENG'),
    language: mostly('de'),
    details: mostly('Everything, please.'),
    corrections: mostly([{ record: 'a', field: 'b', proposed: 'c' }]),
    objection: mostly({ kind: 'direct_marketing' }),
    onBehalfOf: mostly('A child'),
    transferTo: mostly('Another'),
    channel: mostly('post'),
    receivedAt: mostly('2026-11-01T09:00:00Z'),
  },
  { requiredKeys: ['right', 'requester'] },
);
const deadline = fc.record(
  {
    jurisdiction: mostly('EU'),
    calendar: mostly('DE'),
    timeZone: mostly('Europe/Berlin'),
    right: mostly('access'),
    received: mostly('2026-01-31T10:00:00Z'),
    events: fc.oneof(fc.array(fc.record({ type: mostly('clarification-requested'), on: mostly('2026-02-01'), ref: mostly('a') })), odd),
    answeredOn: mostly('2026-02-20'),
  },
  { requiredKeys: [] },
);
const act = fc.oneof(
  ...[
    { level: 'L1', how: 'seen' },
    { outcome: 'granted', reasons: 'yes' },
    { question: 'Which?' },
    { ground: 'complexity', reasons: 'many', amountMinor: 1, currency: 'EUR', calculation: 'x' },
    { release: ['a'], withhold: [], redact: [{ key: 'a', field: 'b', reason: 'c' }] },
    { rights: ['access', 'erasure'] },
  ].map((body) => fc.record(Object.fromEntries(Object.entries(body).map(([name, value]) => [name, mostly(value)])), { requiredKeys: [] })),
);
const ACTS = [
  'identity',
  'clarification',
  'clarification-answer',
  'extension',
  'fee',
  'fee-payment',
  'fee-waiver',
  'review',
  'decision',
  'release',
  'withdrawal',
  'classification',
  'task-done',
];

interface Shot {
  path: string;
  body: string;
  headers: Record<string, string>;
}

/** Broken now and then on its way: cut off, not JSON at all, another type, another encoding. */
const onTheWire = (body: fc.Arbitrary<unknown>, path: fc.Arbitrary<string>): fc.Arbitrary<Shot> =>
  fc.tuple(path, body, fc.nat({ max: 20 }), awkward).map(([where, value, damage, noise]) => {
    const json = JSON.stringify(value) ?? 'null';
    const text = damage === 0 ? json.slice(0, json.length / 2) : damage === 1 ? noise : damage === 2 ? `${'['.repeat(2_000)}${json}` : json;
    const type = damage === 3 ? 'text/plain' : damage === 4 ? 'application/json; charset=utf-7' : 'application/json';
    return {
      path: where,
      body: text,
      headers: {
        'content-type': type,
        ...(damage === 5 ? { 'content-encoding': 'gzip' } : {}),
        ...(damage === 6 ? { 'idempotency-key': encodeURIComponent(noise.toWellFormed()).slice(0, 300) } : {}),
      },
    };
  });

describe('the JSON interface', () => {
  let door: TestDoor;
  let server: Server;
  let origin = '';

  beforeAll(async () => {
    door = await openTestDoor(40);
    server = createServer(door.app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 60_000);
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await door.close();
  }, 60_000);

  it(`answers ${ROUNDS} bodies that nobody meant, never with a fault of its own`, async () => {
    const paths = fc
      .tuple(fc.constantFrom(...door.references), fc.constantFrom(...ACTS))
      .map(([reference, name]) => `/api/v1/requests/${reference}/${name}`);
    const shots = fc.oneof(
      { weight: 4, arbitrary: onTheWire(filing, fc.constant('/api/v1/requests')) },
      { weight: 3, arbitrary: onTheWire(fc.oneof(deadline, fc.array(deadline, { maxLength: 3 })), fc.constant('/api/v1/deadlines')) },
      { weight: 3, arbitrary: onTheWire(act, paths) },
      { weight: 1, arbitrary: onTheWire(odd, fc.oneof(paths, fc.constantFrom('/api/v1/requests', '/api/v1/deadlines'))) },
    );
    const statuses = new Map<number, number>();
    let calls = 0;
    const fire = async ({ path, body, headers }: Shot) => {
      calls += 1;
      const answer = await fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${door.tokens[calls % door.tokens.length]}`, ...headers },
        body,
      });
      const said = await answer.text();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      // A bug says 500; a door that is not there at all would be no test.
      if (answer.status >= 500) throw new Error(`${answer.status} for ${path} ${body.slice(0, 300)}: ${said.slice(0, 300)}`);
      if (answer.status >= 400) expect(answer.headers.get('content-type')).toContain('application/problem+json');
    };
    const all = fc.sample(shots, { numRuns: ROUNDS, seed: 20_261_123 });
    for (let from = 0; from < all.length; from += AT_ONCE) await Promise.all(all.slice(from, from + AT_ONCE).map(fire));
    expect(statuses.get(201) ?? 0).toBeGreaterThan(0);
    expect(statuses.get(200) ?? 0).toBeGreaterThan(0);
    expect(statuses.get(422) ?? 0).toBeGreaterThan(ROUNDS / 20);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect(door.faults).toEqual([]);
  }, 600_000);
});
