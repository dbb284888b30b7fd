import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Act } from '../../../domain/request/filing.js';
import type { Problem } from '../page.js';

/** One field of an act's form. `options` make it a choice: of one (radio), of many (check) or of a list (select). */
export interface ActField {
  name: string;
  label: string;
  hint?: string;
  kind: 'text' | 'area' | 'date' | 'radio' | 'check' | 'select';
  options?: readonly { value: string; label: string }[];
  value?: string;
}

/** An act's form: what it asks, and the act it amounts to or what is missing. */
export interface ActForm {
  fields(detail: RequestDetail): ActField[];
  read(body: unknown, detail: RequestDetail): { act: Act } | { problems: Problem[] };
}
