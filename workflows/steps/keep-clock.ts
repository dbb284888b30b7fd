import type { CaseFile } from './case-file.js';
import { warn } from './effects.js';

/**
 * The clock beside the procedure: warns before target, safe and due, and records a breach, at the instants that the law's clock puts on
 * record (GDPR Art. 12(3)). Ends with the answer. A breach never closes a case.
 */
export async function keepClock(file: CaseFile): Promise<void> {
  while (!file.isReleased()) {
    const seen = file.nudges();
    const view = await file.refresh();
    if (view.isAnswered || view.isClosed) return;
    const next = view.nextMark;
    if (next !== null && next.atMs <= Date.now()) await warn(file.requestId, next.mark, Date.now());
    else await file.nextChange(seen, next?.atMs);
  }
}
