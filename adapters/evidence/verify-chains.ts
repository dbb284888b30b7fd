import type pg from 'pg';
import { genesisHash, linkHash } from '../../domain/evidence/chain.js';
import { chainProblem, type EvidenceProblem } from './problem.js';
import { sha256 } from './sha256.js';

const CASES_AT_ONCE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface CaseEnds {
  id: string;
  reference: string | null;
  head_seq: number | null;
  head_hash: Buffer | null;
  rooted_seq: number | null;
  rooted_hash: Buffer | null;
}

/** A link as it is stored. */
export interface LinkRow {
  request_id: string;
  seq: number;
  at: Date;
  event: string;
  actor: string;
  role: string;
  data: unknown;
  sealed: Buffer | null;
  prev_hash: Buffer;
  hash: Buffer;
}

/** Every case, every issued seal and every account that anything knows of: the registers, the chain ends, the signed ends. */
const NEXT_CASES = `SELECT * FROM (
    SELECT coalesce(q.id, h.request_id, r.request_id) AS id, q.reference,
           h.seq AS head_seq, h.hash AS head_hash, r.seq AS rooted_seq, r.hash AS rooted_hash
      FROM ((SELECT id, reference FROM request WHERE id > $1 ORDER BY id LIMIT $2)
            UNION ALL SELECT id, 'seal ' || id FROM seals_with_evidence($1, $2)
            UNION ALL (SELECT account_id, 'account ' || account_id FROM account_chain WHERE account_id > $1 ORDER BY account_id LIMIT $2)) q
      FULL JOIN (SELECT request_id, seq, hash FROM evidence_head WHERE request_id > $1 ORDER BY request_id LIMIT $2) h ON h.request_id = q.id
      FULL JOIN (SELECT request_id, seq, hash FROM evidence_rooted WHERE request_id > $1 ORDER BY request_id LIMIT $2) r
        ON r.request_id = coalesce(q.id, h.request_id)) AS known
  ORDER BY id LIMIT $2`;

const LINKS = `SELECT request_id, seq, at, event, actor, role, data, sealed, prev_hash, hash
  FROM evidence WHERE request_id > $1 AND request_id <= $2 ORDER BY request_id, seq`;

/** One slice of the register in the order of ids, with every link that stands in it. */
interface Slice {
  cases: CaseEnds[];
  links: LinkRow[];
}

async function* slices(db: Pick<pg.PoolClient, 'query'>): AsyncGenerator<Slice> {
  const after = async (id: string) => (await db.query<CaseEnds>(NEXT_CASES, [id, CASES_AT_ONCE])).rows;
  let from = FIRST_ID;
  let cases = await after(from);
  for (;;) {
    const isLast = cases.length < CASES_AT_ONCE;
    const to = isLast ? LAST_ID : (cases.at(-1)?.id ?? LAST_ID);
    const { rows: links } = await db.query<LinkRow>(LINKS, [from, to]);
    const next = isLast ? undefined : after(to); // the database looks ahead while this slice is hashed
    next?.catch(() => undefined);
    yield { cases, links };
    if (next === undefined) return;
    from = to;
    cases = await next;
  }
}

function problemOfLink(row: LinkRow, before: { seq: number; hash: Uint8Array }): EvidenceProblem['what'] | undefined {
  if (row.seq !== before.seq + 1) return 'gap';
  if (!row.prev_hash.equals(before.hash)) return 'link-moved';
  const computed = linkHash({ ...row, requestId: row.request_id, prevHash: row.prev_hash }, sha256);
  return row.hash.equals(computed) ? undefined : 'link-changed';
}

/** The first problem inside a chain; a chain that is whole up to its end is compared with what was recorded and signed of it. */
function problemOfChain(ends: CaseEnds, links: readonly LinkRow[]): EvidenceProblem | undefined {
  const place = { requestId: ends.id, reference: ends.reference ?? undefined };
  if (links.length === 0) return chainProblem('chain-missing', place);
  let before: { seq: number; hash: Uint8Array } = { seq: 0, hash: genesisHash(ends.id, sha256) };
  for (const row of links) {
    const what = problemOfLink(row, before);
    if (what !== undefined) return chainProblem(what, { ...place, seq: row.seq });
    before = row;
  }
  const last = links.at(-1);
  if (last?.seq !== ends.head_seq || ends.head_hash === null || !last.hash.equals(ends.head_hash)) {
    return chainProblem('end-missing', { ...place, seq: last?.seq });
  }
  if (ends.rooted_seq !== null && ends.rooted_hash !== null && links[ends.rooted_seq - 1]?.hash.equals(ends.rooted_hash) !== true) {
    return chainProblem('root-differs', { ...place, seq: ends.rooted_seq });
  }
  return ends.reference === null ? chainProblem('chain-unknown', place) : undefined;
}

function chainsOf(links: readonly LinkRow[]): Map<string, LinkRow[]> {
  const chains = new Map<string, LinkRow[]>();
  for (const row of links) {
    const chain = chains.get(row.request_id);
    if (chain === undefined) chains.set(row.request_id, [row]);
    else chain.push(row);
  }
  return chains;
}

function problemsOfSlice({ cases, links }: Slice): EvidenceProblem[] {
  const chains = chainsOf(links);
  const known = new Set(cases.map(({ id }) => id));
  const found = cases.map((ends) => problemOfChain(ends, chains.get(ends.id) ?? []));
  const strangers = [...chains.keys()].filter((id) => !known.has(id));
  return [...found.filter((problem) => problem !== undefined), ...strangers.map((id) => chainProblem('chain-unknown', { requestId: id }))];
}

/**
 * Reads every chain once, in bounded memory, and reports what is broken (the first place of each chain).
 * @param db a client in a REPEATABLE READ transaction, so that all tables are seen as of one moment.
 */
export async function verifyChains(
  db: Pick<pg.PoolClient, 'query'>,
  report: { onProblem(problem: EvidenceProblem): void; onProgress?(cases: number): void },
): Promise<{ cases: number; events: number }> {
  let cases = 0;
  let events = 0;
  for await (const slice of slices(db)) {
    for (const problem of problemsOfSlice(slice)) report.onProblem(problem);
    cases += slice.cases.length;
    events += slice.links.length;
    report.onProgress?.(cases);
  }
  return { cases, events };
}
