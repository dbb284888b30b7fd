import type { PoolClient } from 'pg';
import { requireSecondPerson } from '../../../domain/approval.js';
import { requireLawfulCategories } from '../../../domain/erasure/law.js';
import type { CategoryDecision } from '../../../domain/erasure/view.js';
import { DomainError } from '../../../domain/errors.js';
import { releaseDecided } from '../requests/carried-out.js';
import type { Change } from '../requests/change.js';
import type { ActContext } from '../requests/judge.js';
import { openTask } from '../requests/open-task.js';
import { erasureOf, erasureView } from './erasure-row.js';

/** What the decision says of each collection (GDPR Art. 17(1), (3)); what it does not name stays as the preview has it. */
export async function decideCategories(
  { client, row }: Pick<ActContext, 'client' | 'row'>,
  decisions: readonly CategoryDecision[],
): Promise<(client: PoolClient) => Promise<void>> {
  const view = await erasureView(client, row.id);
  // What is decided is what the preview shows; it follows the search by a moment.
  if (view === undefined) throw conflict('ERASURE_NOT_PLANNED', 'The preview is not ready yet; decide in a moment', 1);
  requireLawfulCategories(decisions, view.items);
  return async (connection) => {
    for (const { system, collection, decide, ground, why, until } of decisions)
      await connection.query(
        `UPDATE erasure_item SET decision = $4, ground = $5, kept_why = $6, kept_until = $7, is_by_default = false
         WHERE request_id = $1 AND system = $2 AND collection = $3`,
        [row.id, system, collection, decide, ground, why ?? null, until ?? null],
      );
  };
}

/** The second pair of eyes: from here the data go (GDPR Art. 17, 24). Throws SECOND_PERSON_NEEDED, ERASURE_NOT_PLANNED, ERASURE_RUNS. */
export async function releaseErasure(context: ActContext): Promise<Change> {
  const { client, deps, row, actor, now } = context;
  const isGranted = row.outcome === 'granted' || row.outcome === 'partly-granted';
  const erasure = await erasureOf(client, row.id);
  if (!isGranted || (erasure?.released_at != null && row.has_open_task)) return releaseDecided(context);
  const view = await erasureView(client, row.id);
  if (erasure === undefined || view === undefined)
    throw conflict('ERASURE_NOT_PLANNED', 'The preview is not ready yet; release it in a moment', 1);
  if (erasure.released_at !== null) throw conflict('ERASURE_RUNS', 'The erasure was released already and is under way');
  requireSecondPerson(row.decided_by, actor);
  const byHand = view.systems.filter(({ status }) => status === 'by-hand');
  const tasks = byHand.map(({ system }) => openTask(deps, row, { system, task: `erase in ${system} by hand`, now }));
  return {
    facts: [
      { event: 'erasure-released', data: { rowCount: view.totals.rows, systemCount: view.totals.systems } },
      ...byHand.map(({ system }) => ({ event: 'task-opened' as const, data: { system, kind: 'fulfil' as const, dueOn: row.target_on } })),
    ],
    rows: { human_task: tasks.flatMap(({ rows }) => rows?.human_task ?? []) },
    letters: tasks.flatMap(({ letters }) => letters ?? []),
    also: (connection) =>
      connection.query('UPDATE erasure SET released_by = $2, released_at = $3 WHERE request_id = $1', [row.id, actor.id, now]),
  };
}

function conflict(code: string, detail: string, retryAfterSeconds?: number): DomainError {
  return new DomainError({
    code,
    kind: 'conflict',
    detail: `${detail} (GDPR Art. 17).`,
    article: 'GDPR Art. 17',
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
