import type { CaseSteps } from '../../../../domain/request/case-steps.js';
import { deliverNotices } from '../../recipients/deliver-notices.js';
import { tellRecipients } from '../../recipients/tell-recipients.js';
import { acknowledge } from './acknowledge.js';
import { askIdentity, remindIdentity } from './ask-identity.js';
import { closeAnswered, closeForSilence, warn } from './close.js';
import { type CollectDeps, finishSearch, searchSystem, startSearch } from './collect.js';
import { answerByLetter, buildAnswer, openFulfilTask, stopMarketing } from './fulfil.js';
import { readCase } from './read-case.js';

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
    openFulfilTask: (id, now) => openFulfilTask(deps, id, now),
    answerByLetter: (id, now) => answerByLetter(deps, id, now),
    stopMarketing: (id, now) => stopMarketing(deps, id, now),
    tellRecipients: (id, act, now) => tellRecipients(deps, id, act, now),
    deliverNotices: (id, now) => deliverNotices(deps, id, now),
    closeForSilence: (id, why, now) => closeForSilence(deps, id, why, now),
    closeAnswered: (id, now) => closeAnswered(deps, id, now),
    warn: (id, mark, now) => warn(deps, id, mark, now),
  };
}
