import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { hasRedis, testRedis } from './redis.js';
import { testTemporal } from './temporal.js';

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(socket.destroy().destroyed));
    socket.once('error', () => resolve(false));
  });
}

describe('shared test servers', () => {
  it('gives every caller the same workflow engine', async () => {
    const [first, second] = await Promise.all([testTemporal(), testTemporal()]);
    expect(second).toEqual(first);
    const [host = '', port] = first.address.split(':');
    expect(await accepts(host, Number(port))).toBe(true);
  });

  (hasRedis ? it : it.skip)('gives a Redis that answers (skipped where there is no redis-server)', async () => {
    const url = new URL(await testRedis());
    expect(await accepts(url.hostname, Number(url.port))).toBe(true);
  });
});
