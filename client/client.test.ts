import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientTypes } from '../bin/client-types.js';
import { openTestDoor, type TestDoor } from '../tests/support/door.js';
import { dataOf, openRightsdesk, ProblemError } from './index.js';

describe('the typed client', () => {
  let door: TestDoor;
  let server: Server;
  let baseUrl: string;
  beforeAll(async () => {
    door = await openTestDoor(1);
    server = createServer(door.app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }, 120_000);
  afterAll(async () => {
    server.close();
    await door.close();
  });

  it('has the types of the wire of now (node --import tsx bin/client-types.ts brings them up to date)', async () => {
    expect(readFileSync('client/wire.ts', 'utf8')).toBe(await clientTypes());
  }, 60_000);

  it('files, finds and lists', async () => {
    const client = openRightsdesk({ baseUrl, token: door.tokens[0] });
    const requester = { name: 'Ola Nordin', email: 'ola.nordin@post.example' };
    const { reference } = dataOf(await client.POST('/api/v1/requests', { body: { right: 'access', requester } }));
    const params = { path: { reference } };
    expect(dataOf(await client.GET('/api/v1/requests/{reference}', { params }))).toMatchObject({ reference, right: 'access' });
    const { items } = dataOf(await client.GET('/api/v1/requests', { params: { query: { right: 'access' } } }));
    expect(items.map((item) => item.reference)).toContain(reference);
  });

  it('hands a problem over as it is', async () => {
    const client = openRightsdesk({ baseUrl });
    const answer = await client.GET('/api/v1/requests');
    expect(answer.error).toMatchObject({ status: 401, code: expect.any(String) });
    expect(() => dataOf(answer)).toThrow(ProblemError);
  });
});
