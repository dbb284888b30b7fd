import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { PARTNERS_TOPIC } from '../../../domain/communications.js';
import { DomainError } from '../../../domain/errors.js';
import { requireTopicNames, type TopicEvent, type TopicNames, type TopicView } from '../../../domain/promotion-topic.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { inTransaction } from '../transaction.js';

type Deps = Pick<DeskDeps, 'pool' | 'now'>;

interface TopicRow {
  name: string;
  label_en: string | null;
  label_de: string;
  label_fr: string;
  is_open: boolean;
  subscribed: number;
}
type LoggedRow = TopicRow & { log: LogRow[] };

interface LogRow {
  event: TopicEvent;
  words: string;
  by: string;
  at: string;
}

const TOPICS = `SELECT t.*, (SELECT count(*)::int FROM newsletter n WHERE n.topic = t.name AND n.ended_at IS NULL) AS subscribed,
    (SELECT coalesce(json_agg(json_build_object('event', e.event, 'words', e.words, 'by', e.by, 'at', e.at) ORDER BY e.at DESC, e.id DESC), '[]')
       FROM promotion_topic_event e WHERE e.topic = t.name) AS log
  FROM promotion_topic t`;

const namesOf = (row: TopicRow): TopicNames => ({ en: row.label_en ?? row.name, de: row.label_de, fr: row.label_fr });

/** What promotional messages can be about: added, renamed, retired and offered again, each with its line in the log. */
export function createTopicDesk(deps: Deps) {
  return {
    async list(): Promise<TopicView[]> {
      const { rows } = await deps.pool.query<LoggedRow>(`${TOPICS} ORDER BY NOT t.is_open, coalesce(t.label_en, t.name)`);
      return rows.map(present);
    },
    async find(topic: string): Promise<TopicView | undefined> {
      const { rows } = await deps.pool.query<LoggedRow>(`${TOPICS} WHERE t.name = $1`, [topic]);
      return rows[0] && present(rows[0]);
    },
    /** Throws INVALID_INPUT, or TOPIC_EXISTS where one is or was called so. */
    async add(given: TopicNames, by: string): Promise<void> {
      const names = requireTopicNames(given);
      await inTransaction(deps.pool, async (client) => {
        await requireFreeName(client, names.en);
        await client.query('INSERT INTO promotion_topic (name, label_en, label_de, label_fr) VALUES ($1, $1, $2, $3)', [
          names.en,
          names.de,
          names.fr,
        ]);
        await note(client, names.en, 'added', names, by, deps.now());
      });
    },
    /** Other words for the same thing: who subscribed agreed to the thing. Throws INVALID_INPUT, TOPIC_EXISTS, NO_SUCH_TOPIC. */
    async rename(topic: string, given: TopicNames, by: string): Promise<void> {
      const names = requireTopicNames(given);
      await inTransaction(deps.pool, async (client) => {
        await requireTopic(client, topic);
        await requireFreeName(client, names.en, topic);
        await client.query('UPDATE promotion_topic SET label_en = $2, label_de = $3, label_fr = $4 WHERE name = $1', [
          topic,
          names.en,
          names.de,
          names.fr,
        ]);
        await note(client, topic, 'renamed', names, by, deps.now());
      });
    },
    retire: (topic: string, by: string) => setOpen(deps, topic, { isOpen: false, by }),
    reopen: (topic: string, by: string) => setOpen(deps, topic, { isOpen: true, by }),
  };
}

/** The view `promotion_recipient` leaves a retired topic out, so nothing is sent or listed from the next statement on. Safe to repeat. */
function setOpen({ pool, now }: Deps, topic: string, { isOpen, by }: { isOpen: boolean; by: string }): Promise<void> {
  return inTransaction(pool, async (client) => {
    const row = await requireTopic(client, topic);
    if (row.is_open === isOpen) return;
    await client.query('UPDATE promotion_topic SET is_open = $2 WHERE name = $1', [topic, isOpen]);
    await note(client, topic, isOpen ? 'reopened' : 'retired', namesOf(row), by, now());
  });
}

async function requireTopic(client: PoolClient, topic: string): Promise<TopicRow> {
  const { rows } = await client.query<TopicRow>('SELECT *, 0 AS subscribed FROM promotion_topic WHERE name = $1 FOR UPDATE', [topic]);
  if (rows[0] !== undefined) return rows[0];
  throw new DomainError({ code: 'NO_SUCH_TOPIC', kind: 'missing', detail: 'There is no such topic.' });
}

/** A name that another topic has or began with would put two things under one word. */
async function requireFreeName(client: PoolClient, name: string, but = ''): Promise<void> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM promotion_topic WHERE lower($1) IN (lower(name), lower(label_en)) AND name <> $2',
    [name, but],
  );
  if (rowCount === 0 && name.toLowerCase() !== PARTNERS_TOPIC) return;
  const detail = 'There is or was a topic of this name. Offer that one again, or choose another name.';
  throw new DomainError({ code: 'TOPIC_EXISTS', kind: 'conflict', detail, fields: [{ pointer: '/en', detail }] });
}

async function note(client: PoolClient, topic: string, event: TopicEvent, names: TopicNames, by: string, at: Date): Promise<void> {
  await client.query('INSERT INTO promotion_topic_event (id, topic, event, words, by, at) VALUES ($1, $2, $3, $4, $5, $6)', [
    uuidv7(),
    topic,
    event,
    JSON.stringify(names),
    by,
    at,
  ]);
}

function present({ log, ...row }: LoggedRow): TopicView {
  return {
    topic: row.name,
    names: namesOf(row),
    isOpen: row.is_open,
    subscribed: row.subscribed,
    log: log.map(({ event, words, by, at }) => ({ event, names: JSON.parse(words), by, at: new Date(at).toISOString() })),
  };
}
