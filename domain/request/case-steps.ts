import type { CaseView } from './case-view.js';
import type { Mark } from './marks.js';

/** What one system answered. */
export interface SearchResult {
  system: string;
  status: 'answered' | 'nothing-held' | 'unreachable' | 'task-open';
}

/** The steps over the record that the activities call; adapters/db/requests/steps implements them. `now` is the workflow's own time. */
export interface CaseSteps {
  readCase(requestId: string): Promise<CaseView>;
  acknowledge(requestId: string, now: Date): Promise<unknown>;
  askIdentity(requestId: string, now: Date): Promise<unknown>;
  remindIdentity(requestId: string, round: number, now: Date): Promise<unknown>;
  startSearch(requestId: string, now: Date): Promise<string[]>;
  searchSystem(requestId: string, system: string, now: Date): Promise<SearchResult>;
  finishSearch(requestId: string, now: Date): Promise<unknown>;
  buildAnswer(requestId: string, now: Date): Promise<void>;
  openFulfilTask(requestId: string, now: Date): Promise<unknown>;
  answerByLetter(requestId: string, now: Date): Promise<unknown>;
  stopMarketing(requestId: string, now: Date): Promise<unknown>;
  closeForSilence(requestId: string, why: 'no-identity' | 'no-answer', now: Date): Promise<unknown>;
  closeAnswered(requestId: string, now: Date): Promise<unknown>;
  warn(requestId: string, mark: Mark, now: Date): Promise<unknown>;
}
