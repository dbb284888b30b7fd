import type { TransferStatus } from '../portability/transfer.js';
import type { Mark } from './marks.js';
import type { Outcome, Right, Status } from './types.js';

/** What a workflow knows of the restriction of its case (GDPR Art. 18) while there is still something to do about it. */
export interface RestrictionView {
  isInForce: boolean;
  /** Systems to be marked, or to be freed of the mark once it is lifted, that were not tried or whose task is done. */
  untriedSystems: string[];
  /** Those that could not be reached. */
  failingSystems: string[];
  /** The rectification or objection it waits for is over. */
  isCauseEnded: boolean;
  /** Start of the day it is announced to end; null while nothing is announced. */
  liftOnMs: number | null;
  isNoticeSent: boolean;
  /** Start of the day it is to be looked at again. */
  reviewOnMs: number | null;
}

/** A reminder of a fee, the end of the time to pay it, or money that goes back. */
export interface FeeStep {
  step: 'remind' | 'expire' | 'refund';
  atMs: number;
}

/** What a workflow knows of its case: ids, codes, instants. Never a name, an address or a word of the person. */
export interface CaseView {
  requestId: string;
  right: Right | null;
  status: Status;
  outcome: Outcome | null;
  isMarketingObjection: boolean;
  isAcknowledged: boolean;
  needsIdentity: boolean;
  identityAskedAtMs: number | null;
  hasOpenQuestion: boolean;
  /** Since when a question that pauses the clock is open; null where none is, or where it pauses nothing. */
  pausedSinceMs: number | null;
  hasOpenFee: boolean;
  /** What is next to be done about the fee, by itself; null where nothing is. */
  feeStep: FeeStep | null;
  isCollected: boolean;
  unreachableSystems: string[];
  /** How often the one of them that was asked least was asked. */
  unreachableTries: number;
  /** Staff want those that were down to be asked again now. */
  isSearchWished: boolean;
  /** Systems asked by hand whose task is done and whose answer has not been taken in yet. */
  answeredTasks: string[];
  isDecided: boolean;
  hasOpenTask: boolean;
  isFulfilled: boolean;
  hasPackage: boolean;
  isAnswered: boolean;
  /** The answer promised that systems that had not answered are asked on. */
  isAskedOn: boolean;
  isClosed: boolean;
  /** GDPR Art. 17: whether a second person let it happen, and which systems are still to be cleared; null without a preview. */
  erasure: { isReleased: boolean; openSystems: string[] } | null;
  /** When the next attempt to reach a recipient's system is due; null where none waits. */
  nextNoticeAtMs: number | null;
  /** GDPR Art. 16: when an issuer is next to be asked, reminded or given up on; null where none is awaited. */
  nextIssuerStepAtMs: number | null;
  /** GDPR Art. 16: a field was added of which nobody has looked up what stands there now. */
  hasUnseenField: boolean;
  /** GDPR Art. 20(2): the direct transfer and when it is to be taken further; null where none was asked for. */
  transfer: { status: TransferStatus; wakeAtMs: number | null } | null;
  /** The answer came back undelivered and waits for another way to the person. */
  isAnswerReturned: boolean;
  /** When the desk is next reminded of an open complaint; null where none is open. */
  nextComplaintAtMs: number | null;
  /** When the case may be closed after its answer. */
  closesAtMs: number | null;
  nextMark: { mark: Mark; atMs: number } | null;
  /** The person asked that the data are not used until this case is decided, and that is still to be recorded. */
  isRestrictionWanted: boolean;
  restriction: RestrictionView | null;
  /** A granted objection ended processing of ours only: nobody has to end anything elsewhere. */
  isOwnProcessingOnly: boolean;
}
