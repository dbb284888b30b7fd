import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import request from 'supertest';
import { createAccounts } from '../adapters/accounts/accounts.js';
import { openTestDoor, type TestDoor } from '../tests/support/door.js';
import { openApiDocument } from './openapi.js';
import { EXAMPLES } from './openapi-examples.js';
import { SLA_SCHEMA } from './sla/openapi.js';

const document = openApiDocument('http://127.0.0.1:3000');
const calls = Object.entries(
  document.paths as Record<string, Record<string, { requestBody?: { content: Record<string, { schema: object }> } }>>,
).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
const taking = calls.flatMap(({ path, method, operation }) => {
  const content = operation.requestBody?.content['application/json'];
  return content === undefined ? [] : [{ call: `${method} ${path}`, path, method, schema: content.schema }];
});

describe('/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
  });

  it('has an example for every call that takes a body, and for no other', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(taking.map(({ call }) => call).sort());
  });

  it.each(taking)('the example of $call fits its schema', ({ call, schema }) => {
    const ajv = addFormats.default(new Ajv2020({ strict: false }));
    const fits = ajv.compile({ ...schema, components: document.components });
    expect(fits(EXAMPLES[call]) ? [] : fits.errors).toEqual([]);
  });
});

describe('the examples, sent to a real door', () => {
  let door: TestDoor;
  let issuer: string;
  beforeAll(async () => {
    door = await openTestDoor(2);
    await door.foundation.pool.query(
      `INSERT INTO issuer (slug, name, website) VALUES ('harbour-institute', 'Harbour Institute', 'https://harbour.example')`,
    );
    issuer = await createAccounts(door.foundation).createToken('issuer', 'harbour-institute');
  }, 120_000);
  afterAll(() => door.close());

  it.each(taking)('$call is taken, or refused by the state of its case', async ({ call, path, method }) => {
    const isForIssuer = /seals|members|webhooks|issuer$/.test(path);
    const target = path.replace('{reference}', door.references[1] ?? '').replace('{id}', '019a0000-0000-7000-8000-000000000001');
    const agent = request(door.app);
    const sent = await (method === 'patch' ? agent.patch(target) : agent.post(target))
      .set('authorization', `Bearer ${isForIssuer ? issuer : door.tokens[0]}`)
      .send(EXAMPLES[call] as object);
    // 404: the id of the example is nobody's. 409: the act is not for now.
    expect([200, 201, 202, 404, 409]).toContain(sent.status);
    if (!path.includes('{')) expect(sent.status).toBeLessThan(300);
    expect(door.faults).toEqual([]);
  });

  it('answers the figures as they are described, to the last field', async () => {
    const { body } = await request(door.app).get('/api/v1/sla').set('authorization', `Bearer ${door.tokens[0]}`);
    const fits = addFormats.default(new Ajv2020({ strict: false })).compile({ ...closed(SLA_SCHEMA) });
    expect(fits(body) ? [] : fits.errors).toEqual([]);
    expect(Object.keys(body).sort()).toEqual(Object.keys(SLA_SCHEMA.properties as object).sort());
  });

  it('lists by every filter of the desk, and refuses each with a value that is none', async () => {
    const list = (query: object, token = door.tokens[0]) =>
      request(door.app).get('/api/v1/requests').query(query).set('authorization', `Bearer ${token}`);
    const { items } = (await list({})).body;
    const all = items.length;
    const having = (name: string, value: string) => items.filter((item: Record<string, unknown>) => item[name] === value).length;
    const isOver = having('status', 'closed') + having('status', 'answered');
    const filters = [
      [{ group: 'open' }, all - isOver],
      [{ channel: 'api' }, having('channel', 'api')],
      [{ channel: 'social' }, 0],
      [{ jurisdiction: 'EU' }, 0],
      [{ assignedTo: 'nobody' }, all],
      [{ assignedTo: '019a0000-0000-7000-8000-000000000001' }, 0],
      [{ issuer: 'harbour-institute' }, 0],
      [{ dueFrom: '2020-01-01', dueBefore: '2020-02-01' }, 0],
      [{ receivedIn: new Date().toISOString().slice(0, 7) }, all],
      [{ answeredIn: '2020-01' }, 0],
      [{ overdue: 'false', urgency: 'late' }, 0],
      [{ atRisk: 'true' }, 0],
      [{ turn: 'issuer', onTime: 'true' }, 0],
    ] as const;
    for (const [query, count] of filters) expect([query, (await list(query)).body.items?.length]).toEqual([query, count]);
    for (const wrong of [
      'group',
      'channel',
      'jurisdiction',
      'assignedTo',
      'dueFrom',
      'receivedIn',
      'urgency',
      'turn',
      'atRisk',
      'onTime',
    ]) {
      const { status, body } = await list({ [wrong]: 'Zeppelin' });
      expect([status, body.errors?.[0]?.pointer]).toEqual([422, `/${wrong}`]);
    }
    expect((await list({ assignedTo: 'nobody' }, issuer)).body.errors).toMatchObject([{ pointer: '/assignedTo' }]);
  });
});

/** The schema with nothing allowed that it does not name. */
function closed(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === 'object' && value.properties !== undefined ? { ...value, additionalProperties: false } : value,
  );
}
