import type { Act, Actor } from '../../../domain/request/filing.js';
import type { LawFacts } from '../../../domain/request/law.js';
import type { Change, StepContext } from './change.js';
import type { DeskDeps } from './desk-deps.js';

/** What an act is judged on: the case, the law's view of it, and who acts. */
export interface ActContext extends StepContext {
  deps: DeskDeps;
  actor: Actor;
  law: LawFacts;
  today: string;
}

/** Says what an act changes, or throws the 409 of the law. */
export type Judge<T extends Act['type']> = (act: Extract<Act, { type: T }>, context: ActContext) => Promise<Change> | Change;
