import { CancellationScope, condition, isCancellation, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { type RequestRef, recorded } from '../messages.js';
import { quickRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { keepClock } from './keep-clock.js';

const { readCase } = proxyLocalActivities<Activities>(quickRead);

/** Opens the file of a case: handlers first, then the record, then the clock beside the procedure. */
export async function openFile({ requestId }: RequestRef): Promise<CaseFile> {
  let nudges = 0;
  setHandler(recorded, () => void nudges++);
  const beside = new CancellationScope();
  const file: CaseFile = {
    requestId,
    view: await readCase(requestId),
    refresh: async () => {
      file.view = await readCase(requestId);
      return file.view;
    },
    until: async (isSo, orUntilMs) => {
      for (;;) {
        const seen = nudges;
        const view = await file.refresh();
        if (isSo(view)) return 'so';
        if (view.isClosed) return 'closed';
        if (orUntilMs !== undefined && Date.now() >= orUntilMs) return 'silence';
        await waitForNudge(() => nudges > seen, orUntilMs);
      }
    },
    nextChange: async (orUntilMs) => {
      const seen = nudges;
      await waitForNudge(() => nudges > seen, orUntilMs);
    },
    release: () => beside.cancel(),
  };
  void beside
    .run(() => keepClock(file))
    .catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
  return file;
}

/** Deadlines are absolute: at every wake-up the rest is computed anew. */
async function waitForNudge(isNudged: () => boolean, untilMs: number | undefined): Promise<void> {
  if (untilMs === undefined) await condition(isNudged);
  else await condition(isNudged, Math.max(1, untilMs - Date.now()));
}
