import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { watchProxies } from './proxies.js';

describe('behind a proxy that speaks TLS', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await openTestDoor(0, { publicUrl: 'https://rights.example' });
  }, 120_000);
  afterAll(() => door.close());

  it.each([[{}], [{ 'x-forwarded-proto': 'http' }]])(
    'sets the cookie that a sign-in needs, whatever the proxy says of itself',
    async (headers) => {
      const answer = await request(door.app).get('/sign-in').set(headers);
      expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)]);
    },
  );

  it('counts the visitors of a trusted proxy one by one', async () => {
    const left = async (visitor: string) => {
      const { headers } = await request(door.app).get('/api/v1/requests').set('x-forwarded-for', visitor);
      return Number(/r=(\d+)/.exec(headers.ratelimit ?? '')?.[1]);
    };
    const first = await left('203.0.113.7');
    expect(await left('203.0.113.7')).toBe(first - 1);
    expect(await left('203.0.113.8')).toBe(first);
    expect(await left('203.0.113.8, 203.0.113.7')).toBe(first - 2); // what a visitor writes into the header does not count
    expect(door.faults).toEqual([]);
  });
});

describe('a proxy that is not trusted', () => {
  it('is noted once, and is the visitor itself', async () => {
    let noted = 0;
    const app = express()
      .set('trust proxy', ['192.0.2.1'])
      .use(watchProxies(() => noted++))
      .use((req, res) => void res.send(req.ip));
    await request(app).get('/');
    expect(noted).toBe(0);
    for (const visitor of ['203.0.113.7', '203.0.113.8']) {
      const { text } = await request(app).get('/').set('x-forwarded-for', visitor);
      expect(text).toMatch(/127\.0\.0\.1$/);
    }
    expect(noted).toBe(1);
  });
});
