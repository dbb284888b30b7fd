import { heartbeat } from '@temporalio/activity';
import type { CaseSteps, CorrectionsState, SearchResult } from '../domain/request/case-steps.js';
import type { CaseView } from '../domain/request/case-view.js';
import type { Mark } from '../domain/request/marks.js';
import type { RecipientNoticeView } from '../domain/request/recipient-notice.js';

const BEAT_MS = 4_000;

/** Says every few seconds that this process still works on it, so that the work of one that was killed is taken up at once elsewhere. */
async function whileAlive<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/**
 * The effects of the procedure, one short step each. Every one of them finds its own record before it acts, which is why all are safe
 * to retry: a step on record is not done again. `nowMs` is the workflow's time, because the law asks what day it is.
 */
export function createActivities(steps: CaseSteps) {
  const at = (nowMs: number) => new Date(nowMs);
  return {
    /** Safe to retry: reads. */
    readCase: (requestId: string): Promise<CaseView> => steps.readCase(requestId),

    /** Safe to retry: the receipt is written once (GDPR Art. 12(2)). */
    acknowledge: async (requestId: string, nowMs: number): Promise<void> => void (await steps.acknowledge(requestId, at(nowMs))),

    /** Safe to retry: the question is on record before its letter goes (GDPR Art. 12(6)). */
    askIdentity: async (requestId: string, nowMs: number): Promise<void> => void (await steps.askIdentity(requestId, at(nowMs))),

    /** Safe to retry: one letter a round. */
    remindIdentity: async (requestId: string, round: number, nowMs: number): Promise<void> =>
      void (await steps.remindIdentity(requestId, round, at(nowMs))),

    /** Safe to retry: systems already on record stay as they are. */
    startSearch: (requestId: string, nowMs: number): Promise<string[]> => steps.startSearch(requestId, at(nowMs)),

    /** Safe to retry: a finished search is returned from the record, an unfinished one begins again. */
    searchSystem: (requestId: string, system: string, nowMs: number): Promise<SearchResult> =>
      whileAlive(() => steps.searchSystem(requestId, system, at(nowMs))),

    /** Safe to retry: recorded once. */
    finishSearch: async (requestId: string, nowMs: number): Promise<void> => void (await steps.finishSearch(requestId, at(nowMs))),

    /** Safe to retry: a package on record is not built again; one half built is never recorded. */
    buildAnswer: (requestId: string, nowMs: number): Promise<void> => whileAlive(() => steps.buildAnswer(requestId, at(nowMs))),

    /** Safe to retry: a package on record is not built again; one half built is never recorded (GDPR Art. 20(1)). */
    buildPortable: (requestId: string, nowMs: number): Promise<void> => whileAlive(() => steps.buildPortable(requestId, at(nowMs))),

    /** Safe to retry: one transfer a case; asking its destination changes nothing there. */
    startTransfer: (requestId: string, nowMs: number): Promise<void> => whileAlive(() => steps.startTransfer(requestId, at(nowMs))),

    /** Safe to retry: the receiver knows the transfer by its id and takes it once (GDPR Art. 20(2)). */
    moveTransfer: (requestId: string, nowMs: number): Promise<void> => whileAlive(() => steps.moveTransfer(requestId, at(nowMs))),

    /** Safe to retry: one task a case. */
    openFulfilTask: async (requestId: string, nowMs: number): Promise<void> => void (await steps.openFulfilTask(requestId, at(nowMs))),

    /** Safe to retry: the answer is recorded with its letter, once. */
    answerByLetter: async (requestId: string, nowMs: number): Promise<void> => void (await steps.answerByLetter(requestId, at(nowMs))),

    /** Safe to retry: stopping twice stops once (GDPR Art. 21(3)). */
    stopMarketing: async (requestId: string, nowMs: number): Promise<void> => void (await steps.stopMarketing(requestId, at(nowMs))),

    /** Safe to retry: a preview on record stays; nothing is changed in any system. */
    planErasure: (requestId: string, nowMs: number): Promise<void> => whileAlive(() => steps.planErasure(requestId, at(nowMs))),

    /** Safe to retry: the run of a system goes on where it stopped and erases nothing twice (GDPR Art. 17). */
    eraseSystem: async (requestId: string, system: string, nowMs: number): Promise<void> =>
      void (await whileAlive(() => steps.eraseSystem(requestId, system, at(nowMs)))),

    /** Safe to retry: what was moved to a new key is not moved again, and a destroyed key stays destroyed. */
    shredCopies: (requestId: string, nowMs: number): Promise<'done' | 'waiting'> =>
      whileAlive(() => steps.shredCopies(requestId, at(nowMs))),

    /** Safe to retry: each recipient has one notice for each act of a case (GDPR Art. 19). */
    tellRecipients: async (requestId: string, act: RecipientNoticeView['act'], nowMs: number): Promise<void> =>
      void (await steps.tellRecipients(requestId, act, at(nowMs))),

    /** Safe to retry: a webhook carries the id of its notice, so that the recipient can tell a repetition. */
    deliverNotices: (requestId: string, nowMs: number): Promise<void> => whileAlive(() => steps.deliverNotices(requestId, at(nowMs))),

    /** Safe to retry: a field is put down once, with who decides over it; where its value stands is looked up anew (GDPR Art. 16). */
    sortCorrections: async (requestId: string, nowMs: number): Promise<void> =>
      whileAlive(async () => void (await steps.sortCorrections(requestId, at(nowMs)))),

    /** Safe to retry: each question, reminder and escalation is on record with its letter. */
    askIssuers: async (requestId: string, nowMs: number): Promise<void> => void (await steps.askIssuers(requestId, at(nowMs))),

    /** Safe to retry: every place is planned before it is changed, and one that holds the new value is left alone (GDPR Art. 16). */
    applyCorrections: (requestId: string, nowMs: number): Promise<CorrectionsState> =>
      whileAlive(() => steps.applyCorrections(requestId, at(nowMs))),

    /** Safe to retry: closed once; not at all if the person answered meanwhile. */
    closeForSilence: async (requestId: string, why: 'no-identity' | 'no-answer', nowMs: number): Promise<void> =>
      void (await steps.closeForSilence(requestId, why, at(nowMs))),

    /** Safe to retry: closed once. */
    closeAnswered: async (requestId: string, nowMs: number): Promise<void> => void (await steps.closeAnswered(requestId, at(nowMs))),

    /** Safe to retry: what came late is taken up once, and told once (GDPR Art. 15(1)). */
    supplementAnswer: async (requestId: string, nowMs: number): Promise<void> => void (await steps.supplementAnswer(requestId, at(nowMs))),

    /** Safe to retry: one restriction a case; our own registers obey it from the same transaction (GDPR Art. 18). */
    setRestriction: async (requestId: string, nowMs: number): Promise<void> => void (await steps.setRestriction(requestId, at(nowMs))),

    /** Safe to retry: marking what is marked changes nothing, and a task for a person is opened once. */
    markInSystem: (requestId: string, system: string, nowMs: number): Promise<void> =>
      whileAlive(() => steps.markInSystem(requestId, system, at(nowMs))),

    /** Safe to retry: announced once, with its letter (GDPR Art. 18(3)). */
    announceLift: async (requestId: string, nowMs: number): Promise<void> => void (await steps.announceLift(requestId, at(nowMs))),

    /** Safe to retry: lifted once, and not before its notice was sent. */
    liftRestriction: async (requestId: string, nowMs: number): Promise<void> => void (await steps.liftRestriction(requestId, at(nowMs))),

    /** Safe to retry: one reminder a review date. */
    remindReview: async (requestId: string, nowMs: number): Promise<void> => void (await steps.remindReview(requestId, at(nowMs))),

    /** Safe to retry: what is stopped stays stopped (GDPR Art. 21(1)). */
    stopProcessing: async (requestId: string, nowMs: number): Promise<void> => void (await steps.stopProcessing(requestId, at(nowMs))),

    /** Safe to retry: one reminder a fee. */
    remindFee: async (requestId: string, nowMs: number): Promise<void> => void (await steps.remindFee(requestId, at(nowMs))),

    /** Safe to retry: a fee expires once (GDPR Art. 12(4), 12(5)); not at all if it was paid meanwhile. */
    expireFee: async (requestId: string, nowMs: number): Promise<void> => void (await steps.expireFee(requestId, at(nowMs))),

    /** Safe to retry: the provider does one key once, and what is recorded as sent back is not asked again. */
    refundFee: (requestId: string, nowMs: number): Promise<void> => whileAlive(() => steps.refundFee(requestId, at(nowMs))),

    /** Safe to retry: one reminder a round. */
    remindComplaint: async (requestId: string, nowMs: number): Promise<void> => void (await steps.remindComplaint(requestId, at(nowMs))),

    /** Safe to retry: each mark is given once. */
    warn: async (requestId: string, mark: Mark, nowMs: number): Promise<void> => void (await steps.warn(requestId, mark, at(nowMs))),
  };
}

export type Activities = ReturnType<typeof createActivities>;
