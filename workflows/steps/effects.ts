import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { quickWrite } from '../policies.js';

/** The short effects of the procedure: one transaction each. */
export const {
  acknowledge,
  askIdentity,
  remindIdentity,
  startSearch,
  finishSearch,
  openFulfilTask,
  answerByLetter,
  stopMarketing,
  tellRecipients,
  askIssuers,
  closeForSilence,
  closeAnswered,
  supplementAnswer,
  setRestriction,
  announceLift,
  liftRestriction,
  remindReview,
  stopProcessing,
  remindFee,
  expireFee,
  remindComplaint,
  warn,
} = proxyActivities<Activities>(quickWrite);
