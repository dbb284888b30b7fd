import type { CaseSteps } from '../../../../domain/request/case-steps.js';
import { remindComplaint } from '../../complaints/act-complaint.js';
import { eraseSystem } from '../../erasure/erase-system.js';
import { planErasure } from '../../erasure/plan-erasure.js';
import { shredCopies } from '../../erasure/shred-copies.js';
import { stopMarketing, stopProcessing } from '../../marketing/stop.js';
import { buildPortable } from '../../portability/build-portable.js';
import { moveTransfer, startTransfer } from '../../portability/move-transfer.js';
import { deliverNotices } from '../../recipients/deliver-notices.js';
import { tellRecipients } from '../../recipients/tell-recipients.js';
import { applyCorrections } from '../../rectification/apply-corrections.js';
import { askIssuers } from '../../rectification/ask-issuers.js';
import { sortCorrections } from '../../rectification/sort-corrections.js';
import { announceLift, liftRestriction, remindReview } from '../../restrictions/lift-restriction.js';
import { markInSystem } from '../../restrictions/mark-system.js';
import { setRestriction } from '../../restrictions/set-restriction.js';
import { acknowledge } from './acknowledge.js';
import { askIdentity, remindIdentity } from './ask-identity.js';
import { closeAnswered, closeForSilence, warn } from './close.js';
import { type CollectDeps, finishSearch, searchSystem, startSearch } from './collect.js';
import { answerByLetter, buildAnswer, openFulfilTask } from './fulfil.js';
import { readCase } from './read-case.js';
import { expireFee, refundFee, remindFee } from './settle-fee.js';
import { supplementAnswer } from './supplement.js';

/** The steps of the procedure over this database: what the activities are made of. */
export function createCaseSteps(deps: CollectDeps): CaseSteps {
  return {
    readCase: (id) => readCase(deps, id),
    acknowledge: (id, now) => acknowledge(deps, id, now),
    askIdentity: (id, now) => askIdentity(deps, id, now),
    remindIdentity: (id, round, now) => remindIdentity(deps, id, round, now),
    startSearch: (id, now) => startSearch(deps, id, now),
    searchSystem: (id, system, now) => searchSystem(deps, id, system, now),
    finishSearch: (id, now) => finishSearch(deps, id, now),
    buildAnswer: (id, now) => buildAnswer(deps, id, now),
    buildPortable: (id, now) => buildPortable(deps, id, now),
    startTransfer: (id, now) => startTransfer(deps, id, now),
    moveTransfer: (id, now) => moveTransfer(deps, id, now),
    openFulfilTask: (id, now) => openFulfilTask(deps, id, now),
    answerByLetter: (id, now) => answerByLetter(deps, id, now),
    stopMarketing: (id, now) => stopMarketing(deps, id, now),
    planErasure: (id, now) => planErasure(deps, id, now),
    eraseSystem: (id, system, now) => eraseSystem(deps, id, system, now),
    shredCopies: (id, now) => shredCopies(deps, id, now),
    tellRecipients: (id, act, now) => tellRecipients(deps, id, act, now),
    deliverNotices: (id, now) => deliverNotices(deps, id, now),
    sortCorrections: (id, now) => sortCorrections(deps, id, now),
    askIssuers: (id, now) => askIssuers(deps, id, now),
    applyCorrections: (id, now) => applyCorrections(deps, id, now),
    closeForSilence: (id, why, now) => closeForSilence(deps, id, why, now),
    closeAnswered: (id, now) => closeAnswered(deps, id, now),
    supplementAnswer: (id, now) => supplementAnswer(deps, id, now),
    setRestriction: (id, now) => setRestriction(deps, id, now),
    markInSystem: (id, system, now) => markInSystem(deps, id, system, now),
    announceLift: (id, now) => announceLift(deps, id, now),
    liftRestriction: (id, now) => liftRestriction(deps, id, now),
    remindReview: (id, now) => remindReview(deps, id, now),
    stopProcessing: (id, now) => stopProcessing(deps, id, now),
    remindFee: (id, now) => remindFee(deps, id, now),
    expireFee: (id, now) => expireFee(deps, id, now),
    refundFee: (id, now) => refundFee(deps, id, now),
    remindComplaint: (id, now) => remindComplaint(deps, id, now),
    warn: (id, mark, now) => warn(deps, id, mark, now),
  };
}
