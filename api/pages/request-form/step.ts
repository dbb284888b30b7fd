import type { Answers } from './answers.js';

/** One wrong answer: the field's id, and the key of the sentence that says the way out. */
export interface StepProblem {
  field: string;
  key: string;
  values?: Record<string, number>;
}

/** One question of the form, one page. */
export interface Step {
  name: string;
  /** Asked only where an earlier answer calls for it. */
  applies(answers: Answers): boolean;
  /** Whether the answers kept so far are enough to go on. */
  isAnswered(answers: Answers): boolean;
  /** Takes what was typed as it is, so that nothing is lost on an error. */
  read(body: unknown, answers: Answers): Answers;
  problems(answers: Answers): StepProblem[];
}

export const MAX_LINE = 300;

/** A text longer than its field takes is refused with the limit, never cut. */
export function tooLong(field: string, value: string | undefined, max: number): StepProblem[] {
  return (value ?? '').length > max ? [{ field, key: 'form.details.error', values: { max } }] : [];
}

/** Enough to catch a slip of the finger; whether an address exists is found out by writing to it. */
export function looksLikeEmail(value: string): boolean {
  return value.length <= 254 && /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/.test(value);
}

/** An address that may be left out. */
export function wrongEmail(field: string, value: string | undefined, key: string): StepProblem[] {
  return value === undefined || value === '' || looksLikeEmail(value) ? [] : [{ field, key }];
}
