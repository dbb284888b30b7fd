import type { CaseFile } from './case-file.js';
import { remindComplaint, warn } from './effects.js';
import { createRestrictionKeeper, earliest } from './keep-restriction.js';
import { settleFee } from './settle-fee.js';

/**
 * The clock beside the procedure: warns before target, safe and due, and records a breach, at the instants that the law's clock puts on
 * record (GDPR Art. 12(3)); and keeps the restriction of the case, where there is one (Art. 18). Ends with the answer or, if that is
 * later, with the restriction. A breach never closes a case.
 */
export async function keepClock(file: CaseFile): Promise<void> {
  const restriction = createRestrictionKeeper(file);
  while (!file.isReleased()) {
    const seen = file.nudges();
    const view = await file.refresh();
    if (await restriction.step(view)) continue;
    if (await settleFee(file, view)) continue;
    if ((view.isAnswered || view.isClosed) && view.restriction === null) return;
    const complaintMs = view.nextComplaintAtMs ?? undefined;
    const next = view.nextMark;
    if (next !== null && next.atMs <= Date.now()) await warn(file.requestId, next.mark, Date.now());
    else if (complaintMs !== undefined && complaintMs <= Date.now()) await remindComplaint(file.requestId, Date.now());
    else await file.nextChange(seen, earliest(next?.atMs, complaintMs, restriction.nextMs(view), view.feeStep?.atMs));
  }
}
