import type { FieldProblem } from '../errors.js';

/** A batch as its issuer sees it. `preview`: read and judged, nothing is issued yet. */
export interface BatchView {
  id: string;
  status: 'reading' | 'preview' | 'issuing' | 'done';
  rowCount: number;
  validCount: number;
  invalidCount: number;
  issuedCount: number;
  failedCount: number;
  createdAt: string;
  doneAt: string | null;
}

/** One row of its file: what became of it, and what is wrong with it. */
export interface BatchRowView {
  line: number;
  status: 'valid' | 'invalid' | 'issued' | 'failed';
  errors: readonly FieldProblem[];
  seal: string | null;
}
