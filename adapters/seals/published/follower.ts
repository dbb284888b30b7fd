import type { Pool } from 'pg';
import { Listener } from './listen.js';
import type { Shelf, ShelfChange } from './shelf.js';

const POLL_MS = 1_000;
const LOOK = 5_000;
const FETCH = 500;
const KEEP_POSITION_MS = 60_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Where the copy stands: which database, and the oldest transaction that was open when it was last read. */
interface Position {
  database: string;
  next: string;
}

interface Stamped {
  id: string;
  stamp: string;
}

/** Names the database server and the database in it; another one after a move or a restore. */
const NOW_SQL = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS next,
  (pg_control_system()).system_identifier || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS database`;

/** What was changed on the shelf, for whoever keeps answers made from it. */
export interface ShelfNews {
  seals: readonly string[];
  documents: readonly string[];
}

/**
 * Keeps a shelf the copy of what is published. It reads everything written by transactions that were open when it last read, or later
 * ones, so that the order of commits does not matter; LISTEN makes it quick, and a look every second is the net. With another database
 * than before, or a damaged shelf, everything is compared.
 */
export class Follower {
  #position: Position | undefined;
  #keptAt = 0;
  /** When the copy was last known to be complete; undefined before the first time in this process. */
  inStepAt: Date | undefined;

  constructor(readonly options: { pool: Pool; shelf: Shelf; onNews(news: ShelfNews): void }) {
    const { position } = options.shelf;
    this.#position = position === undefined ? undefined : (JSON.parse(position.toString()) as Position); // written below
  }

  /** For as long as the process lives. With the database away the shelf stays as it is. */
  async run(signal: AbortSignal, report: (error: unknown) => void): Promise<void> {
    const listener = new Listener(this.options.pool, 'publication', signal);
    while (!signal.aborted) {
      try {
        await listener.connection();
        await this.round();
        while (!signal.aborted && (await this.options.shelf.clean()));
      } catch (error) {
        report(error);
      }
      await listener.wait(POLL_MS);
    }
    listener.close();
  }

  /** Brings the shelf to where the database is. */
  async round(): Promise<void> {
    const { pool, shelf } = this.options;
    const { rows } = await pool.query<Position>(NOW_SQL);
    const [now] = rows;
    if (now === undefined) return;
    const before = this.#position;
    const isSameDatabase = before?.database === now.database && BigInt(before.next) <= BigInt(now.next);
    const mustCompare = !isSameDatabase || shelf.isDamaged || before === undefined;
    const isChanged = mustCompare ? await this.#compareAll(now.next) : await this.#copySince(before.next);
    if (mustCompare) shelf.isDamaged = false;
    this.#position = now;
    this.inStepAt = new Date();
    if (isChanged || mustCompare || Date.now() - this.#keptAt > KEEP_POSITION_MS) {
      await shelf.commit(Buffer.from(JSON.stringify(now)));
      this.#keptAt = Date.now();
    }
  }

  async #copySince(since: string): Promise<boolean> {
    const stale: string[] = [];
    let [stamp, id] = ['0', FIRST_ID];
    for (;;) {
      const { rows } = await this.options.pool.query<Stamped>(
        `SELECT seal_id AS id, stamp FROM seal_publication WHERE stamp >= $1 AND (stamp, seal_id) > ($2, $3) ORDER BY stamp, seal_id LIMIT $4`,
        [since, stamp, id, LOOK],
      );
      stale.push(...this.#stale(rows));
      const last = rows.at(-1);
      if (last === undefined || rows.length < LOOK) break;
      [stamp, id] = [last.stamp, last.id];
    }
    const seals = await this.#fetch(stale);
    const documents = await this.#fetchDocuments(since);
    return this.#apply(documents, seals);
  }

  /** Compares all there is; in pages, so that a million seals are no question of memory. */
  async #compareAll(since: string): Promise<boolean> {
    const { pool, shelf } = this.options;
    this.#apply(await this.#fetchDocuments('0'), []);
    let known = 0;
    for (let afterId = FIRST_ID; ; ) {
      const { rows } = await pool.query<Stamped>(
        'SELECT seal_id AS id, stamp FROM seal_publication WHERE seal_id > $1 AND content IS NOT NULL ORDER BY seal_id LIMIT $2',
        [afterId, LOOK],
      );
      known += rows.length;
      const stale = this.#stale(rows);
      for (let from = 0; from < stale.length; from += FETCH) {
        const seals = await this.#fetch(stale.slice(from, from + FETCH));
        this.#apply(await this.#fetchDocuments(since), seals); // those published while the seals were being read
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < LOOK) break;
      afterId = last.id;
    }
    if (shelf.sealCount > known) await this.#removeUnknown();
    return true;
  }

  /** The shelf holds seals that are not published, as after a restore of an older state. */
  async #removeUnknown(): Promise<void> {
    const { pool, shelf } = this.options;
    const ids = [...shelf.sealIds()];
    for (let from = 0; from < ids.length; from += LOOK) {
      const some = ids.slice(from, from + LOOK);
      const { rows } = await pool.query<{ id: string }>(
        `SELECT u.id FROM unnest($1::uuid[]) AS u (id) WHERE NOT EXISTS (SELECT FROM seal_publication p WHERE p.seal_id = u.id AND p.content IS NOT NULL)`,
        [some],
      );
      this.#apply(
        [],
        rows.map(({ id }) => ({ kind: 'seal-gone', id })),
      );
    }
  }

  #stale = (rows: readonly Stamped[]) =>
    rows.filter(({ id, stamp }) => this.options.shelf.stampOf(id) !== Number(stamp) >>> 0).map(({ id }) => id);

  async #fetch(ids: readonly string[]): Promise<ShelfChange[]> {
    const changes: ShelfChange[] = [];
    for (let from = 0; from < ids.length; from += FETCH) {
      const { rows } = await this.options.pool.query<Stamped & { content: Buffer | null }>(
        'SELECT seal_id AS id, stamp, content FROM seal_publication WHERE seal_id = ANY($1::uuid[])',
        [ids.slice(from, from + FETCH)],
      );
      for (const { id, stamp, content } of rows) {
        if (content !== null) changes.push({ kind: 'seal', id, stamp: Number(stamp), content });
        else if (this.options.shelf.stampOf(id) !== undefined) changes.push({ kind: 'seal-gone', id });
      }
    }
    return changes;
  }

  async #fetchDocuments(since: string): Promise<ShelfChange[]> {
    const { rows } = await this.options.pool.query<{ name: string; content: Buffer }>(
      'SELECT name, content FROM published_document WHERE stamp >= $1 ORDER BY name',
      [since],
    );
    return rows
      .filter(({ name, content }) => this.options.shelf.document(name)?.equals(content) !== true)
      .map((row) => ({ kind: 'document', ...row }));
  }

  /** Documents first: seals refer to them. */
  #apply(documents: readonly ShelfChange[], seals: readonly ShelfChange[]): boolean {
    const changes = [...documents, ...seals];
    if (changes.length === 0) return false;
    this.options.shelf.apply(changes);
    this.options.onNews({
      seals: seals.flatMap((change) => ('id' in change ? [change.id] : [])),
      documents: documents.flatMap((change) => ('name' in change ? [change.name] : [])),
    });
    return true;
  }
}
