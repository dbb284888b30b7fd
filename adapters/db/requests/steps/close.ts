import type { ClosingReason } from '../../../../domain/letters/facts.js';
import type { Mark } from '../../../../domain/request/marks.js';
import { needsIdentity, WAITING_FOR } from '../../../../domain/request/state.js';
import { localDateOf } from '../case-clock.js';
import { type CaseRow, factsOf } from '../case-row.js';
import type { Change } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { letter } from '../letters.js';
import { recordTransition } from '../transition.js';
import { SYSTEM } from './acknowledge.js';
import { lastWord } from './supplement.js';

/** Closes an answered case after its time for questions. */
export function closeAnswered(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      if (row.closed_at !== null || row.answered_at === null) return undefined;
      const { facts, letters = [] } = await lastWord(client, row);
      return { facts: [...facts, { event: 'closed', data: { outcome: row.outcome ?? 'granted' } }], set: { closed_at: now }, letters };
    },
    { now },
  );
}

/** Nobody answered for a reasonable time: the person is told why nothing more happens and how to take it up again (GDPR Art. 12(4)). */
export function closeForSilence(deps: DeskDeps, requestId: string, why: Extract<ClosingReason, 'no-identity' | 'no-answer'>, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    ({ row }): Change | undefined => {
      const isStillSilent = why === 'no-identity' ? isIdentityAwaited(row) : row.has_open_question;
      if (row.closed_at !== null || row.decided_at !== null || !isStillSilent) return undefined;
      const today = localDateOf(now, row.time_zone);
      // Whoever asks for another and shows no authority is refused (EDPB 01/2022 paras 79-90); the person's own silence is no refusal.
      const isAgent = why === 'no-identity' && row.authority === 'asked';
      const [reason, outcome] = isAgent ? (['no-authority', 'refused'] as const) : ([why, 'no-reply'] as const);
      const askedAt = row.identity_asked_at ?? row.authority_asked_at ?? row.received_at;
      return {
        facts: [
          { event: 'silence-noted', data: { waitingFor: reason, since: localDateOf(askedAt, row.time_zone) } },
          { event: 'closed', data: { outcome } },
        ],
        set: { outcome, closed_at: now },
        letters: row.may_reply ? [letter('CLOSED', 'closed', { why: reason, closedOn: today })] : [],
      };
    },
    { now },
  );
}

/** Whether an answer of theirs is awaited: a proof that came in waits for us, and its file has not to be sent twice. */
function isIdentityAwaited(row: CaseRow): boolean {
  return row.authority === 'received' ? false : needsIdentity(factsOf(row));
}

/** Warns the staff before target, safe and due, and escalates a breach. It never closes a case. Each mark is given once. */
export function warn(deps: DeskDeps, requestId: string, mark: Mark, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    ({ row }): Change | undefined => {
      if (row.warned.includes(mark) || row.answered_at !== null || row.closed_at !== null) return undefined;
      const common = { caseUrl: `${deps.settings.publicUrl}/desk/requests/${row.reference}`, waitingFor: WAITING_FOR[row.status] };
      const set = { warned: [...row.warned, mark] };
      if (mark === 'breach') {
        const dueOn = row.due_on ?? row.safe_on;
        return {
          facts: [{ event: 'breached', data: { dueOn } }],
          set,
          letters: [letter('STAFF_BREACH', 'warn:breach', { ...common, overdueSince: dueOn })],
        };
      }
      const on = { target: row.target_on, safe: row.safe_on, due: row.due_on ?? row.safe_on }[mark];
      return {
        facts: [{ event: 'warned', data: { before: mark, on } }],
        set,
        letters: [letter('STAFF_WARNING', `warn:${mark}`, { ...common, mark, markOn: on })],
      };
    },
    { now },
  );
}
