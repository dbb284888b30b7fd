import type { CaseView } from './case-view.js';
import type { Mark } from './marks.js';
import type { RecipientNoticeView } from './recipient-notice.js';

/** What one system answered. */
export interface SearchResult {
  system: string;
  status: 'answered' | 'nothing-held' | 'unreachable' | 'task-open';
}

/** Where the carrying out of corrections stands: something waits for a person, or for a system that does not answer. */
export type CorrectionsState = 'done' | 'by-hand' | 'unreachable';

/** The steps over the record that the activities call; adapters/db/requests/steps implements them. `now` is the workflow's own time. */
export interface CaseSteps {
  readCase(requestId: string): Promise<CaseView>;
  acknowledge(requestId: string, now: Date): Promise<unknown>;
  askIdentity(requestId: string, now: Date): Promise<unknown>;
  remindIdentity(requestId: string, round: number, now: Date): Promise<unknown>;
  startSearch(requestId: string, now: Date): Promise<string[]>;
  searchSystem(requestId: string, system: string, now: Date): Promise<SearchResult>;
  finishSearch(requestId: string, now: Date): Promise<unknown>;
  buildAnswer(requestId: string, now: Date): Promise<void>;
  buildPortable(requestId: string, now: Date): Promise<void>;
  startTransfer(requestId: string, now: Date): Promise<void>;
  moveTransfer(requestId: string, now: Date): Promise<void>;
  openFulfilTask(requestId: string, now: Date): Promise<unknown>;
  answerByLetter(requestId: string, now: Date): Promise<unknown>;
  stopMarketing(requestId: string, now: Date): Promise<unknown>;
  planErasure(requestId: string, now: Date): Promise<void>;
  eraseSystem(requestId: string, system: string, now: Date): Promise<unknown>;
  shredCopies(requestId: string, now: Date): Promise<'done' | 'waiting'>;
  tellRecipients(requestId: string, act: RecipientNoticeView['act'], now: Date): Promise<unknown>;
  deliverNotices(requestId: string, now: Date): Promise<void>;
  sortCorrections(requestId: string, now: Date): Promise<unknown>;
  askIssuers(requestId: string, now: Date): Promise<unknown>;
  applyCorrections(requestId: string, now: Date): Promise<CorrectionsState>;
  closeForSilence(requestId: string, why: 'no-identity' | 'no-answer', now: Date): Promise<unknown>;
  closeAnswered(requestId: string, now: Date): Promise<unknown>;
  supplementAnswer(requestId: string, now: Date): Promise<unknown>;
  setRestriction(requestId: string, now: Date): Promise<unknown>;
  markInSystem(requestId: string, system: string, now: Date): Promise<void>;
  announceLift(requestId: string, now: Date): Promise<unknown>;
  liftRestriction(requestId: string, now: Date): Promise<unknown>;
  remindReview(requestId: string, now: Date): Promise<unknown>;
  stopProcessing(requestId: string, now: Date): Promise<unknown>;
  remindFee(requestId: string, now: Date): Promise<unknown>;
  expireFee(requestId: string, now: Date): Promise<unknown>;
  refundFee(requestId: string, now: Date): Promise<void>;
  remindComplaint(requestId: string, now: Date): Promise<unknown>;
  warn(requestId: string, mark: Mark, now: Date): Promise<unknown>;
}
