import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import { genesisHash, linkHash } from '../../domain/evidence/chain.js';
import type { EvidenceEntry } from '../../domain/evidence.js';
import { sha256 } from './sha256.js';

/** A link ready to be written. */
export type EvidenceRow = EvidenceEntry & { seq: number; prevHash: Uint8Array; hash: Uint8Array };

/** The end of a chain. */
interface Head {
  seq: number;
  hash: Uint8Array;
}

/** The client of the caller's open transaction. */
export type EvidenceClient = Pick<pg.PoolClient, 'query'>;

function link(entry: EvidenceEntry, head: Head): EvidenceRow {
  const seq = head.seq + 1;
  const hash = linkHash({ ...entry, seq, sealed: entry.sealed ?? null, prevHash: head.hash }, sha256);
  return { ...entry, seq, prevHash: head.hash, hash };
}

/** Gives each entry its place after the head of its case; `heads` is moved along. */
function linkAll(entries: readonly EvidenceEntry[], heads: Map<string, Head>): EvidenceRow[] {
  return entries.map((entry) => {
    const head = heads.get(entry.requestId) ?? { seq: 0, hash: genesisHash(entry.requestId, sha256) };
    const row = link(entry, head);
    heads.set(entry.requestId, row);
    return row;
  });
}

/**
 * The first links of new cases, hashed here without asking the database, for a statement of the caller's own (`evidenceCtes`).
 * Entries of several cases may be mixed; those of one case stand in their order.
 */
export function firstEvidence(entries: readonly EvidenceEntry[]): EvidenceRow[] {
  return linkAll(entries, new Map());
}

/** The parameters of `evidenceCtes`: ten arrays, one position per row. */
export function evidenceParams(rows: readonly EvidenceRow[]): unknown[] {
  return [
    rows.map((row) => row.requestId),
    rows.map((row) => row.seq),
    rows.map((row) => row.at),
    rows.map((row) => row.event),
    rows.map((row) => row.actor),
    rows.map((row) => row.role),
    rows.map((row) => JSON.stringify(row.data)),
    rows.map((row) => row.sealed ?? null),
    rows.map((row) => row.prevHash),
    rows.map((row) => row.hash),
  ];
}

/** How many parameters `evidenceParams` makes. */
export const EVIDENCE_PARAM_COUNT = 10;

const COLUMNS = 'request_id, seq, at, event, actor, role, data, sealed, prev_hash, hash';
const TYPES = ['uuid', 'int', 'timestamptz', 'text', 'text', 'text', 'jsonb', 'bytea', 'bytea', 'bytea'];

/**
 * Writes links, moves the heads and tells the next root, as three members of a WITH list: one round trip together with whatever
 * else the caller's statement writes. Only for chains whose head the caller holds locked, or new ones.
 * @param firstParam number of the first of the ten parameters.
 */
export function evidenceCtes(firstParam: number): string {
  const arrays = TYPES.map((type, n) => `$${firstParam + n}::${type}[]`).join(', ');
  return `evidence_rows AS MATERIALIZED (SELECT * FROM unnest(${arrays}) AS given(${COLUMNS})),
    evidence_written AS (INSERT INTO evidence (${COLUMNS}) SELECT ${COLUMNS} FROM evidence_rows),
    evidence_ends AS MATERIALIZED (SELECT DISTINCT ON (request_id) request_id, seq, hash FROM evidence_rows ORDER BY request_id, seq DESC),
    evidence_moved AS (INSERT INTO evidence_head (request_id, seq, hash) SELECT request_id, seq, hash FROM evidence_ends
      ON CONFLICT (request_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash),
    evidence_marked AS (INSERT INTO evidence_pending (request_id, seq) SELECT request_id, seq FROM evidence_ends)`;
}

const APPEND = `WITH ${evidenceCtes(1)} SELECT 1`;
const LOCK_HEADS = 'SELECT request_id, seq, hash FROM evidence_head WHERE request_id = ANY($1::uuid[]) ORDER BY request_id FOR UPDATE';

/**
 * Appends events inside the caller's transaction, in two round trips however many events and cases. Locks the heads of the cases
 * until the transaction ends, so that a chain never forks; cases do not wait for each other. Two writers that begin the chain of
 * the same new case at once: one of them gets EVIDENCE_CONFLICT, and its transaction must be run again.
 */
export async function appendEvidence(client: EvidenceClient, entries: readonly EvidenceEntry[]): Promise<EvidenceRow[]> {
  if (entries.length === 0) return [];
  const ids = [...new Set(entries.map((entry) => entry.requestId))];
  const { rows: locked } = await client.query<{ request_id: string; seq: number; hash: Buffer }>({
    name: 'evidence-lock',
    text: LOCK_HEADS,
    values: [ids],
  });
  const rows = linkAll(entries, new Map(locked.map((head) => [head.request_id, head])));
  try {
    await client.query({ name: 'evidence-append', text: APPEND, values: evidenceParams(rows) });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === '23505')) throw cause;
    throw new DomainError({
      code: 'EVIDENCE_CONFLICT',
      kind: 'conflict',
      detail: 'This case was changed at the same moment. Try again.',
      cause,
    });
  }
  return rows;
}

/** A link as it is shown. */
export interface StoredEvidence {
  seq: number;
  at: Date;
  event: string;
  actor: string;
  role: string;
  data: unknown;
  sealed?: Buffer;
}

/** The chain of one case, oldest first: the timeline. */
export async function evidenceRows(db: Pick<pg.Pool, 'query'>, requestId: string): Promise<StoredEvidence[]> {
  const { rows } = await db.query<Omit<StoredEvidence, 'sealed'> & { sealed: Buffer | null }>(
    'SELECT seq, at, event, actor, role, data, sealed FROM evidence WHERE request_id = $1 ORDER BY seq',
    [requestId],
  );
  return rows.map((row) => ({ ...row, sealed: row.sealed ?? undefined }));
}
