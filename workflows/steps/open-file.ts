import { allHandlersFinished, condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { CaseView } from '../../domain/request/case-view.js';
import { type RequestRef, recorded } from '../messages.js';
import { quickRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { keepClock } from './keep-clock.js';

const { readCase } = proxyLocalActivities<Activities>(quickRead);

/** Opens the file of a case: handlers first, then the record, then the clock beside the procedure. */
export async function openFile({ requestId }: RequestRef): Promise<CaseFile> {
  let nudges = 0;
  let isReleased = false;
  setHandler(recorded, () => void nudges++);
  const read = oneAtATime(() => readCase(requestId));
  const file: CaseFile = {
    requestId,
    view: await read(),
    refresh: async () => {
      file.view = await read();
      return file.view;
    },
    until: async (isSo, orUntilMs) => {
      for (;;) {
        const seen = nudges;
        const view = await file.refresh();
        if (isSo(view)) return 'so';
        if (view.isClosed) return 'closed';
        if (orUntilMs !== undefined && Date.now() >= orUntilMs) return 'silence';
        await waitUntil(() => nudges > seen, orUntilMs);
      }
    },
    nudges: () => nudges,
    nextChange: (seen, orUntilMs) => waitUntil(() => nudges > seen || isReleased, orUntilMs),
    isReleased: () => isReleased,
    release: async () => {
      isReleased = true;
      await beside;
      await condition(allHandlersFinished);
    },
  };
  const beside = keepClock(file);
  return file;
}

/** Local activities that run side by side may end in another order when the history is replayed; one after the other they cannot. */
function oneAtATime(read: () => Promise<CaseView>): () => Promise<CaseView> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const mine = last.then(read);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Deadlines are absolute: at every wake-up the rest is computed anew. */
async function waitUntil(isSo: () => boolean, untilMs: number | undefined): Promise<void> {
  if (untilMs === undefined) await condition(isSo);
  else await condition(isSo, Math.max(1, untilMs - Date.now()));
}
