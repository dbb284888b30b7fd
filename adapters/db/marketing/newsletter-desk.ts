import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { requireSecondPerson } from '../../../domain/approval.js';
import { DomainError } from '../../../domain/errors.js';
import {
  type IssueEvent,
  type IssueStatus,
  type IssueText,
  type IssueView,
  type Reach,
  requireIssueStatus,
  requireReach,
} from '../../../domain/newsletter.js';
import type { Language } from '../../../domain/request/types.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { inTransaction } from '../transaction.js';
import { queueCopies, recordIssueEvent } from './newsletter.js';

type Deps = Pick<DeskDeps, 'pool' | 'now'>;
type Connection = Pick<PoolClient, 'query'>;

interface IssueRow {
  id: string;
  topic: string;
  title: string;
  body: string;
  language: Language;
  status: IssueStatus;
  created_at: Date;
  sent_at: Date | null;
}

const LATEST = 50;

/** Newsletters at the desk: written, proposed by one person, approved by another, and what became of each. */
export function createNewsletterDesk(deps: Deps) {
  return {
    /** What people subscribed to, with how many an issue would reach. */
    async topics(): Promise<{ topic: string; reach: Reach }[]> {
      const { rows } = await deps.pool.query<{ topic: string }>(
        `SELECT DISTINCT topic FROM newsletter n WHERE channel = 'email'
           AND NOT EXISTS (SELECT FROM promotion_topic t WHERE t.name = n.topic AND NOT t.is_open) ORDER BY topic`,
      );
      return Promise.all(rows.map(async ({ topic }) => ({ topic, reach: await reachOf(deps.pool, topic) })));
    },
    async list(): Promise<IssueView[]> {
      const { rows } = await deps.pool.query<IssueRow>(`SELECT * FROM newsletter_issue ORDER BY created_at DESC, id DESC LIMIT ${LATEST}`);
      return Promise.all(rows.map((row) => present(deps.pool, row)));
    },
    find: async (id: string): Promise<IssueView | undefined> => {
      const row = await issueOf(deps.pool, id);
      return row && present(deps.pool, row);
    },
    /** Writes a new draft, or a draft anew. Answers its id. */
    write: (issue: IssueText, by: string, id?: string): Promise<string> =>
      inTransaction(deps.pool, (client) => write(client, deps.now(), { issue, by, id })),
    propose: (id: string, typed: number, by: string) =>
      step(deps, id, { by, from: 'draft', event: 'proposed' }, async (client, row) => {
        requireReach(typed, await reachOf(client, row.topic));
        await client.query(`UPDATE newsletter_issue SET status = 'proposed' WHERE id = $1`, [id]);
      }),
    decline: (id: string, by: string) =>
      step(deps, id, { by, from: 'proposed', event: 'declined' }, (client) =>
        client.query(`UPDATE newsletter_issue SET status = 'draft' WHERE id = $1`, [id]),
      ),
    /** The second person lets it go. Throws SECOND_PERSON_NEEDED, REACH_CHANGED, NO_SUBSCRIBERS. */
    approve: (id: string, typed: number, by: string) =>
      step(deps, id, { by, from: 'proposed', event: 'sent' }, async (client, row) => {
        for (const one of await writersOf(client, id)) requireSecondPerson(one, { id: by });
        requireReach(typed, await reachOf(client, row.topic));
        await client.query(`UPDATE newsletter_issue SET status = 'sent', sent_at = $2 WHERE id = $1`, [id, deps.now()]);
        await queueCopies(client, { id, topic: row.topic }, deps.now());
      }),
  };
}

async function issueOf(connection: Connection, id: string, lock = ''): Promise<IssueRow | undefined> {
  const isId = /^[0-9a-f-]{36}$/i.test(id);
  const { rows } = await connection.query<IssueRow>(`SELECT * FROM newsletter_issue WHERE id = $1 ${lock}`, [isId ? id : null]);
  return rows[0];
}

interface Written {
  issue: IssueText;
  by: string;
  id: string | undefined;
}

async function write(client: PoolClient, now: Date, { issue, by, id = uuidv7() }: Written): Promise<string> {
  const known = await issueOf(client, id, 'FOR UPDATE');
  if (known !== undefined) requireIssueStatus(known.status, 'draft');
  await client.query(
    `INSERT INTO newsletter_issue (id, topic, title, body, language, status, created_by, created_at) VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7)
     ON CONFLICT (id) DO UPDATE SET topic = $2, title = $3, body = $4, language = $5`,
    [id, issue.topic, issue.title, issue.body, issue.language, by, now],
  );
  await recordIssueEvent(client, { issueId: id, event: 'written', by, at: now });
  return id;
}

/** One step of an issue, with its line in the log, in one transaction. */
function step(
  deps: Deps,
  id: string,
  { by, from, event }: { by: string; from: IssueStatus; event: IssueEvent },
  work: (client: PoolClient, row: IssueRow) => Promise<unknown>,
): Promise<void> {
  return inTransaction(deps.pool, async (client) => {
    const row = await issueOf(client, id, 'FOR UPDATE');
    if (row === undefined) throw new DomainError({ code: 'NO_SUCH_ISSUE', kind: 'missing', detail: 'There is no such newsletter.' });
    requireIssueStatus(row.status, from);
    await work(client, row);
    await recordIssueEvent(client, { issueId: id, event, by, at: deps.now() });
  });
}

/** Whoever wrote or proposed it since it was last declined or begun: none of them is the second person. */
async function writersOf(connection: Connection, id: string): Promise<string[]> {
  const { rows } = await connection.query<{ by: string }>(
    `SELECT DISTINCT by FROM newsletter_event WHERE issue_id = $1 AND event IN ('written', 'proposed')`,
    [id],
  );
  return rows.map(({ by }) => by);
}

/** Asked with the same words as the sending itself asks. */
async function reachOf(connection: Connection, topic: string): Promise<Reach> {
  const { rows } = await connection.query<Reach>(
    `SELECT count(*)::int AS subscribed, count(*) FILTER (WHERE p.newsletter_id IS NULL)::int AS objected, count(p.newsletter_id)::int AS reached
       FROM newsletter n LEFT JOIN promotion_recipient p ON p.newsletter_id = n.id
      WHERE n.topic = $1 AND n.channel = 'email' AND (n.ended_at IS NULL OR n.ended_at >= n.consent_at)`,
    [topic],
  );
  return rows[0] ?? { subscribed: 0, objected: 0, reached: 0 };
}

async function present(connection: Connection, row: IssueRow): Promise<IssueView> {
  const [copies, log, reach] = await Promise.all([
    connection.query<IssueView['copies']>(
      `SELECT count(*) FILTER (WHERE status = 'queued')::int AS queued, count(*) FILTER (WHERE status = 'sent')::int AS sent,
              count(*) FILTER (WHERE status = 'barred')::int AS barred, count(*) FILTER (WHERE status = 'failed')::int AS failed
         FROM newsletter_copy WHERE issue_id = $1`,
      [row.id],
    ),
    connection.query<{ event: IssueEvent; by: string; at: Date }>(
      'SELECT event, by, at FROM newsletter_event WHERE issue_id = $1 ORDER BY at, id',
      [row.id],
    ),
    reachOf(connection, row.topic),
  ]);
  const { id, topic, title, body, language, status } = row;
  return {
    id,
    topic,
    title,
    body,
    language,
    status,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    reach,
    copies: copies.rows[0] ?? { queued: 0, sent: 0, barred: 0, failed: 0 },
    log: log.rows.map(({ event, by, at }) => ({ event, by, at: at.toISOString() })),
  };
}
