import type { CaseFile } from './case-file.js';
import { answerByLetter, openFulfilTask } from './effects.js';

/**
 * What was granted is carried out by a person with a task and a date, and only then answered; a refusal is answered at once
 * (GDPR Art. 12(4)).
 */
export async function carryOutAndAnswer(file: CaseFile): Promise<void> {
  const { outcome } = await file.refresh();
  if (outcome === 'granted' || outcome === 'partly-granted') {
    await openFulfilTask(file.requestId, Date.now());
    if ((await file.until((view) => !view.hasOpenTask)) === 'closed') return;
  }
  await answerByLetter(file.requestId, Date.now());
}
