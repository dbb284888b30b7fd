import { uuidv7 } from 'uuidv7';
import type { RestrictionGround } from '../../../domain/letters/answer-facts.js';
import type { SystemWords } from '../../../domain/letters/system-words.js';
import { needsIdentity } from '../../../domain/request/state.js';
import {
  GROUND_LETTERS,
  GROUND_OF,
  groundMeanwhile,
  REVIEW_AFTER_DAYS,
  type RestrictedPart,
  scopeInWords,
  USES_WITHOUT_CONSENT,
} from '../../../domain/restriction.js';
import type { ConnectorDeps } from '../../connectors/connected-systems.js';
import { OWN_REGISTERS } from '../../connectors/registers/own-registers.js';
import { listConnectors } from '../../connectors/registry.js';
import { daysLater, localDateOf } from '../requests/case-clock.js';
import { type CaseRow, factsOf } from '../requests/case-row.js';
import type { Change, StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { letter } from '../requests/letters.js';
import { openDecision } from '../requests/sealed-decision.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { systemWordsOf } from '../requests/system-labels.js';
import { recordTransition } from '../requests/transition.js';
import { restrictionOf, type TermsRow, termsOf } from './restriction-row.js';

type Deps = DeskDeps & ConnectorDeps;

/**
 * Records the restriction that a case was granted, or asked for until it is decided (GDPR Art. 18(1)). Our own registers leave the rows
 * out from the same moment; other systems are marked by the steps that follow. Once a case.
 */
export async function setRestriction(deps: Deps, requestId: string, now: Date) {
  const systems = await reachableSystems(deps);
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async (context): Promise<Change | undefined> => {
      const { client, row } = context;
      if (row.closed_at !== null || (await restrictionOf(client, requestId)) !== undefined) return undefined;
      const terms = await termsOf(client, requestId);
      if (!isDue(row, terms)) return undefined;
      const parts = terms !== undefined && terms.scope.length > 0 ? terms.scope : await everythingFound(context, systems);
      const names = await systemWordsOf(client, row.language);
      return restrictionChange(context, { terms, names, parts, ...(await basisOf(deps, context, terms)) });
    },
    { now },
  );
}

function isDue(row: CaseRow, terms: TermsRow | undefined): boolean {
  if (row.right === 'restriction') return row.outcome === 'granted' || row.outcome === 'partly-granted';
  return terms?.is_meanwhile === true && row.decided_at === null && !needsIdentity(factsOf(row));
}

interface Basis {
  ground: RestrictionGround;
  linkedId: string | null;
}

/** The ground staff put down, or answered when they decided. */
async function groundOf(deps: Deps, row: CaseRow, terms: TermsRow | undefined): Promise<RestrictionGround | undefined> {
  if (terms !== undefined) return terms.ground;
  const decision = await openDecision(deps, row);
  const letter = GROUND_LETTERS.find((one) => decision?.basis?.facts.includes(`ground=${one}`));
  return letter === undefined ? undefined : GROUND_OF[letter];
}

/** The ground that was put down, or the one that follows from another case of the same message (Art. 18(1)(a), (d)). */
async function basisOf(deps: Deps, { client, row }: StepContext, terms: TermsRow | undefined): Promise<Basis> {
  if (row.right !== 'restriction')
    return { ground: groundMeanwhile(row.right, row.objection_kind) ?? 'accuracy-contested', linkedId: null };
  const { rows } = await client.query<{ id: string; right: 'rectification' | 'objection' }>(
    `SELECT id, "right" FROM request WHERE thread_id = $1 AND id <> $2 AND answered_at IS NULL AND closed_at IS NULL
       AND ("right" = 'rectification' OR ("right" = 'objection' AND objection_kind <> 'direct_marketing')) ORDER BY "right" DESC`,
    [row.thread_id, row.id],
  );
  const given = await groundOf(deps, row, terms);
  const linked = rows.find(({ right }) => given === undefined || given === groundMeanwhile(right, null));
  const ground = given ?? groundMeanwhile(linked?.right ?? 'rectification', null) ?? 'accuracy-contested';
  return { ground, linkedId: terms?.linked_request_id ?? linked?.id ?? null };
}

/** Systems that can be marked without a person; those asked by hand come in where something is known to be held there. */
async function reachableSystems(deps: Deps): Promise<string[]> {
  return (await listConnectors(deps)).filter(({ kind }) => kind === 'postgres').map(({ name }) => name);
}

async function everythingFound({ client, row }: StepContext, reachable: readonly string[]): Promise<RestrictedPart[]> {
  const { rows } = await client.query<{ system: string; row_count: number; status: string }>(
    `SELECT system, row_count, status FROM source_search WHERE request_id = $1 AND status <> 'pending'`,
    [row.id],
  );
  const answered = new Map(rows.map((one) => [one.system, one]));
  const found = rows.filter((one) => one.row_count > 0 || (one.status === 'answered' && !reachable.includes(one.system)));
  // A system that could not be asked may hold something: it is marked when it answers again.
  const unknown = reachable.filter((system) => ['unreachable', undefined].includes(answered.get(system)?.status));
  const names = new Set([OWN_REGISTERS, ...found.map(({ system }) => system), ...unknown]);
  return [...names].map((system) => ({ system }));
}

function restrictionChange(
  { row, now }: StepContext,
  { terms, names, parts, ground, linkedId }: Basis & { terms: TermsRow | undefined; names: SystemWords; parts: readonly RestrictedPart[] },
): Change {
  const id = uuidv7();
  const today = localDateOf(now, row.time_zone);
  const reviewOn = terms?.review_on ?? daysLater(today, REVIEW_AFTER_DAYS[ground]);
  const isMeanwhile = row.right !== 'restriction';
  const words = parts.map((part) => ({ ...part, isOpen: part.system !== OWN_REGISTERS }));
  return {
    facts: [{ event: 'restriction-set', data: { scope: OWN_REGISTERS } }],
    nudge: true,
    rows: {
      restriction: [
        {
          id,
          request_id: row.id,
          subject_id: row.subject_id,
          ground,
          allowed_uses: [...new Set([...USES_WITHOUT_CONSENT, ...(terms?.allowed_uses ?? [])])],
          started_at: now.toISOString(),
          review_on: reviewOn,
          linked_request_id: linkedId,
        },
      ],
    },
    also: async (client) => {
      for (const part of parts)
        await client.query(
          `INSERT INTO restriction_scope (restriction_id, system, collection, row_key, applied_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
          [id, part.system, part.collection ?? '', part.rowKey ?? '', part.system === OWN_REGISTERS ? now : null],
        );
    },
    // The restriction of a case of its own is its answer; one for the meantime has its own letter.
    letters: isMeanwhile
      ? [letter('RESTRICTED', `restricted:${id}`, { scope: scopeInWords(words, row.language, names), ground, startedOn: today, reviewOn })]
      : [],
  };
}
