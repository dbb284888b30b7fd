import type { Pool } from 'pg';
import { beginVisit, continueVisit, type SeenPage, VISIT_ENDS_AFTER_MS, type Visit } from '../../domain/visit.js';
import { browserInWords } from '../accounts/browser-words.js';
import type { Vault } from '../crypto/vault.js';
import { ensureSubject } from '../db/marketing/whose.js';
import type { Apart } from './apart.js';

const WRITE_EVERY_MS = 5_000;
/** Visits that are open at once; a flood of more is not written. */
const MOST_OPEN = 20_000;

interface Deps {
  pool: Pool;
  vault: Vault;
  apart: Apart;
  emailOf(accountId: string): Promise<string | undefined>;
}

interface OpenVisit {
  accountId: string | undefined;
  visit: Visit;
  startedAt: Date;
  lastAt: Date;
  isDirty: boolean;
  /** Where it stands; undefined until it is written first. */
  row: { id: string; subjectId?: string } | undefined;
}

/** Notes visits and writes them behind: no answer waits for it. */
export interface VisitLog {
  note(seen: SeenPage): void;
  /** Writes what waits; also done every five seconds. */
  flush(): Promise<void>;
  /** Writes what waits and stops. */
  close(): Promise<void>;
}

/**
 * The log register (PRODUCT section 2, items 12 and 15). What is done signed in stands with the person, sealed with their key; all else
 * stands apart, where nothing says whose it is. Signing in begins a new visit on the other side, and nothing leads from one to the other.
 */
export function createVisitLog(deps: Deps, onFailure: (error: unknown) => void): VisitLog {
  const open = new Map<string, OpenVisit>();
  let writing = Promise.resolve();
  const flush = (): Promise<void> => {
    const dirty = [...open.values()].filter(({ isDirty }) => isDirty);
    for (const one of dirty) one.isDirty = false;
    forgetEnded(open);
    if (dirty.length > 0) writing = writing.then(() => writeAll(deps, dirty, onFailure));
    return writing;
  };
  const timer = setInterval(flush, WRITE_EVERY_MS).unref();
  return {
    note(seen) {
      const key = `${seen.accountId ?? ''} ${seen.ip} ${seen.userAgent}`;
      const known = open.get(key);
      if (known !== undefined && seen.at.getTime() - known.lastAt.getTime() < VISIT_ENDS_AFTER_MS) {
        Object.assign(known, { visit: continueVisit(known.visit, seen), lastAt: seen.at, isDirty: true });
      } else if (open.size < MOST_OPEN) {
        const { accountId, at } = seen;
        open.set(key, {
          accountId,
          visit: beginVisit(seen, browserInWords(seen.userAgent)),
          startedAt: at,
          lastAt: at,
          isDirty: true,
          row: undefined,
        });
      }
    },
    flush,
    close() {
      clearInterval(timer);
      return flush();
    },
  };
}

function forgetEnded(open: Map<string, OpenVisit>): void {
  const newest = Math.max(...[...open.values()].map(({ lastAt }) => lastAt.getTime()));
  for (const [key, { lastAt }] of open) if (newest - lastAt.getTime() >= VISIT_ENDS_AFTER_MS) open.delete(key);
}

/** One that fails does not keep the others from being written; it is written with its next page, or lost. */
async function writeAll(deps: Deps, visits: readonly OpenVisit[], onFailure: (error: unknown) => void): Promise<void> {
  for (const one of visits)
    await (one.accountId === undefined ? writeApart(deps, one) : writeOwn(deps, one, one.accountId)).catch(onFailure);
}

async function writeApart({ apart }: Deps, one: OpenVisit): Promise<void> {
  const sealed = apart.seal(one.visit, 'visit.sealedVisit');
  if (one.row !== undefined) {
    await apart.pool.query('UPDATE visit SET sealed_visit = $2, last_at = $3 WHERE id = $1', [one.row.id, sealed, one.lastAt]);
    return;
  }
  const { rows } = await apart.pool.query<{ id: string }>(
    'INSERT INTO visit (started_at, last_at, sealed_visit) VALUES ($1, $2, $3) RETURNING id',
    [one.startedAt, one.lastAt, sealed],
  );
  one.row = { id: rows[0]?.id ?? '' };
}

async function writeOwn({ pool, vault, emailOf }: Deps, one: OpenVisit, accountId: string): Promise<void> {
  one.row ??= await ownRow({ pool, vault, emailOf }, accountId);
  if (one.row?.subjectId === undefined) return; // the account is gone
  const sealed = await vault.seal(one.row.subjectId, one.visit, 'logEntry.sealedVisit');
  // Not RETURNING: a row of somebody under restriction (GDPR Art. 18) is stored, but not to be seen by whoever writes it.
  await pool.query(
    `WITH known AS (UPDATE log_entry SET sealed_visit = $4 WHERE id = $1 RETURNING id)
     INSERT INTO log_entry (id, subject_id, at, sealed_visit) SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM known) ON CONFLICT (id) DO NOTHING`,
    [one.row.id, one.row.subjectId, one.startedAt, sealed],
  );
}

async function ownRow(deps: Omit<Deps, 'apart'>, accountId: string): Promise<OpenVisit['row']> {
  const email = await deps.emailOf(accountId);
  if (email === undefined) return undefined;
  const subjectId = await ensureSubject(deps, deps.vault.blindIndex(email));
  const { rows } = await deps.pool.query<{ id: string }>(`SELECT nextval(pg_get_serial_sequence('log_entry', 'id'))::text AS id`);
  return { id: rows[0]?.id ?? '', subjectId };
}
