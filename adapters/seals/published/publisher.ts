import type { Pool } from 'pg';
import { Listener } from './listen.js';
import { publishDayKey } from './publish-day-key.js';
import { type PublishedIssuer, publishIssuers } from './publish-issuers.js';
import { listsToPublish, publishLists } from './publish-lists.js';
import { type ChangedSeal, preparePublications, writePublications } from './publish-seals.js';
import type { PublisherDeps } from './publisher-deps.js';

const LOCK = 727_055;
const POLL_MS = 1_000;
const BATCH = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Publishes what changed: signs seals and lists, and writes what the public may see where everybody who answers the public copies it
 * from. Several processes may be told to; the one that holds the lock does it, and another takes over when that one ends.
 */
export class Publisher {
  /** The oldest transaction that was open when the changes were last read; undefined: everything has to be compared. */
  #since: string | undefined;
  #issuers = new Map<string, PublishedIssuer>();

  constructor(readonly deps: PublisherDeps) {}

  /** For as long as the process lives. What fails is reported and tried again. */
  async run(signal: AbortSignal, report: (error: unknown) => void): Promise<void> {
    const listener = new Listener(this.deps.pool, 'seal', signal);
    while (!signal.aborted) {
      try {
        const isOurs = await this.#holdsLock(listener);
        if (isOurs) await this.round();
      } catch (error) {
        report(error);
        this.#since = undefined;
      }
      await listener.wait(POLL_MS);
    }
    listener.close();
  }

  /** Publishes everything that is not published as it is now. */
  async round(): Promise<void> {
    const lists = new Set<string>();
    const { pool } = this.deps;
    const next = await oldestOpenTransaction(pool);
    await publishDayKey(pool, this.deps.dayKey);
    await this.#publishIssuers(lists);
    if (this.#since === undefined) await this.#publishMissing(lists);
    else await this.#publishChanged(this.#since, lists);
    await this.#publishView(lists);
    for (const { issuer, number } of await listsToPublish(this.deps, 'due')) lists.add(`${issuer}/${number}`);
    for (const list of lists) await this.#publishList(list);
    this.#since = next;
  }

  async #holdsLock(listener: Listener): Promise<boolean> {
    const client = await listener.connection();
    if (client === undefined) return false;
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND objid = $1::oid) OR pg_try_advisory_lock($1::bigint) AS held`,
      [LOCK],
    );
    if (rows[0]?.held !== true) this.#since = undefined;
    return rows[0]?.held === true;
  }

  async #publishIssuers(lists: Set<string>): Promise<void> {
    for (const issuer of await publishIssuers(this.deps)) {
      const before = this.#issuers.get(issuer.slug);
      this.#issuers.set(issuer.slug, issuer);
      if (before === undefined || (before.statedAs === issuer.statedAs && before.keys === issuer.keys)) continue;
      await this.publishAllOf(issuer.slug);
      for (const { issuer: slug, number } of await listsToPublish(this.deps, 'all'))
        if (slug === issuer.slug) lists.add(`${slug}/${number}`);
    }
  }

  /** Compares every seal of an issuer with what is published of it. */
  async publishAllOf(issuerSlug: string): Promise<void> {
    const sql = `SELECT s.id, s.stamp, seal_in_view(s) AS is_in_view, s.issuer_slug AS issuer, s.list_number AS list, seal_listed_as(s) AS status
      FROM seal s WHERE s.issuer_slug = $3 AND s.id > $1 AND s.list_number IS NOT NULL ORDER BY s.id LIMIT $2`;
    await this.#inBatches((after) => this.deps.pool.query<ChangedSeal>(sql, [after?.id ?? FIRST_ID, BATCH, issuerSlug]), new Set());
  }

  #publishMissing(lists: Set<string>): Promise<void> {
    return this.#inBatches(
      (after) => this.deps.pool.query<ChangedSeal>('SELECT * FROM unpublished_seals($1, $2)', [after?.id ?? FIRST_ID, BATCH]),
      lists,
    );
  }

  #publishChanged(since: string, lists: Set<string>): Promise<void> {
    return this.#inBatches(async (after) => {
      const { rows } = await this.deps.pool.query<ChangedSeal>('SELECT * FROM changed_seals($1, $2, $3, $4)', [
        since,
        after?.stamp ?? '0',
        after?.id ?? FIRST_ID,
        BATCH,
      ]);
      return { rows, wanted: await this.#notYetPublished(rows) };
    }, lists);
  }

  async #publishView(lists: Set<string>): Promise<void> {
    for (;;) {
      const { rows } = await this.deps.pool.query<ChangedSeal>('SELECT * FROM seals_in_and_out_of_view($1)', [BATCH]);
      const ready = await preparePublications(this.deps, rows);
      await writePublications(this.deps, ready);
      for (const list of ready.lists) lists.add(list);
      if (rows.length < BATCH) return;
    }
  }

  /** Batch by batch to the end; while one is written the next is signed. */
  async #inBatches(
    read: (after: ChangedSeal | undefined) => Promise<{ rows: ChangedSeal[]; wanted?: ChangedSeal[] }>,
    lists: Set<string>,
  ): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    try {
      for (let after: ChangedSeal | undefined; ; ) {
        const { rows, wanted = rows } = await read(after);
        const ready = await preparePublications(this.deps, wanted);
        await writing;
        writing = writePublications(this.deps, ready);
        writing.catch(() => undefined); // its failure is met where it is waited for
        for (const list of ready.lists) lists.add(list);
        after = rows.at(-1);
        if (after === undefined || rows.length < BATCH) break;
      }
    } catch (error) {
      await Promise.allSettled([writing]);
      throw error;
    }
    await writing;
  }

  /** Leaves out what was published since it was read into the window that is read again. */
  async #notYetPublished(changed: readonly ChangedSeal[]): Promise<ChangedSeal[]> {
    const { rows } = await this.deps.pool.query<{ id: string }>(
      `SELECT c.id FROM unnest($1::uuid[], $2::bigint[]) AS c (id, stamp)
       WHERE NOT EXISTS (SELECT FROM seal_publication p WHERE p.seal_id = c.id AND p.seal_stamp = c.stamp)`,
      [changed.map(({ id }) => id), changed.map(({ stamp }) => stamp)],
    );
    const wanted = new Set(rows.map(({ id }) => id));
    return changed.filter(({ id }) => wanted.has(id));
  }

  async #publishList(list: string): Promise<void> {
    const at = list.lastIndexOf('/');
    await publishLists(this.deps, list.slice(0, at), Number(list.slice(at + 1)));
  }
}

/** Every transaction older than this one has ended: what it changed can be read, or never will. */
export async function oldestOpenTransaction(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin');
  return rows[0]?.xmin ?? '0';
}
