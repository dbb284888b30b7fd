import type { PoolClient } from 'pg';
import { requireSecondPerson } from '../../../domain/approval.js';
import { requireLawfulCategories, requireSomethingToErase } from '../../../domain/erasure/law.js';
import type { ErasureView } from '../../../domain/erasure/view.js';
import { DomainError } from '../../../domain/errors.js';
import type { Act } from '../../../domain/request/filing.js';
import { releaseDecided } from '../requests/carried-out.js';
import type { Change } from '../requests/change.js';
import type { ActContext } from '../requests/judge.js';
import { openTask } from '../requests/open-task.js';
import { silentSystemsOf } from '../requests/steps/supplement.js';
import { erasureOf, erasureView } from './erasure-row.js';

type Decision = Extract<Act, { type: 'decision' }>;

const isGrant = (outcome: string | null): boolean => outcome === 'granted' || outcome === 'partly-granted';

/** Throws the 409 of a grant that the law forbids (GDPR Art. 17): for what is kept or erased without ground, or where all that is held stays. */
export async function requireLawfulErasure({ outcome, categories = [] }: Decision, { client, row }: ActContext): Promise<void> {
  if (row.right !== 'erasure' || !isGrant(outcome)) return;
  const view = await erasureView(client, row.id);
  // What is decided is what the preview shows; it follows the search by a moment.
  if (view === undefined) throw conflict('ERASURE_NOT_PLANNED', 'The preview is not ready yet; decide in a moment', 1);
  requireLawfulCategories(categories, view.items);
  requireSomethingToErase(categories, { items: view.items, isAllKnown: await isAllKnown(client, row.id, view) });
}

/** Silence is never "nothing held" (PRODUCT section 7): a system that was away, or that a person clears, may hold more. */
async function isAllKnown(client: PoolClient, requestId: string, { systems }: ErasureView): Promise<boolean> {
  if (systems.some(({ status }) => status === 'unreachable' || status === 'by-hand')) return false;
  return (await silentSystemsOf(client, requestId)).length === 0;
}

/** What the decision says of each collection (GDPR Art. 17(1), (3)); what it does not name stays as the preview has it. */
export function decideCategories(
  { row }: Pick<ActContext, 'row'>,
  { outcome, categories = [] }: Decision,
): (client: PoolClient) => Promise<void> {
  return async (connection) => {
    if (!isGrant(outcome)) return;
    for (const { system, collection, decide, ground, why, until } of categories)
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
  const erasure = await erasureOf(client, row.id);
  if (!isGrant(row.outcome) || (erasure?.released_at != null && row.has_open_task)) return releaseDecided(context);
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
