import pg from 'pg';
import type { ConnectorProblemCode, ReadProblem } from '../reading.js';

/** Rows come as the texts PostgreSQL sent, in the order of the columns. */
export interface RawResult {
  rows: (string | null)[][];
  fields: { name: string; dataTypeID: number }[];
}

/** One read-only transaction that sees one moment of the database. */
export interface ReadSession {
  query(sql: string, params?: readonly unknown[]): Promise<RawResult>;
}

/** Limits on how long a system may keep us waiting, in milliseconds. */
export interface SessionLimits {
  connectTimeoutMs: number;
  statementTimeoutMs: number;
}

const LIMITS: SessionLimits = { connectTimeoutMs: 5_000, statementTimeoutMs: 60_000 };

/** A fault of the other system, carried up to the connector, which turns it into a value. */
export class SystemFault extends Error {
  /** `sqlState`: the code of the server's answer where it gave one. */
  constructor(
    readonly problem: ReadProblem,
    readonly sqlState: string = '',
  ) {
    super(problem.problem);
  }
}

/** One connection, with no transaction begun. */
export interface OpenSession extends ReadSession {
  close(): Promise<void>;
}

/** Opens a connection and a read-only, repeatable-read transaction on it. Throws SystemFault. */
export async function openReadSession(url: string, limits: Partial<SessionLimits> = {}): Promise<OpenSession> {
  const session = await openSession(url, limits);
  return begun(session, [
    'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY',
    // Every cursor is read to its end: the planner is to make the whole cheap, not the first rows.
    'SET LOCAL cursor_tuple_fraction = 1',
  ]);
}

/** Opens a connection that understands our texts and waits no longer than the limits say. Throws SystemFault. */
export async function openSession(url: string, limits: Partial<SessionLimits> = {}): Promise<OpenSession> {
  const { connectTimeoutMs, statementTimeoutMs } = { ...LIMITS, ...limits };
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    // The server's own timeout comes first; this one is for a server that no longer answers at all.
    query_timeout: statementTimeoutMs + 5_000,
    application_name: 'rightsdesk',
    types: { getTypeParser: () => (value: string) => value },
  });
  client.on('error', () => undefined); // reported by the query that is under way or comes next
  const close = () => client.end().catch(() => undefined);
  const session: OpenSession = {
    close,
    query: async (sql, params = []) => {
      try {
        const { rows, fields } = await client.query<(string | null)[]>({ text: sql, values: [...params], rowMode: 'array' });
        return { rows, fields };
      } catch (error) {
        throw new SystemFault(problemOf(error, 'LOST_MID_WAY'), stateOf(error));
      }
    },
  };
  try {
    await client.connect();
  } catch (error) {
    await close();
    throw new SystemFault(problemOf(error, 'UNREACHABLE'), stateOf(error));
  }
  return begun(session, [
    `SET statement_timeout = ${Math.trunc(statementTimeoutMs)}`,
    'SET idle_in_transaction_session_timeout = 0',
    `SET TimeZone = 'UTC'`,
    `SET DateStyle = 'ISO, YMD'`,
    `SET IntervalStyle = 'iso_8601'`,
  ]);
}

async function begun(session: OpenSession, statements: readonly string[]): Promise<OpenSession> {
  try {
    for (const statement of statements) await session.query(statement);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** SQLSTATE classes that say what is the matter; everything else is `otherwise`. */
const BY_STATE: Readonly<Record<string, ConnectorProblemCode>> = {
  '28': 'REFUSED_ACCESS',
  '42501': 'REFUSED_ACCESS',
  '3D': 'REFUSED_ACCESS',
  '57014': 'TOO_SLOW',
  '42': 'DESCRIPTION_DOES_NOT_FIT',
  '22': 'DESCRIPTION_DOES_NOT_FIT',
};

/** The problem in codes only: a server's message may quote values of a row. */
export function problemOf(error: unknown, otherwise: ConnectorProblemCode): ReadProblem {
  const code = stateOf(error);
  const isTimeout = /timeout/i.test(messageOf(error));
  const known = BY_STATE[code] ?? BY_STATE[code.slice(0, 2)];
  const problem = known ?? (isTimeout ? 'TOO_SLOW' : otherwise);
  return { kind: 'problem', problem, detail: code === '' ? (isTimeout ? 'no answer in time' : 'connection lost') : `code ${code}` };
}

/** The code of the server (SQLSTATE) or of the socket; empty where there is none. */
export function stateOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What an error says, for recognising it: never shown, it may quote values. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string' ? error.message : '';
}
