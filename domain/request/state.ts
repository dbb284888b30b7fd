import { type Authority, awaitsAuthority } from '../behalf.js';
import { DomainError } from '../errors.js';
import { isEnough, requiredLevelOf } from '../identity.js';
import type { ActType } from './filing.js';
import { type IdentityLevel, type ObjectionKind, type Outcome, type Right, STATUSES, type Status } from './types.js';

/** What the record says of a case: all that decides where it stands. Instants are ISO texts or null; no personal data. */
export interface CaseFacts {
  right: Right | null;
  objectionKind: ObjectionKind | null;
  status: Status;
  outcome: Outcome | null;
  identityLevel: IdentityLevel;
  /** More than the right needs by itself; null where the right decides alone. */
  raisedTo: IdentityLevel | null;
  isIdentityProven: boolean;
  /** Of whoever asks for another; null where the person asks. */
  authority: Authority | null;
  acknowledgedAt: string | null;
  /** When the person was asked who they are, or whoever acts for them for the authority. */
  identityAskedAt: string | null;
  collectedAt: string | null;
  decidedAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
  hasOpenQuestion: boolean;
  hasOpenFee: boolean;
  hasOpenTask: boolean;
  hasPackage: boolean;
  /** GDPR Art. 16: a field waits for the verdict of the issuer that is controller of it. */
  isIssuerAwaited: boolean;
}

/** Whether it is still open who asks, or whether whoever asks may ask for the person. */
export function needsIdentity(
  facts: Pick<CaseFacts, 'right' | 'objectionKind' | 'identityLevel' | 'raisedTo' | 'isIdentityProven' | 'authority'>,
): boolean {
  const { right } = facts;
  if (right === null) return false;
  if (awaitsAuthority(facts.authority)) return true;
  return !facts.isIdentityProven && !isEnough(facts.identityLevel, requiredLevelOf({ ...facts, right }));
}

/**
 * Where a case stands follows from its facts, so that no combination of acts can leave it in a state that its record contradicts
 * (PRODUCT section 3). The order is that of the procedure.
 */
export function statusOf(facts: CaseFacts): Status {
  if (facts.closedAt !== null) return 'closed';
  if (facts.answeredAt !== null) return 'answered';
  if (facts.decidedAt !== null) return 'fulfilling';
  if (facts.right === null) return 'triage';
  if (facts.hasOpenFee) return 'fee';
  if (facts.hasOpenQuestion) return 'clarification';
  if (needsIdentity(facts)) return beforeIdentity(facts);
  if (facts.collectedAt !== null) return facts.isIssuerAwaited ? 'issuer' : 'deciding';
  return facts.acknowledgedAt === null ? 'received' : 'assessing';
}

function beforeIdentity(facts: CaseFacts): Status {
  if (facts.identityAskedAt !== null) return 'identity';
  return facts.acknowledgedAt === null ? 'received' : 'acknowledged';
}

const OPEN = [
  'received',
  'acknowledged',
  'identity',
  'clarification',
  'fee',
  'assessing',
  'issuer',
  'deciding',
] as const satisfies readonly Status[];

/** From which states each act may be done. What the law adds to that is decided in domain/request/law.ts. */
export const ACT_FROM = {
  identity: OPEN,
  'identity-doubt': OPEN,
  message: [...OPEN, 'fulfilling', 'answered', 'closed'],
  clarification: OPEN,
  // A case that was closed for want of the answer goes on with it.
  'clarification-answer': [...OPEN, 'closed'],
  extension: [...OPEN, 'fulfilling'],
  fee: OPEN,
  // Paid late, a fee that expired brings its case back; one that ended otherwise goes back to who paid it.
  'fee-payment': ['fee', 'answered', 'closed'],
  'fee-waiver': ['fee'],
  'fee-dispute': ['fee'],
  'fee-dispute-decision': ['fee'],
  'fee-narrowing': ['fee'],
  'fee-refund': [...OPEN, 'fulfilling', 'answered', 'closed'],
  'issuer-decision': ['issuer', 'assessing', 'clarification', 'fee'],
  'issuer-assignment': ['issuer', 'assessing', 'deciding', 'clarification', 'fee'],
  corrections: OPEN,
  statement: ['issuer', 'deciding', 'clarification', 'fulfilling', 'answered'],
  'portability-basis': ['assessing', 'deciding', 'clarification', 'fee'],
  review: ['assessing', 'deciding', 'clarification', 'fee'],
  decision: ['assessing', 'issuer', 'deciding', 'clarification'],
  approval: [...OPEN, 'fulfilling'],
  'restriction-terms': OPEN,
  'restrict-meanwhile': OPEN,
  'lift-announcement': [...OPEN, 'fulfilling', 'answered', 'closed'],
  'balancing-test': OPEN,
  release: ['fulfilling'],
  withdrawal: ['triage', ...OPEN, 'fulfilling'],
  classification: ['triage'],
  // After the answer a system that had not answered is still asked, as the letter says.
  'task-done': ['assessing', 'deciding', 'clarification', 'fulfilling', 'answered'],
  'search-again': ['assessing', 'issuer', 'deciding', 'clarification', 'answered'],
  authority: OPEN,
  forward: ['triage', ...OPEN],
  regime: OPEN,
  join: OPEN,
  contact: [...OPEN, 'fulfilling', 'answered'],
  note: STATUSES,
  assignment: STATUSES,
  complaint: STATUSES,
  'complaint-progress': STATUSES,
  'complaint-outcome': STATUSES,
} as const satisfies Record<ActType, readonly Status[]>;

/** Where the case stands, and the way out. */
const WHAT_THE_CASE_WAITS_FOR: Record<Status, string> = {
  triage: 'it still has to be read by a person and classified',
  received: 'it has just been received',
  acknowledged: 'it has been acknowledged',
  identity: 'the person has not yet proven who they are; record the identity first',
  clarification: 'a question to the person is open; record its answer, or wait for it',
  fee: 'a fee is open; it is paid, waived, narrowed or withdrawn first',
  assessing: 'the systems are being searched; try again once they have answered',
  issuer: 'the issuer has been asked; record its answer, or wait for the day from which its silence counts',
  deciding: 'it waits for the decision and for nothing else',
  fulfilling: 'it has been decided and is being carried out; release the answer, or record a withdrawal',
  answered: 'it has been answered; what is wrong with the answer is a complaint, what is new a new request',
  closed: 'it is closed; a complaint can still be made, what is new is a new request',
};

export const isOver = (status: Status): boolean => status === 'answered' || status === 'closed';

export function isActAllowed(act: ActType, status: Status): boolean {
  return (ACT_FROM[act] as readonly Status[]).includes(status);
}

/** The 409 of an act that the state forbids; undefined where it allows it. */
export function actRefusal(act: ActType, status: Status): DomainError | undefined {
  if (isActAllowed(act, status)) return undefined;
  return new DomainError({
    code: `${act.replaceAll('-', '_').toUpperCase()}_NOT_POSSIBLE_NOW`,
    kind: 'conflict',
    detail: `"${act}" is not possible while the request is in the state "${status}": ${WHAT_THE_CASE_WAITS_FOR[status]}. GDPR Art. 12(3).`,
    article: 'GDPR Art. 12(3)',
    // The workflow is about to move a case on that waits for nobody outside: worth another try in a moment.
    ...(status === 'received' || status === 'acknowledged' ? { retryAfterSeconds: 1 } : {}),
  });
}

/** Throws the 409 of an act that the state forbids. */
export function requireActAllowed(act: ActType, status: Status): void {
  const refusal = actRefusal(act, status);
  if (refusal !== undefined) throw refusal;
}

/** Who is waited for in each state, for the list and the status page. */
export const WAITING_FOR = {
  triage: 'us',
  received: 'us',
  acknowledged: 'us',
  identity: 'requester',
  clarification: 'requester',
  fee: 'requester',
  assessing: 'us',
  issuer: 'issuer',
  deciding: 'us',
  fulfilling: 'us',
  answered: 'nobody',
  closed: 'nobody',
} as const satisfies Record<Status, 'us' | 'requester' | 'issuer' | 'nobody'>;
