import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { requireLawfulFee } from '../../../domain/fees.js';
import { higherLevel, isEnough, requiredLevelOf } from '../../../domain/identity.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import { type LawFacts, requireLawfulDecision, requireLawfulExtension, requireUsefulIdentity } from '../../../domain/request/law.js';
import { requireActAllowed } from '../../../domain/request/state.js';
import { clockOf, clockSubjectOf, localDateOf } from './case-clock.js';
import { factsOf } from './case-row.js';
import { classify } from './classify.js';
import type { DeskDeps } from './desk-deps.js';
import { letter } from './letters.js';
import { releasePackage } from './release.js';
import { reviewRows } from './review.js';
import { SEALED } from './sealed.js';
import { type Change, recordTransition, type StepContext, type Transition } from './transition.js';

/** What an act is judged on: the case, the law's view of it, and who acts. */
export interface ActContext extends StepContext {
  deps: DeskDeps;
  actor: Actor;
  law: LawFacts;
  today: string;
}

type Judge<T extends Act['type']> = (act: Extract<Act, { type: T }>, context: ActContext) => Promise<Change> | Change;

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
      return judge(act, { ...context, deps, actor, law, today: law.today });
    },
    options,
  );
}

function judge(act: Act, context: ActContext): Promise<Change> | Change {
  const rule = JUDGES[act.type] as Judge<Act['type']>; // the table is keyed by the same type
  return rule(act, context);
}

async function lawFactsOf(deps: DeskDeps, { client, row, events, now }: StepContext): Promise<LawFacts> {
  const clock = clockOf(clockSubjectOf(row), events, deps.calendars);
  const { rows } = await client.query<{ unanswered: boolean }>(
    `SELECT EXISTS (SELECT FROM request r WHERE r.thread_id = $1 AND r."right" IN ('access', 'portability') AND r.status NOT IN ('answered', 'closed')) AS unanswered`,
    [row.thread_id],
  );
  return {
    ...factsOf(row),
    firstPeriodEnd: clock.firstPeriodEnd,
    isExtended: clock.isExtended,
    today: localDateOf(now, row.time_zone),
    isSearchRunning: row.right !== 'objection' && row.collected_at === null,
    hasUnansweredAccess: rows[0]?.unanswered ?? false,
  };
}

const JUDGES = {
  identity: (act, { row, law, today }) => {
    requireUsefulIdentity(law);
    const level = higherLevel(act.level, row.identity_level);
    const isNowProven = row.right !== null && isEnough(level, requiredLevelOf(row.right, row.objection_kind));
    return {
      facts: [{ event: 'identity-confirmed', data: { level, how: 'seen-by-staff' }, text: act.how }],
      set: { identity_level: level },
      clockEvents: isNowProven && row.identity_asked_at !== null ? [{ type: 'identity-received', on: today }] : [],
    };
  },

  // GDPR Recital 63; UK GDPR Art. 12A: only an access case pauses, which the clock decides from the event.
  clarification: async (act, { deps, row, actor, now, today }) => {
    const id = uuidv7();
    const sealed = await deps.vault.sealText(row.subject_id, act.question, SEALED.question);
    const isPaused = row.right === 'access';
    return {
      facts: [{ event: 'clarification-requested', data: { questionId: id, on: today }, text: act.question }],
      clockEvents: [{ type: 'clarification-requested', on: today, ref: id }],
      rows: { question: [{ id, request_id: row.id, sealed_question: sealed, asked_by: actor.id, asked_at: now.toISOString() }] },
      letters: [
        letter('CLARIFICATION', `clarification:${id}`, {
          question: act.question,
          largeQuantity: isPaused,
          answerBy: daysLater(today, 30),
          effectOnTime: isPaused ? 'paused' : 'none',
        }),
      ],
    };
  },

  'clarification-answer': async (act, { client, deps, row, now, today }) => {
    const open = await client.query<{ id: string }>(
      'SELECT id FROM question WHERE request_id = $1 AND answered_at IS NULL ORDER BY asked_at LIMIT 1',
      [row.id],
    );
    const id = open.rows[0]?.id;
    if (id === undefined)
      throw new DomainError({ code: 'NO_OPEN_QUESTION', kind: 'conflict', detail: 'No question to this person is open. GDPR Recital 63.' });
    const sealed = await deps.vault.sealText(row.subject_id, act.text, SEALED.answer);
    return {
      facts: [{ event: 'clarification-received', data: { questionId: id, on: today }, text: act.text }],
      clockEvents: [{ type: 'clarification-received', on: today, ref: id }],
      also: (connection) => connection.query('UPDATE question SET sealed_answer = $2, answered_at = $3 WHERE id = $1', [id, sealed, now]),
    };
  },

  // GDPR Art. 12(3): the notice goes out in the same transaction as the extension.
  extension: (act, { deps, row, events, law, today }) => {
    requireLawfulExtension(law);
    const event = { type: 'extension-notified', on: today } as const;
    const clock = clockOf(clockSubjectOf(row), [...events, event], deps.calendars);
    return {
      facts: [{ event: 'extension-notified', data: { ground: act.ground, dueOn: clock.due ?? clock.safe }, text: act.reasons }],
      clockEvents: [event],
      letters: [letter('EXTENSION', 'extension', { ground: act.ground, reasons: act.reasons, newDueOn: clock.due ?? clock.safe })],
    };
  },

  fee: async (act, { client, deps, row, actor, law, today }) => {
    requireLawfulFee(act, {
      right: row.right,
      regime: row.regime,
      hasOpenFee: law.hasOpenFee,
      hadFirstCopy: await hadFirstCopy(client, row),
    });
    const id = uuidv7();
    const payBy = daysLater(today, 14);
    const sealed = await deps.vault.sealText(row.subject_id, act.calculation, SEALED.calculation);
    return {
      facts: [
        {
          event: 'fee-notified',
          data: { feeId: id, ground: act.ground, amountMinor: act.amountMinor, currency: act.currency, payByOn: payBy },
          text: act.calculation,
        },
      ],
      clockEvents: [{ type: 'fee-notified', on: today, ground: act.ground }],
      rows: {
        fee: [
          {
            id,
            request_id: row.id,
            ground: act.ground,
            amount_minor: act.amountMinor,
            currency: act.currency,
            sealed_calculation: sealed,
            status: 'notified',
            pay_by_on: payBy,
            notified_by: actor.id,
          },
        ],
      },
      letters: [
        letter('FEE_NOTICE', `fee:${id}`, {
          ground: act.ground,
          reasons: act.calculation,
          calculation: act.calculation,
          amountMinor: act.amountMinor,
          currency: act.currency,
          payBy,
          howToPay: `${deps.settings.controller.name}, ${row.reference}`,
          effectOnTime: row.jurisdiction === 'UK' && act.ground === 'unfounded-or-excessive' ? 'starts-on-reply' : 'none',
        }),
      ],
    };
  },

  'fee-payment': async (act, { client, row, today, now }) => ({
    facts: [{ event: 'fee-paid', data: { feeId: await openFeeOf(client, row.id) } }],
    clockEvents: [{ type: 'fee-paid', on: act.paidOn ?? today }],
    also: (client) =>
      client.query(`UPDATE fee SET status = 'paid', settled_at = $2 WHERE request_id = $1 AND status = 'notified'`, [row.id, now]),
  }),

  'fee-waiver': async (act, { client, row, today, now }) => ({
    facts: [{ event: 'fee-waived', data: { feeId: await openFeeOf(client, row.id) }, text: act.reason }],
    clockEvents: [{ type: 'fee-waived', on: today }],
    also: (client) =>
      client.query(`UPDATE fee SET status = 'waived', settled_at = $2 WHERE request_id = $1 AND status = 'notified'`, [row.id, now]),
  }),

  'issuer-decision': () => {
    throw new DomainError({
      code: 'NO_ISSUER_ASKED',
      kind: 'conflict',
      detail: 'No issuer was asked about this request. GDPR Art. 16.',
      article: 'GDPR Art. 16',
    });
  },

  review: reviewRows,

  decision: async (act, { deps, row, actor, now, law }) => {
    requireLawfulDecision(act, law);
    const sealed = await deps.vault.seal(row.subject_id, { reasons: act.reasons }, SEALED.decision);
    return {
      facts: [{ event: 'decided', data: { outcome: act.outcome, hasReasons: act.reasons !== '' }, text: act.reasons }],
      set: { outcome: act.outcome, sealed_decision: sealed, decided_by: actor.id, decided_at: now },
    };
  },

  release: (_act, context) => releasePackage(context),

  withdrawal: (act, { now, today }) => ({
    facts: [
      { event: 'withdrawn', data: { hasReason: act.reason !== undefined }, ...(act.reason === undefined ? {} : { text: act.reason }) },
      { event: 'closed', data: { outcome: 'withdrawn' } },
    ],
    set: { outcome: 'withdrawn', closed_at: now },
    letters: [letter('CLOSED', 'closed', { why: 'withdrawn', closedOn: today })],
  }),

  classification: classify,

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

async function openFeeOf(client: PoolClient, requestId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM fee WHERE request_id = $1 AND status = 'notified'`, [requestId]);
  const id = rows[0]?.id;
  if (id === undefined)
    throw new DomainError({ code: 'NO_OPEN_FEE', kind: 'conflict', detail: 'No fee is open for this request. GDPR Art. 12(5).' });
  return id;
}

async function finishTask(client: PoolClient, task: { requestId: string; system: string; doneBy: string; now: Date }): Promise<void> {
  const done = await client.query(
    `UPDATE human_task SET status = 'done', done_by = $3, done_at = $4 WHERE request_id = $1 AND system = $2 AND status = 'open'`,
    [task.requestId, task.system, task.doneBy, task.now],
  );
  if (done.rowCount === 0)
    throw new DomainError({ code: 'NO_OPEN_TASK', kind: 'conflict', detail: 'There is no open task for this system. GDPR Art. 5(2).' });
}

/** An earlier access case of the same person was answered with a copy. */
async function hadFirstCopy(client: PoolClient, row: { id: string; subject_id: string }): Promise<boolean> {
  const { rows } = await client.query<{ had: boolean }>(
    `SELECT EXISTS (SELECT FROM request r JOIN answer_package p ON p.request_id = r.id WHERE r.subject_id = $1 AND r.id <> $2 AND p.released_at IS NOT NULL) AS had`,
    [row.subject_id, row.id],
  );
  return rows[0]?.had ?? false;
}

/** A calendar date some days later. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
