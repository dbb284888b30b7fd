import type { Pool } from 'pg';
import type {
  BlockedRows,
  CollectionErased,
  CollectionErasurePlan,
  EraseResult,
  ErasureOrder,
  ErasureScope,
  PlanResult,
  ProofResult,
} from '../writing-acts.js';
import type { Register } from './register.js';
import { registerActsOf } from './register-acts.js';
import { REGISTERS } from './registers.js';

const BATCH_ROWS = 500;

/** Whose rows, in which pool. */
export interface Holder {
  pool: Pool;
  subjects: readonly string[];
  system: string;
}

/** What an erasure would do to our own registers. Changes nothing. */
export async function planRegisters(holder: Holder, scope: ErasureScope): Promise<PlanResult> {
  const plans: CollectionErasurePlan[] = [];
  for (const register of inScope(scope)) {
    const rowCount = await countRows(holder, register, []);
    if (rowCount > 0) plans.push(await planOf(holder, register, rowCount, scope));
  }
  return { status: 'planned', collections: plans };
}

async function planOf(holder: Holder, register: Register, rowCount: number, scope: ErasureScope): Promise<CollectionErasurePlan> {
  const isGoing = goes(register, scope);
  const free = await countRows(holder, register, blockedIn(register, scope));
  const reason = scope.blocked?.find((one) => one.collection === register.name)?.reason ?? 'restricted';
  return {
    collection: register.name,
    categories: register.categories,
    rowCount,
    deleteCount: isGoing ? free : 0,
    maskCount: 0,
    nothingToErase: 0,
    fields: [],
    heldBack: 0,
    blocked: isGoing && rowCount > free ? [{ reason, rowCount: rowCount - free }] : [],
    kept: isGoing ? null : registerActsOf(register.name).kept,
    byHand: null,
  };
}

/**
 * Deletes the person's rows batch by batch; what was deleted is written down in the same transaction, so that the counts of a run are
 * exact however often it is begun. Old versions of a record go with it.
 */
export async function eraseRegisters(holder: Holder, order: ErasureOrder): Promise<EraseResult> {
  const going = inScope(order).filter((register) => goes(register, order));
  let done = 0;
  for (const register of going) {
    for (;;) {
      const deleted = await deleteBatch(holder, register, order);
      if (deleted === 0) break;
      done += deleted;
      order.onProgress?.(done, done);
    }
  }
  return { status: 'erased', collections: await outcomes(holder, going, order) };
}

async function deleteBatch({ pool, subjects, system }: Holder, register: Register, order: ErasureOrder): Promise<number> {
  const table = register.name;
  const { rowCount, rows } = await pool.query<{ row_count: number }>(
    `WITH gone AS (
       DELETE FROM "${table}" WHERE id = ANY (ARRAY(SELECT id FROM "${table}" WHERE subject_id = ANY($1::uuid[]) AND NOT (id::text = ANY($2::text[])) LIMIT ${BATCH_ROWS}))
       RETURNING id::text AS id),
     versions AS (DELETE FROM record_version WHERE register = $5 AND record_id IN (SELECT id FROM gone))
     INSERT INTO erasure_batch (run_id, system, seq, collection, step, row_count, is_done, deleted)
     SELECT $3, $4, (SELECT COALESCE(max(seq) + 1, 0) FROM erasure_batch WHERE run_id = $3 AND system = $4), $5, 0, count(*), true, count(*)
     FROM gone HAVING count(*) > 0 RETURNING row_count`,
    [subjects, await blockedKeys({ pool, subjects, system }, register, order), order.runId, system, table],
  );
  return rowCount === 0 ? 0 : (rows[0]?.row_count ?? 0);
}

async function outcomes(holder: Holder, going: readonly Register[], order: ErasureOrder): Promise<CollectionErased[]> {
  const { rows } = await holder.pool.query<{ collection: string; deleted: number }>(
    'SELECT collection, sum(deleted)::int AS deleted FROM erasure_batch WHERE run_id = $1 AND system = $2 GROUP BY collection',
    [order.runId, holder.system],
  );
  const deleted = new Map(rows.map((row) => [row.collection, row.deleted]));
  const all: CollectionErased[] = [];
  for (const register of going) {
    const blocked = await countRows(holder, register, []);
    const count = deleted.get(register.name) ?? 0;
    if (count + blocked > 0)
      all.push({ collection: register.name, deleted: count, masked: 0, left: 0, heldBack: 0, blocked, byHand: null });
  }
  return all;
}

/** What still stands of what was to be erased. */
export async function proveRegisters(holder: Holder, scope: ErasureScope): Promise<ProofResult> {
  const collections: { collection: string; remaining: number }[] = [];
  for (const register of inScope(scope).filter((one) => goes(one, scope)))
    collections.push({ collection: register.name, remaining: await countRows(holder, register, blockedIn(register, scope)) });
  return { status: 'proven', isGone: collections.every((one) => one.remaining === 0), collections };
}

/** How many rows of each register a restriction covers. */
export async function countRegisters(holder: Holder, names?: readonly string[]): Promise<{ collection: string; rowCount: number }[]> {
  const counts: { collection: string; rowCount: number }[] = [];
  for (const register of inScope({ ...(names === undefined ? {} : { collections: names }) })) {
    const rowCount = await countRows(holder, register, []);
    if (rowCount > 0) counts.push({ collection: register.name, rowCount });
  }
  return counts;
}

function inScope({ collections }: ErasureScope): Register[] {
  return REGISTERS.filter(({ name }) => collections === undefined || collections.includes(name));
}

function goes({ name }: Register, scope: ErasureScope): boolean {
  const acts = registerActsOf(name);
  if (!acts.isErasable) return false;
  return acts.kept === null || (scope.evenKept ?? []).includes(name);
}

function blockedIn({ name }: Register, { blocked = [] }: ErasureScope): BlockedRows[] {
  return blocked.filter((one) => one.collection === name);
}

/** Blocked keys; where the whole register is blocked, all of the person's. */
async function blockedKeys(holder: Holder, register: Register, scope: ErasureScope): Promise<string[]> {
  const blocked = blockedIn(register, scope);
  if (blocked.every(({ key }) => key !== undefined)) return blocked.flatMap(({ key }) => key ?? []);
  const { rows } = await holder.pool.query<{ id: string }>(
    `SELECT id::text AS id FROM "${register.name}" WHERE subject_id = ANY($1::uuid[])`,
    [holder.subjects],
  );
  return rows.map(({ id }) => id);
}

async function countRows({ pool, subjects }: Holder, register: Register, blocked: readonly BlockedRows[]): Promise<number> {
  if (blocked.some(({ key }) => key === undefined)) return 0;
  const keys = blocked.flatMap(({ key }) => key ?? []);
  const sql = register.sql.replace(/ORDER BY[\s\S]*$/, '');
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM (${sql}) AS r WHERE NOT (r.key = ANY($3::text[]))`, [
    subjects,
    null,
    keys,
  ]);
  return rows[0]?.n ?? 0;
}
