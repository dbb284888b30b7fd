import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import type { Role } from '../../../domain/request/types.js';
import { rehearse } from '../rehearse.js';
import { recordAct } from '../requests/acts.js';
import { requireCase } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { inTransaction } from '../transaction.js';

/** How long an act can be taken back: nothing of it has left the house before. */
export const UNDO_MS = 10_000;

const SEALED_ACT = 'heldAct.sealedAct';

interface Row {
  id: string;
  request_id: string;
  account_id: string;
  role: Role;
  act_type: Act['type'];
  sealed_act: Buffer | null;
  state: 'held' | 'done' | 'undone' | 'refused';
  problem: string | null;
  due_at: Date;
}

const present = ({ id, act_type, account_id, state, problem, due_at }: Row) => ({
  id,
  actType: act_type,
  accountId: account_id,
  state,
  problem: problem ?? '',
  dueAt: due_at,
});

/** Acts that wait for their time. What the state or the law forbids is refused at once, before anything is held. */
export function heldActs(deps: DeskDeps) {
  const tryAct = async (reference: string, act: Act, actor: Actor) => {
    const { row } = await rehearse(deps.pool, (pool, client) => recordAct({ ...deps, pool }, reference, act, actor, { client }));
    return { dueOn: row.due_on, status: row.status };
  };
  return {
    rehearse: tryAct,
    hold: async (reference: string, act: Act, actor: Actor, waitMs = UNDO_MS) => {
      await tryAct(reference, act, actor);
      const row = await requireCase(deps.pool, { reference });
      const sealed = await deps.vault.seal(row.subject_id, act, SEALED_ACT);
      const now = deps.now();
      const { rows } = await deps.pool.query<Row>(
        `INSERT INTO held_act (id, request_id, account_id, role, act_type, sealed_act, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *`,
        [uuidv7(), row.id, actor.id, actor.role, act.type, sealed, new Date(now.getTime() + waitMs), now],
      );
      return present(rows[0] as Row); // one row was inserted
    },
    undo: async (reference: string, id: string, accountId: string): Promise<boolean> => {
      const { rowCount } = await deps.pool.query(
        `UPDATE held_act SET state = 'undone', sealed_act = NULL, settled_at = $4 WHERE id = $2 AND account_id = $3 AND state = 'held'
         AND request_id = (SELECT id FROM request WHERE reference = $1)`,
        [reference, id, accountId, deps.now()],
      );
      return rowCount === 1;
    },
    of: async (reference: string) => {
      const { rows } = await deps.pool.query<Row>(
        `SELECT h.* FROM held_act h JOIN request r ON r.id = h.request_id WHERE r.reference = $1 AND (h.state = 'held' OR h.settled_at > $2) ORDER BY h.created_at`,
        [reference, new Date(deps.now().getTime() - 60_000)],
      );
      return rows.map(present);
    },
  };
}

/**
 * Carries out the held acts whose time has come, one transaction each: the act and that it was done are written together or not at all,
 * so it is safe to repeat and for several processes at once. An act that has become impossible meanwhile is refused with its reason.
 */
export async function carryOutHeld(deps: DeskDeps): Promise<number> {
  let done = 0;
  while (await carryOutNext(deps)) done += 1;
  return done;
}

async function carryOutNext(deps: DeskDeps): Promise<boolean> {
  const refusedId: string[] = [];
  try {
    return await inTransaction(deps.pool, async (client) => {
      const { rows } = await client.query<Row & { reference: string; subject_id: string }>(
        `SELECT h.*, r.reference, r.subject_id FROM held_act h JOIN request r ON r.id = h.request_id
         WHERE h.state = 'held' AND h.due_at <= $1 ORDER BY h.due_at LIMIT 1 FOR UPDATE OF h SKIP LOCKED`,
        [deps.now()],
      );
      const row = rows[0];
      if (row === undefined) return false;
      refusedId.push(row.id);
      const act = row.sealed_act === null ? undefined : await deps.vault.open<Act>(row.subject_id, row.sealed_act, SEALED_ACT);
      if (act !== undefined) await recordAct(deps, row.reference, act, { id: row.account_id, role: row.role }, { client });
      await client.query(`UPDATE held_act SET state = $2, sealed_act = NULL, settled_at = $3 WHERE id = $1`, [
        row.id,
        act === undefined ? 'undone' : 'done',
        deps.now(),
      ]);
      return true;
    });
  } catch (error) {
    const [id] = refusedId;
    if (!(error instanceof DomainError) || id === undefined) throw error;
    await deps.pool.query(
      `UPDATE held_act SET state = 'refused', problem = $2, sealed_act = NULL, settled_at = $3 WHERE id = $1 AND state = 'held'`,
      [id, error.detail, deps.now()],
    );
    return true;
  }
}
