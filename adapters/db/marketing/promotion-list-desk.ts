import type { Pool, PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { requireSecondPerson } from '../../../domain/approval.js';
import { DomainError } from '../../../domain/errors.js';
import {
  LIST_CHANNELS,
  type ListChannel,
  type ListEvent,
  type ListStatus,
  type ListText,
  type ListView,
  requireFreshList,
  requireListed,
  requireListStatus,
} from '../../../domain/promotion-list.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { inTransaction } from '../transaction.js';
import { countListed, writeListFile } from './promotion-list-file.js';

type Deps = Pick<DeskDeps, 'pool' | 'vault' | 'now'>;
type Connection = Pick<Pool | PoolClient, 'query'>;

interface ListRow {
  id: string;
  channel: ListChannel;
  topic: string;
  purpose: string;
  recipient: string;
  status: ListStatus;
  created_at: Date;
  released_at: Date | null;
}

const LATEST = 50;

/** Lists for providers, print shops and partners at the desk: written, proposed by one person, released by another, then fetched. */
export function createPromotionListDesk(deps: Deps) {
  return {
    /** What can be listed now: each way and topic somebody wants, with how many may be reached. */
    async choices(): Promise<{ channel: ListChannel; topic: string; reached: number }[]> {
      const { rows } = await deps.pool.query<{ channel: ListChannel; topic: string; reached: number }>(
        `SELECT channel, topic, count(DISTINCT subject_id)::int AS reached FROM promotion_recipient WHERE channel = ANY($1) GROUP BY 1, 2 ORDER BY 1, 2`,
        [LIST_CHANNELS],
      );
      return rows;
    },
    async list(): Promise<ListView[]> {
      const { rows } = await deps.pool.query<ListRow>(`SELECT * FROM promotion_list ORDER BY created_at DESC, id DESC LIMIT ${LATEST}`);
      return Promise.all(rows.map((row) => present(deps.pool, row)));
    },
    find: async (id: string): Promise<ListView | undefined> => {
      const row = await listOf(deps.pool, id);
      return row && present(deps.pool, row);
    },
    /** Writes a new draft; answers its id. */
    write: (text: ListText, by: string): Promise<string> =>
      inTransaction(deps.pool, async (client) => {
        const [id, at] = [uuidv7(), deps.now()];
        await client.query(
          'INSERT INTO promotion_list (id, channel, topic, purpose, recipient, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
          [id, text.channel, text.topic, text.purpose, text.recipient, by, at],
        );
        await note(client, { id, event: 'written', by, at });
        return id;
      }),
    propose: (id: string, typed: number, by: string) =>
      step(deps, id, { by, from: 'draft', event: 'proposed' }, async (client, row) => {
        requireListed(typed, await countListed(client, row));
        await client.query(`UPDATE promotion_list SET status = 'proposed' WHERE id = $1`, [id]);
      }),
    decline: (id: string, by: string) =>
      step(deps, id, { by, from: 'proposed', event: 'declined' }, (client) =>
        client.query(`UPDATE promotion_list SET status = 'draft' WHERE id = $1`, [id]),
      ),
    /** The second person lets it go. Throws SECOND_PERSON_NEEDED, REACH_CHANGED, NO_SUBSCRIBERS. */
    release: (id: string, typed: number, by: string) =>
      step(deps, id, { by, from: 'proposed', event: 'released' }, async (client, row) => {
        for (const one of await makersOf(client, id)) requireSecondPerson(one, { id: by });
        requireListed(typed, await countListed(client, row));
        await client.query(`UPDATE promotion_list SET status = 'released', released_at = $2 WHERE id = $1`, [id, deps.now()]);
      }),
    /**
     * The file, made anew each time from who may be reached at this moment, with a line in the log and one in the register of disclosures
     * for each person in it: committed before anything is handed out. Throws LIST_TOO_OLD a week after the release.
     */
    fetch: (id: string, by: string): Promise<{ filename: string; content: string; rowCount: number }> =>
      inTransaction(deps.pool, async (client) => {
        const row = await requireList(client, id);
        requireListStatus(row.status, 'released');
        const at = deps.now();
        requireFreshList(row.released_at, at);
        const { content, rowCount } = await writeListFile(deps, client, row, at);
        await note(client, { id, event: 'fetched', by, at, rowCount });
        return { filename: `${row.channel}-${at.toISOString().slice(0, 10)}-${id.slice(-6)}.csv`, content, rowCount };
      }),
  };
}

async function listOf(connection: Connection, id: string, lock = ''): Promise<ListRow | undefined> {
  const isId = /^[0-9a-f-]{36}$/i.test(id);
  const { rows } = await connection.query<ListRow>(`SELECT * FROM promotion_list WHERE id = $1 ${lock}`, [isId ? id : null]);
  return rows[0];
}

async function requireList(client: PoolClient, id: string): Promise<ListRow> {
  const row = await listOf(client, id, 'FOR UPDATE');
  if (row === undefined) throw new DomainError({ code: 'NO_SUCH_LIST', kind: 'missing', detail: 'There is no such list.' });
  return row;
}

/** One step of a list, with its line in the log, in one transaction. */
function step(
  deps: Deps,
  id: string,
  { by, from, event }: { by: string; from: ListStatus; event: ListEvent },
  work: (client: PoolClient, row: ListRow) => Promise<unknown>,
): Promise<void> {
  return inTransaction(deps.pool, async (client) => {
    const row = await requireList(client, id);
    requireListStatus(row.status, from);
    await work(client, row);
    await note(client, { id, event, by, at: deps.now() });
  });
}

interface Noted {
  id: string;
  event: ListEvent;
  by: string;
  at: Date;
  rowCount?: number;
}

async function note(client: PoolClient, { id, event, by, at, rowCount }: Noted): Promise<void> {
  await client.query('INSERT INTO promotion_list_event (id, list_id, event, by, row_count, at) VALUES ($1, $2, $3, $4, $5, $6)', [
    uuidv7(),
    id,
    event,
    by,
    rowCount ?? null,
    at,
  ]);
}

async function makersOf(connection: Connection, id: string): Promise<string[]> {
  const { rows } = await connection.query<{ by: string }>(
    `SELECT DISTINCT by FROM promotion_list_event WHERE list_id = $1 AND event IN ('written', 'proposed')`,
    [id],
  );
  return rows.map(({ by }) => by);
}

async function present(connection: Connection, row: ListRow): Promise<ListView> {
  const log = await connection.query<{ event: ListEvent; by: string; at: Date; row_count: number | null }>(
    'SELECT event, by, at, row_count FROM promotion_list_event WHERE list_id = $1 ORDER BY at, id',
    [row.id],
  );
  const { id, channel, topic, purpose, recipient, status } = row;
  return {
    id,
    channel,
    topic,
    purpose,
    recipient,
    status,
    createdAt: row.created_at.toISOString(),
    releasedAt: row.released_at?.toISOString() ?? null,
    reached: await countListed(connection, row),
    log: log.rows.map(({ event, by, at, row_count }) => ({ event, by, at: at.toISOString(), rowCount: row_count })),
  };
}
