import type { CaseView } from '../../domain/request/case-view.js';

/** The case as the workflow follows it: what the record said last, and a way to wait until it says something else. */
export interface CaseFile {
  requestId: string;
  view: CaseView;
  /** Reads the record anew. */
  refresh(): Promise<CaseView>;
  /**
   * Waits until the record says so. `silence`: the instant passed first. `closed`: the case was closed meanwhile, for example withdrawn.
   * The record is read first, so a workflow started anew walks through what is done.
   */
  until(isSo: (view: CaseView) => boolean, orUntilMs?: number): Promise<'so' | 'silence' | 'closed'>;
  /** Waits until something is recorded or the instant has passed. */
  nextChange(orUntilMs?: number): Promise<void>;
  /** Ends what runs beside the procedure. */
  release(): void;
}
