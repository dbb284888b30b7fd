import type { PoolClient } from 'pg';
import type { ErasureDecision, ErasureItemView, ErasureSystemStatus, ErasureView } from '../../../domain/erasure/view.js';

type Connection = Pick<PoolClient, 'query'>;

export interface ErasureRow {
  request_id: string;
  run_id: string;
  planned_at: Date;
  released_by: string | null;
  released_at: Date | null;
  old_subject_id: string | null;
  new_subject_id: string | null;
  shredded_at: Date | null;
}

export interface ErasureSystemRow {
  system: string;
  status: ErasureSystemStatus;
  problem: string | null;
  attempts: number;
}

interface ErasureItemRow {
  system: string;
  collection: string;
  categories: string[];
  decision: ErasureDecision;
  ground: string | null;
  kept_why: string | null;
  kept_until: string | null;
  row_count: number;
  delete_count: number;
  mask_count: number;
  held_back: number;
  blocked: number;
  by_hand: string | null;
  deleted: number;
  masked: number;
  left: number;
  remaining: number | null;
}

export async function erasureOf(connection: Connection, requestId: string): Promise<ErasureRow | undefined> {
  const { rows } = await connection.query<ErasureRow>('SELECT * FROM erasure WHERE request_id = $1', [requestId]);
  return rows[0];
}

/**
 * Where each system stands. One without an interface had nothing at the preview, since nobody had looked there yet: it is cleared by hand
 * from when somebody has found something in it.
 */
export async function erasureSystems(connection: Connection, requestId: string): Promise<ErasureSystemRow[]> {
  const { rows } = await connection.query<ErasureSystemRow>(
    `SELECT e.system, e.problem, e.attempts,
       CASE WHEN e.status = 'nothing' AND e.problem IS NOT NULL AND s.status = 'answered' THEN 'by-hand' ELSE e.status END AS status
     FROM erasure_system e LEFT JOIN source_search s ON s.request_id = e.request_id AND s.system = e.system
     WHERE e.request_id = $1 ORDER BY e.system`,
    [requestId],
  );
  return rows;
}

export async function erasureItems(connection: Connection, requestId: string): Promise<ErasureItemView[]> {
  const { rows } = await connection.query<ErasureItemRow>('SELECT * FROM erasure_item WHERE request_id = $1 ORDER BY system, collection', [
    requestId,
  ]);
  return rows.map((row) => ({
    system: row.system,
    collection: row.collection,
    categories: row.categories,
    decision: row.decision,
    ground: row.ground,
    why: row.kept_why,
    until: row.kept_until,
    rowCount: row.row_count,
    deleteCount: row.delete_count,
    maskCount: row.mask_count,
    heldBack: row.held_back,
    blocked: row.blocked,
    byHand: row.by_hand,
    deleted: row.deleted,
    masked: row.masked,
    left: row.left,
    remaining: row.remaining,
  }));
}

/** The erasure of a case as the desk shows it; undefined before its preview. */
export async function erasureView(connection: Connection, requestId: string): Promise<ErasureView | undefined> {
  const row = await erasureOf(connection, requestId);
  if (row === undefined) return undefined;
  const systems = await erasureSystems(connection, requestId);
  const items = await erasureItems(connection, requestId);
  const going = items.filter(({ decision, deleteCount, maskCount }) => decision === 'erase' && deleteCount + maskCount > 0);
  return {
    plannedAt: row.planned_at.toISOString(),
    releasedAt: row.released_at?.toISOString() ?? null,
    shreddedAt: row.shredded_at?.toISOString() ?? null,
    systems: systems.map(({ system, status, problem }) => ({ system, status, problem })),
    items,
    totals: {
      systems: new Set(going.map(({ system }) => system)).size,
      rows: sum(going.map(({ deleteCount, maskCount }) => deleteCount + maskCount)),
      deleted: sum(going.map(({ deleteCount }) => deleteCount)),
      masked: sum(going.map(({ maskCount }) => maskCount)),
      kept: sum(items.filter(({ decision }) => decision === 'keep').map(({ rowCount }) => rowCount)),
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Where the erasure of a case stands, for its workflow; null before the preview. */
export async function erasureProgress(
  connection: Connection,
  requestId: string,
): Promise<{ isReleased: boolean; openSystems: string[] } | null> {
  const row = await erasureOf(connection, requestId);
  if (row === undefined) return null;
  const systems = await erasureSystems(connection, requestId);
  const openSystems = systems.filter(({ status }) => status === 'planned' || status === 'unreachable').map(({ system }) => system);
  return { isReleased: row.released_at !== null, openSystems };
}
