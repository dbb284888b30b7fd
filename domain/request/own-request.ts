import type { Outcome, Right, Status } from './types.js';

/** A request as whoever filed it sees it in a list; `statusPath` is the page of it. */
export interface OwnRequest {
  reference: string;
  /** Null while a person still has to read what is asked. */
  right: Right | null;
  status: Status;
  outcome: Outcome | null;
  receivedAt: Date;
  /** Null while the law leaves it open. */
  dueOn: string | null;
  safeOn: string;
  isOverdue: boolean;
  statusPath: string;
}
