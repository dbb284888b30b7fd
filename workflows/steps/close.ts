import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { Outcome } from '../../domain/request/types.js';
import { externalRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { closeAnswered, remindComplaint } from './effects.js';
import { goOnAnew } from './go-on-anew.js';
import { outliveComplaint } from './keep-complaint.js';
import { earliest, outliveRestriction } from './keep-restriction.js';
import { hasLateAnswer, nextLateAskMs, takeUpLate } from './late-answer.js';
import { settleFee } from './settle-fee.js';

const { deliverNotices } = proxyActivities<Activities>(externalRead);

/**
 * Keeps an answered case open for questions and until its recipients were told (GDPR Art. 19), then closes it. A case that was closed
 * meanwhile is left as it is.
 */
export async function close(file: CaseFile): Promise<Outcome | null> {
  let wasAnswered = false;
  for (;;) {
    const { isAnswered, isClosed, closesAtMs, nextNoticeAtMs, nextComplaintAtMs, isAnswerReturned } = await file.refresh();
    if (await settleFee(file, file.view)) continue;
    // Taken up again, by a fee that was paid late: the case goes on from its record.
    if (wasAnswered && !isAnswered && !isClosed && !isAnswerReturned) await goOnAnew(file);
    if (!isAnswered && !isClosed && isAnswerReturned) {
      // The answer came back: a person finds another way, then the procedure gives it again.
      await file.until((view) => view.isAnswered || !view.isAnswerReturned);
      wasAnswered = true;
      continue;
    }
    if (!isAnswered || isClosed || closesAtMs === null) break;
    wasAnswered = true;
    if (hasLateAnswer(file.view)) {
      await takeUpLate(file);
      continue;
    }
    const lateAtMs = nextLateAskMs(file.view);
    const isMoved = (view: CaseFile['view']) =>
      hasLateAnswer(view) ||
      view.isClosed ||
      !view.isAnswered ||
      view.feeStep !== null ||
      view.nextNoticeAtMs !== nextNoticeAtMs ||
      view.nextComplaintAtMs !== nextComplaintAtMs;
    const answer = await file.until(isMoved, earliest(closesAtMs, nextNoticeAtMs ?? undefined, nextComplaintAtMs ?? undefined, lateAtMs));
    if (answer !== 'silence') continue;
    if (lateAtMs !== undefined && lateAtMs <= Date.now() && closesAtMs > Date.now()) await takeUpLate(file);
    else if (nextNoticeAtMs !== null && nextNoticeAtMs <= Date.now()) await deliverNotices(file.requestId, Date.now());
    else if (nextComplaintAtMs != null && nextComplaintAtMs <= Date.now()) await remindComplaint(file.requestId, Date.now());
    else await closeAnswered(file.requestId, Date.now());
  }
  await outliveRestriction(file);
  await outliveComplaint(file);
  await file.release();
  return (await file.refresh()).outcome;
}
