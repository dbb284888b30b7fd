import { DomainError } from '../../../../domain/errors.js';
import type { SearchResult } from '../../../../domain/request/case-steps.js';
import { collectFromSystem } from '../../../connectors/collect-from-system.js';
import type { ConnectorDeps } from '../../../connectors/connected-systems.js';
import { listConnectors } from '../../../connectors/registry.js';
import type { CollectionSummary } from '../../../connectors/search-record.js';
import type { CaseRow } from '../case-row.js';
import type { Change } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { letter } from '../letters.js';
import { recordTransition } from '../transition.js';
import { SYSTEM } from './acknowledge.js';

export type CollectDeps = DeskDeps & ConnectorDeps;

/** Puts down which systems are to be asked; a system already on record stays as it is. Answers their names. */
export async function startSearch(deps: CollectDeps, requestId: string, now: Date): Promise<string[]> {
  const systems = (await listConnectors(deps)).map((connector) => connector.name);
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client }): Promise<Change | undefined> => {
      const { rows } = await client.query<{ system: string }>('SELECT system FROM source_search WHERE request_id = $1', [requestId]);
      const missing = systems.filter((system) => !rows.some((row) => row.system === system));
      if (missing.length === 0) return undefined;
      return {
        facts: missing.map((system) => ({ event: 'search-started' as const, data: { system, queryKinds: ['email'] } })),
        rows: { source_search: missing.map((system) => ({ request_id: requestId, system, status: 'pending' })) },
      };
    },
    { now },
  );
  return systems;
}

/** Asks one system and records what it said, or that it could not be reached; never throws for the system's faults. */
export async function searchSystem(deps: CollectDeps, requestId: string, system: string, now: Date): Promise<SearchResult> {
  const before = await statusOfSearch(deps, requestId, system);
  const found = await collectOrNote(deps, { requestId, system });
  if (before?.status !== found.status || found.status === 'unreachable')
    await recordTransition(
      deps,
      { id: requestId },
      SYSTEM,
      ({ row }) => searchChange(deps, row, { system, found, attempts: (before?.attempts ?? 0) + 1 }),
      { now },
    );
  return { system, status: found.status };
}

/** A system that the operator took away while a case waited for it gave no answer; that is no reason for the case to stop. */
async function collectOrNote(deps: CollectDeps, at: { requestId: string; system: string }): Promise<CollectionSummary> {
  try {
    return await collectFromSystem(deps, at);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'CONNECTOR_MISSING') throw error;
    return { status: 'unreachable', rowCount: 0, heldBackCount: 0, isComplete: false, problem: 'NOT_CONFIGURED' };
  }
}

/** What one answer, or its absence, adds to the record: silence is never "nothing held" (PRODUCT section 7). */
function searchChange(
  deps: CollectDeps,
  row: CaseRow,
  { system, found, attempts }: { system: string; found: CollectionSummary; attempts: number },
): Change {
  if (found.status === 'unreachable')
    return { facts: [{ event: 'search-unreachable', data: { system, problem: found.problem ?? 'unknown', attempts } }] };
  if (found.status === 'task-open') {
    const caseUrl = `${deps.settings.publicUrl}/desk/requests/${row.reference}`;
    return {
      facts: [{ event: 'task-opened', data: { system, kind: 'search', dueOn: row.target_on } }],
      letters: [letter('STAFF_TASK', `task:${system}`, { caseUrl, task: system, taskDueOn: row.target_on, isReminder: false })],
    };
  }
  return {
    facts: [
      {
        event: 'search-answered',
        data: { system, rowCount: found.rowCount, heldBackCount: found.heldBackCount, isComplete: found.isComplete },
      },
    ],
  };
}

async function statusOfSearch({ pool }: CollectDeps, requestId: string, system: string) {
  const { rows } = await pool.query<{ status: string; attempts: number }>(
    'SELECT status, attempts FROM source_search WHERE request_id = $1 AND system = $2',
    [requestId, system],
  );
  return rows[0];
}

/** The first pass is over: every system answered, was given to a person, or was recorded as unreachable. */
export function finishSearch(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      if (row.collected_at !== null || row.closed_at !== null) return undefined;
      const { rows } = await client.query<{ n: number; answered: number; unreachable: number; found: number }>(
        `SELECT count(*)::int AS n, count(*) FILTER (WHERE status IN ('answered', 'nothing-held'))::int AS answered,
              count(*) FILTER (WHERE status IN ('unreachable', 'pending'))::int AS unreachable, coalesce(sum(row_count), 0)::int AS found
       FROM source_search WHERE request_id = $1`,
        [requestId],
      );
      const { n, answered, unreachable, found } = rows[0] ?? { n: 0, answered: 0, unreachable: 0, found: 0 };
      return {
        facts: [
          { event: 'search-completed', data: { systemCount: n, answeredCount: answered, unreachableCount: unreachable, rowCount: found } },
        ],
        set: { collected_at: now },
      };
    },
    { now },
  );
}
