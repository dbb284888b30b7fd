import type { Mark } from './marks.js';
import type { Outcome, Right, Status } from './types.js';

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
  isCollected: boolean;
  unreachableSystems: string[];
  /** Systems asked by hand whose task is done and whose answer has not been taken in yet. */
  answeredTasks: string[];
  isDecided: boolean;
  hasOpenTask: boolean;
  isFulfilled: boolean;
  hasPackage: boolean;
  isAnswered: boolean;
  isClosed: boolean;
  /** When the next attempt to reach a recipient's system is due; null where none waits. */
  nextNoticeAtMs: number | null;
  /** GDPR Art. 16: when an issuer is next to be asked, reminded or given up on; null where none is awaited. */
  nextIssuerStepAtMs: number | null;
  /** When the case may be closed after its answer. */
  closesAtMs: number | null;
  nextMark: { mark: Mark; atMs: number } | null;
}
