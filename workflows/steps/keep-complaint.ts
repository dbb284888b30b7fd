import type { CaseFile } from './case-file.js';
import { remindComplaint } from './effects.js';
import { goOnAnewWhenLong } from './go-on-anew.js';

/** A complaint may come after the case is closed: the procedure ends when it was decided, the desk being reminded meanwhile. */
export async function outliveComplaint(file: CaseFile): Promise<void> {
  if (file.view.nextComplaintAtMs == null) return;
  for (;;) {
    const seen = file.nudges();
    const { nextComplaintAtMs } = await file.refresh();
    if (nextComplaintAtMs == null) return;
    await goOnAnewWhenLong(file);
    if (nextComplaintAtMs <= Date.now()) await remindComplaint(file.requestId, Date.now());
    else await file.nextChange(seen, nextComplaintAtMs);
  }
}
