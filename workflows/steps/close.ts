import type { Outcome } from '../../domain/request/types.js';
import type { CaseFile } from './case-file.js';
import { closeAnswered } from './effects.js';

/** Keeps an answered case open for questions, then closes it. A case that was closed meanwhile is left as it is. */
export async function close(file: CaseFile): Promise<Outcome | null> {
  const { isAnswered, isClosed, closesAtMs } = await file.refresh();
  if (isAnswered && !isClosed && closesAtMs !== null) {
    const answer = await file.until((view) => view.isClosed, closesAtMs);
    if (answer === 'silence') await closeAnswered(file.requestId, Date.now());
  }
  await file.release();
  return (await file.refresh()).outcome;
}
