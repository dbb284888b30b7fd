import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guardedRequest } from './guarded-request.js';

let server: Server;
let host: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/redirect') return void response.writeHead(302, { location: '/there' }).end();
    if (request.url === '/large') return void response.end(Buffer.alloc(2_000_000));
    if (request.url === '/slow') return;
    response.end(`${request.method} ${request.headers['x-one'] ?? ''}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the way out', () => {
  it('reaches a private server only where the operator allows it', async () => {
    const answer = await guardedRequest({
      url: `http://${host}/`,
      method: 'POST',
      headers: { 'x-one': 'a' },
      body: 'b',
      allowedHosts: [host],
    });
    expect(answer).toMatchObject({ ok: true, answer: { status: 200 } });
    expect(answer.ok && answer.answer.body.toString()).toBe('POST a');
    expect(await guardedRequest({ url: `http://${host}/` })).toEqual({ ok: false, problem: 'FORBIDDEN_ADDRESS' });
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://localhost/',
    'http://example.com/',
    'ftp://example.com/',
    'https://user:secret@example.com/',
    'no address at all',
  ])('refuses %s', async (url) => {
    expect(await guardedRequest({ url })).toEqual({ ok: false, problem: 'FORBIDDEN_ADDRESS' });
  });

  it('follows no redirect, and ends what is large or slow', async () => {
    const allowedHosts = [host];
    expect(await guardedRequest({ url: `http://${host}/redirect`, allowedHosts })).toMatchObject({ ok: true, answer: { status: 302 } });
    expect(await guardedRequest({ url: `http://${host}/large`, allowedHosts })).toEqual({ ok: false, problem: 'TOO_LARGE' });
    expect(await guardedRequest({ url: `http://${host}/slow`, allowedHosts, timeoutMs: 200 })).toEqual({ ok: false, problem: 'TOO_SLOW' });
  });
});
