import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { MemoryStore, type SessionData } from 'express-session';
import { createSession } from '../middleware/session.js';
import { goTo } from './page.js';

let isSaved = false;

/** A store like a database under load: what is written is there 50 ms later. */
class SlowStore extends MemoryStore {
  override set(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    setTimeout(() => {
      isSaved = true;
      super.set(id, session, done);
    }, 50);
  }
}

describe('a redirect after a change of the session', () => {
  const app = express().use(createSession({ store: new SlowStore(), secret: 'only for tests', isHttps: false }));
  app.get('/', (req, res) => {
    req.session.theme = 'dark';
    goTo(req, res, '/next');
  });
  const server = createServer(app);
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  it('is told to the browser only once the session is stored', async () => {
    const { port } = server.address() as AddressInfo; // a TCP server's address is never a path
    const wasSaved = await new Promise<boolean>((resolve, reject) => {
      get({ port, host: '127.0.0.1' }, (answer) => {
        resolve(isSaved); // at the head of the answer, when a browser already follows
        answer.resume();
      }).on('error', reject);
    });
    expect(wasSaved).toBe(true);
  });
});
