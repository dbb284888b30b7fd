import type { CaseView } from '../../domain/request/case-view.js';

/** The case as the workflow follows it: what the record said last, and a way to wait until it says something else. */
export interface CaseFile {
  requestId: string;
  view: CaseView;
  /** Reads the record anew. Reads wait for each other: those of one workflow end in the same order in every replay. */
  refresh(): Promise<CaseView>;
  /**
   * Waits until the record says so. `silence`: the instant passed first. `closed`: the case was closed meanwhile, for example withdrawn.
   * The record is read first, so a workflow started anew walks through what is done.
   */
  until(isSo: (view: CaseView) => boolean, orUntilMs?: number): Promise<'so' | 'silence' | 'closed'>;
  /** How often something was recorded until now. */
  nudges(): number;
  /** Waits until more than `nudges` was recorded, the file is released or the instant has passed. */
  nextChange(nudges: number, orUntilMs?: number): Promise<void>;
  isReleased(): boolean;
  /** Ends what runs beside the procedure; returns when nothing runs there any more. */
  release(): Promise<void>;
}
