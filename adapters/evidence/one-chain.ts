import type pg from 'pg';
import { genesisHash, linkHash } from '../../domain/evidence/chain.js';
import { sha256 } from './sha256.js';

interface LinkRow {
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

/** The chain of one case as an auditor reads it: each link with its hash, whether it holds, and how far a signature covers it. */
export interface ChainView {
  links: { seq: number; at: string; event: string; actor: string; role: string; data: unknown; hash: string; holds: boolean }[];
  isUnbroken: boolean;
  /** The last link that a signed root covers; null before the first root. */
  rootedSeq: number | null;
}

/** Reads and recomputes one chain: what the whole check (verify.ts) does for all, without the roots before. */
export async function chainOf(db: Pick<pg.Pool, 'query'>, requestId: string): Promise<ChainView> {
  const [{ rows }, ends] = await Promise.all([
    db.query<LinkRow>(
      'SELECT seq, at, event, actor, role, data, sealed, prev_hash, hash FROM evidence WHERE request_id = $1 ORDER BY seq',
      [requestId],
    ),
    db.query<{ head_seq: number | null; rooted_seq: number | null }>(
      `SELECT (SELECT seq FROM evidence_head WHERE request_id = $1) AS head_seq, (SELECT seq FROM evidence_rooted WHERE request_id = $1) AS rooted_seq`,
      [requestId],
    ),
  ]);
  let before: Uint8Array = genesisHash(requestId, sha256);
  const links = rows.map((row, index) => {
    const { seq, at, event, actor, role, data, sealed, prev_hash, hash } = row;
    const isNext = seq === index + 1 && prev_hash.equals(before);
    const holds = isNext && hash.equals(linkHash({ requestId, seq, at, event, actor, role, data, sealed, prevHash: prev_hash }, sha256));
    before = hash;
    return { seq, at: at.toISOString(), event, actor, role, data, hash: hash.toString('hex'), holds };
  });
  const isWhole = links.length > 0 && links.at(-1)?.seq === ends.rows[0]?.head_seq;
  return { links, isUnbroken: isWhole && links.every(({ holds }) => holds), rootedSeq: ends.rows[0]?.rooted_seq ?? null };
}
