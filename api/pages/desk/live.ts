import { Router } from 'express';
import type { PageDeps } from '../../deps.js';
import type { DeskEvent } from '../../desk-tools.js';

const HEARTBEAT_MS = 20_000;
/** The browser comes back by itself, and whoever was signed out meanwhile is not let in again. */
const LONGEST_MS = 10 * 60_000;
const RETRY_MS = 2_000;

/** What happens to cases while the desk is open (server-sent events): references and states, nobody's data. */
export function liveRoutes(deps: Pick<PageDeps, 'deskTools'>): Router {
  return Router().get('/desk/events', (req, res) => {
    res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
    res.flushHeaders();
    res.write(`retry: ${RETRY_MS}\n\n`);
    const tell = (events: readonly DeskEvent[]) => {
      const last = events.at(-1);
      if (last === undefined) return;
      const cases = events.map(({ reference, status }) => ({ reference, status }));
      res.write(`id: ${last.id}\ndata: ${JSON.stringify({ cases })}\n\n`);
    };
    const stop = deps.deskTools.follow(req.get('last-event-id'), tell);
    const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT_MS);
    const end = setTimeout(() => res.end(), LONGEST_MS);
    res.on('close', () => {
      stop();
      clearInterval(heartbeat);
      clearTimeout(end);
    });
  });
}
