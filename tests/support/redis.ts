import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { type ServerKind, sharedServer } from './servers.js';

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 }, () => socket.write('PING\r\n'));
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('data', (chunk) => end(chunk.toString().startsWith('+PONG')));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

const redis: ServerKind = {
  name: 'redis',
  command: (folder, port) => ({
    file: 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
  }),
  answers: ({ port }) => answersPing(port),
};

/** Whether this machine has a redis-server; tests of the Redis path are skipped, with this as the reason, where it has none. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** URL of a real Redis, shared by all workers of the checkout: use a key prefix of your own. */
export async function testRedis(): Promise<string> {
  const { port } = await sharedServer(redis);
  return `redis://127.0.0.1:${port}`;
}
