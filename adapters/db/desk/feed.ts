import type { Pool } from 'pg';

interface DeskEvent {
  id: string;
  reference: string;
  status: string;
}
type Listener = (events: readonly DeskEvent[]) => void;

const LOOK_MS = 1_000;
/** A transaction writes the instant at which it began; it may be seen this much later. What was told already is not told again. */
const LAG_MS = 20_000;
const MOST = 500;

interface Row {
  at: Date;
  request_id: string;
  seq: number;
  reference: string;
  status: string;
}

const AFTER = `SELECT e.at, e.request_id, e.seq, r.reference, r.status FROM evidence e JOIN request r ON r.id = e.request_id
  WHERE e.at > $1 ORDER BY e.at DESC, e.request_id, e.seq DESC LIMIT ${MOST}`;

/**
 * What happens to the cases, as the evidence says it, whichever process did it: one look a second for everybody who listens, none while
 * nobody does. Ids are the instants of events, so that a listener that was cut off goes on where it was; it may be told something twice,
 * and never misses it.
 */
export function createFeed(pool: Pool) {
  const listeners = new Set<Listener>();
  const told = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const from = Date.now() - LAG_MS;
    for (const [key, atMs] of told) if (atMs < from) told.delete(key);
    const events = await readAfter(pool, new Date(from), (key, atMs) => {
      if (told.has(key)) return false;
      told.set(key, atMs);
      return true;
    });
    if (events.length > 0) for (const listener of listeners) listener(events);
  }
  const next = () => {
    timer = setTimeout(() => {
      look()
        .catch(() => undefined) // the database is away; the next look tries again
        .finally(() => listeners.size > 0 && next());
    }, LOOK_MS);
    timer.unref();
  };

  return (lastId: string | undefined, onEvents: Listener): (() => void) => {
    listeners.add(onEvents);
    if (listeners.size === 1) {
      clearTimeout(timer);
      next();
    }
    const since = lastId === undefined ? Number.NaN : Number(lastId);
    if (Number.isFinite(since))
      readAfter(pool, new Date(since - LAG_MS), () => true).then(
        (events) => events.length > 0 && onEvents(events),
        () => undefined, // the next look brings what is new
      );
    return () => {
      listeners.delete(onEvents);
      if (listeners.size === 0) clearTimeout(timer);
    };
  };
}

async function readAfter(pool: Pool, after: Date, isNew: (key: string, atMs: number) => boolean): Promise<DeskEvent[]> {
  const { rows } = await pool.query<Row>(AFTER, [after]);
  // The newest, where there were too many to tell all: the page fetches its whole list anew in any case.
  const events = rows
    .reverse()
    .filter(({ request_id, seq, at }) => isNew(`${request_id}/${seq}`, at.getTime()))
    .map(({ at, reference, status }) => ({ id: String(at.getTime()), reference, status }));
  return [...new Map(events.map((event) => [event.reference, event])).values()];
}
