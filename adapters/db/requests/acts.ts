import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import { higherLevel } from '../../../domain/identity.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import { requireLawfulExtension, requireUsefulIdentity } from '../../../domain/request/law.js';
import { requireActAllowed } from '../../../domain/request/state.js';
import { decideComplaint, takeComplaint, tellProgress } from '../complaints/act-complaint.js';
import { releaseErasure } from '../erasure/decide-erasure.js';
import { recordBalance } from '../marketing/act-objection.js';
import { decideBasis } from '../portability/bases.js';
import { addStatement, assignIssuer, enterCorrections } from '../rectification/act-corrections.js';
import { answerOfIssuer } from '../rectification/act-issuer-decision.js';
import { announceByHand, restrictMeanwhile, setTerms } from '../restrictions/act-restriction.js';
import { giveApproval } from './act-approval.js';
import { judgeAuthority } from './act-authority.js';
import { decide } from './act-decision.js';
import { addNote, assignCase } from './act-desk.js';
import { forwardRequest } from './act-forward.js';
import { raiseLevel } from './act-identity-doubt.js';
import { joinDuplicate } from './act-join.js';
import { answerQuestion, askQuestion, writeMessage } from './act-questions.js';
import { setRegime } from './act-regime.js';
import { answerAgain, changeContact } from './answer-again.js';
import { releaseDecided } from './carried-out.js';
import { clockOf, clockSubjectOf } from './case-clock.js';
import { isEnoughFor } from './case-row.js';
import type { Change } from './change.js';
import { classify } from './classify.js';
import type { DeskDeps } from './desk-deps.js';
import { decideDispute, disputeFee, narrowRequest } from './fees/dispute-fee.js';
import { notifyFee } from './fees/notify-fee.js';
import { recordPayment, refundPaidFee, waiveFee } from './fees/pay-fee.js';
import type { ActContext, Judge } from './judge.js';
import { lawFactsOf } from './law-facts.js';
import { letter } from './letters.js';
import { withOwnWords } from './own-words.js';
import { deleteProofs } from './proof-files.js';
import { isAnswerReturned } from './reopen.js';
import { reviewRows } from './review.js';
import { searchAgain } from './search-again.js';
import { recordTransition, type Transition } from './transition.js';

/** Records an act of staff, issuer or requester. Throws the 409 of the state or the law with its article. */
export function recordAct(
  deps: DeskDeps,
  reference: string,
  act: Act,
  actor: Actor,
  options: { client?: PoolClient } = {},
): Promise<Transition> {
  return recordTransition(
    deps,
    { reference },
    actor,
    async (context) => {
      requireActAllowed(act.type, context.row.status);
      const law = await lawFactsOf(deps, context);
      const on: ActContext = { ...context, deps, actor, law, today: law.today };
      return withOwnWords(act, on, await judge(act, on));
    },
    options,
  );
}

function judge(act: Act, context: ActContext): Promise<Change> | Change {
  const rule = JUDGES[act.type] as Judge<Act['type']>; // the table is keyed by the same type
  return rule(act, context);
}

const JUDGES = {
  identity: async (act, { client, deps, row, law, today }) => {
    requireUsefulIdentity(law, act.level);
    const deleted = await deleteProofs(deps, client, { row, kind: 'identity', because: 'checked' });
    const level = higherLevel(act.level, row.identity_level);
    const isNowProven = isEnoughFor(row, level);
    return {
      facts: [{ event: 'identity-confirmed', data: { level, how: 'seen-by-staff' }, text: act.how }, ...deleted],
      set: { identity_level: level },
      clockEvents: isNowProven && row.identity_asked_at !== null ? [{ type: 'identity-received', on: today }] : [],
    };
  },

  'identity-doubt': raiseLevel,
  message: writeMessage,
  clarification: askQuestion,
  'clarification-answer': answerQuestion,

  // GDPR Art. 12(3): the notice goes out in the same transaction as the extension.
  extension: (act, { deps, row, events, law, today }) => {
    requireLawfulExtension(law);
    const event = { type: 'extension-notified', on: today } as const;
    const clock = clockOf(clockSubjectOf(row), [...events, event], deps.calendars);
    return {
      facts: [{ event: 'extension-notified', data: { ground: act.ground, dueOn: clock.due ?? clock.safe }, text: act.reasons }],
      clockEvents: [event],
      letters: [
        letter('EXTENSION', 'extension', {
          ground: act.ground,
          reasons: act.reasons,
          sentNow: act.sentNow ?? null,
          newDueOn: clock.due ?? clock.safe,
        }),
      ],
    };
  },

  fee: notifyFee,
  'fee-payment': recordPayment,
  'fee-waiver': waiveFee,
  'fee-dispute': disputeFee,
  'fee-dispute-decision': decideDispute,
  'fee-narrowing': narrowRequest,
  'fee-refund': refundPaidFee,

  'issuer-decision': answerOfIssuer,
  'issuer-assignment': assignIssuer,
  corrections: enterCorrections,
  statement: addStatement,

  'portability-basis': decideBasis,

  review: reviewRows,

  decision: decide,

  approval: giveApproval,

  'restriction-terms': setTerms,
  'restrict-meanwhile': restrictMeanwhile,
  'lift-announcement': announceByHand,
  'balancing-test': recordBalance,

  release: async (_act, context) => {
    if (await isAnswerReturned(context.client, context.row.id)) return answerAgain(context);
    return context.row.right === 'erasure' ? releaseErasure(context) : releaseDecided(context);
  },

  contact: changeContact,
  authority: judgeAuthority,
  forward: forwardRequest,
  regime: setRegime,
  join: joinDuplicate,

  withdrawal: (act, { now, today }) => ({
    facts: [
      { event: 'withdrawn', data: { hasReason: act.reason !== undefined }, ...(act.reason === undefined ? {} : { text: act.reason }) },
      { event: 'closed', data: { outcome: 'withdrawn' } },
    ],
    set: { outcome: 'withdrawn', closed_at: now },
    letters: [letter('CLOSED', 'closed', { why: 'withdrawn', closedOn: today })],
  }),

  complaint: takeComplaint,
  'complaint-progress': tellProgress,
  'complaint-outcome': decideComplaint,

  classification: classify,

  'search-again': searchAgain,

  note: addNote,
  assignment: assignCase,

  'task-done': (act, { row, actor, now }) => ({
    facts: [
      {
        event: 'task-done',
        data: { system: act.system, kind: row.decided_at === null ? 'search' : 'fulfil' },
        ...(act.note === undefined ? {} : { text: act.note }),
      },
    ],
    also: (client) => finishTask(client, { requestId: row.id, system: act.system, doneBy: actor.id, now }),
  }),
} satisfies { [T in Act['type']]: Judge<T> };

async function finishTask(client: PoolClient, task: { requestId: string; system: string; doneBy: string; now: Date }): Promise<void> {
  const done = await client.query(
    `UPDATE human_task SET status = 'done', done_by = $3, done_at = $4 WHERE request_id = $1 AND system = $2 AND status = 'open'`,
    [task.requestId, task.system, task.doneBy, task.now],
  );
  if (done.rowCount === 0)
    throw new DomainError({ code: 'NO_OPEN_TASK', kind: 'conflict', detail: 'There is no open task for this system. GDPR Art. 5(2).' });
}
