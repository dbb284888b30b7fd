import type { CaseSteps } from '../domain/request/case-steps.js';
import type { CaseView } from '../domain/request/case-view.js';
import type { Act, Actor, NewRequest } from '../domain/request/filing.js';
import type { RecipientNoticeView } from '../domain/request/recipient-notice.js';
import type { Right } from '../domain/request/types.js';
import type { Milestone } from './case-watch.js';

const DAY_MS = 86_400_000;
const STAFF: Actor = { id: 'bench', role: 'staff' };
const SECOND: Actor = { id: 'bench-second', role: 'staff' };

/** The steps that a granted case takes where nothing is in the way. */
type BenchStep = Extract<
  keyof CaseSteps,
  | 'acknowledge'
  | 'askIdentity'
  | 'startSearch'
  | 'searchSystem'
  | 'finishSearch'
  | 'buildAnswer'
  | 'buildPortable'
  | 'startTransfer'
  | 'sortCorrections'
  | 'askIssuers'
  | 'applyCorrections'
  | 'planErasure'
  | 'eraseSystem'
  | 'shredCopies'
  | 'tellRecipients'
  | 'setRestriction'
  | 'stopProcessing'
  | 'answerByLetter'
>;

/** A step of the procedure; `change` is what it does to the record, as the skeleton has it. */
export interface StepMove {
  step: BenchStep;
  /** It is taken for each system that holds personal data: here only our own registers. */
  system?: string;
  /** What the recipients are told of. */
  told?: RecipientNoticeView['act'];
  change?(): Partial<CaseView>;
}

/** What somebody does, and what the record has to say first. */
export interface ActMove {
  act: Act;
  by: Actor;
  after: Milestone;
  change(): Partial<CaseView>;
}

/** A case of one right from its receipt to its answer, in order. */
export interface CasePlan {
  filing: Partial<NewRequest>;
  moves: readonly (StepMove | ActMove)[];
  /** How many run at once beside the one alone. */
  together: number;
}

const OWN = 'rightsdesk';
const LEVEL = { access: 'L1', erasure: 'L2' } as const;

const acknowledge: StepMove = { step: 'acknowledge', change: () => ({ isAcknowledged: true, status: 'acknowledged' }) };
const askIdentity: StepMove = { step: 'askIdentity', change: () => ({ identityAskedAtMs: Date.now(), status: 'identity' }) };
const search: readonly StepMove[] = [{ step: 'startSearch' }, { step: 'searchSystem', system: OWN }];
const finishSearch: StepMove = { step: 'finishSearch', change: () => ({ isCollected: true, status: 'deciding' }) };
const tellRecipients = (told: RecipientNoticeView['act']): StepMove => ({ step: 'tellRecipients', told });
const answered = (): Partial<CaseView> => ({
  isAnswered: true,
  status: 'answered',
  nextMark: null,
  closesAtMs: Date.now() + 30 * DAY_MS,
});
const answerByLetter: StepMove = { step: 'answerByLetter', change: answered };

const identity = (level: 'L1' | 'L2' = LEVEL.access): ActMove => ({
  act: { type: 'identity', level, how: 'bench' },
  by: STAFF,
  after: 'isIdentityAsked',
  change: () => ({ needsIdentity: false, status: 'assessing' }),
});
const decision = (after: Milestone = 'isCollected', more: object = {}): ActMove => ({
  act: { type: 'decision', outcome: 'granted', reasons: 'All of it.', ...more },
  by: STAFF,
  after,
  change: () => ({ isDecided: true, outcome: 'granted', status: 'fulfilling' }),
});
const release = (after: Milestone, change: () => Partial<CaseView>, by = STAFF): ActMove => ({
  act: { type: 'release' },
  by,
  after,
  change,
});

const packed = { change: () => ({ hasPackage: true, isFulfilled: true }) };
const opening = [acknowledge, askIdentity] as const;

/** How a granted case of each right goes, where nothing is in the way. */
export const CASE_PLANS = {
  access: {
    filing: {},
    moves: [
      ...opening,
      identity(),
      ...search,
      finishSearch,
      decision(),
      { step: 'buildAnswer', ...packed },
      release('isFulfilled', answered),
    ],
    together: 50,
  },
  rectification: {
    filing: { corrections: [{ record: 'Guild certificate', field: 'trade', proposed: 'Joiner' }] },
    moves: [
      ...opening,
      identity(),
      { step: 'sortCorrections', change: () => ({ nextIssuerStepAtMs: Date.now() }) },
      ...search,
      { step: 'finishSearch', change: () => ({ isCollected: true, status: 'issuer' }) },
      { step: 'sortCorrections' },
      { step: 'askIssuers', change: () => ({ nextIssuerStepAtMs: Date.now() + 7 * DAY_MS }) },
      {
        act: { type: 'issuer-decision', verdict: 'approve' },
        by: STAFF,
        after: 'isIssuerAsked',
        change: () => ({ nextIssuerStepAtMs: null, status: 'deciding' }),
      },
      decision('isCollected'),
      { step: 'applyCorrections', change: () => ({ hasOpenTask: true }) },
      release('hasOpenTask', () => ({ hasOpenTask: false })),
      { step: 'applyCorrections' },
      tellRecipients('rectified'),
      answerByLetter,
    ],
    together: 20,
  },
  erasure: {
    filing: {},
    moves: [
      ...opening,
      identity(LEVEL.erasure),
      ...search,
      finishSearch,
      { step: 'planErasure', change: () => ({ erasure: { isReleased: false, openSystems: [OWN] } }) },
      decision('isErasurePlanned'),
      release('isDecided', () => ({ erasure: { isReleased: true, openSystems: [OWN] } }), SECOND),
      { step: 'eraseSystem', system: OWN, change: () => ({ erasure: { isReleased: true, openSystems: [] } }) },
      tellRecipients('erased'),
      { step: 'shredCopies' },
      answerByLetter,
    ],
    together: 20,
  },
  restriction: {
    filing: {},
    moves: [
      ...opening,
      identity(),
      ...search,
      finishSearch,
      decision(),
      { step: 'setRestriction', change: () => ({ restriction: inForce() }) },
      tellRecipients('restricted'),
      answerByLetter,
    ],
    together: 20,
  },
  objection: {
    filing: { objection: { kind: 'legitimate_interest', grounds: 'My situation is special.' } },
    moves: [
      ...opening,
      identity(),
      finishSearch,
      decision('isCollected', { facts: { compelling: 'not_demonstrated' }, stops: ['partner-sharing', 'log-analysis'] }),
      { step: 'stopProcessing', change: () => ({ isOwnProcessingOnly: true }) },
      answerByLetter,
    ],
    together: 20,
  },
  portability: {
    filing: {},
    moves: [
      ...opening,
      identity(),
      ...search,
      finishSearch,
      { step: 'startTransfer' },
      decision('isCollected'),
      { step: 'buildPortable', ...packed },
      release('isFulfilled', answered),
    ],
    together: 20,
  },
} as const satisfies Record<Right, CasePlan>;

function inForce(): CaseView['restriction'] {
  const systems = { untriedSystems: [], failingSystems: [] };
  return { isInForce: true, ...systems, isCauseEnded: false, liftOnMs: null, isNoticeSent: false, reviewOnMs: Date.now() + 90 * DAY_MS };
}

/** Whether a move is something that somebody does. */
export const isAct = (move: StepMove | ActMove): move is ActMove => 'act' in move;
