import type { Act, ActType } from './filing.js';

/** Acts of staff that write a letter to the person, at once or when the procedure answers. Staff may add a note to that letter. */
export const LETTER_ACTS = [
  'message',
  'clarification',
  'identity-doubt',
  'extension',
  'fee',
  'fee-waiver',
  'fee-dispute-decision',
  'fee-refund',
  'decision',
  'release',
  'lift-announcement',
  'withdrawal',
  'authority',
  'forward',
  'join',
  'complaint',
  'complaint-progress',
  'complaint-outcome',
] as const satisfies readonly ActType[];

/** Acts without a note whose letter can be read before they are done: it says what another has proposed. */
const READ_BEFORE: readonly ActType[] = ['approval'];

/** Whether the letter of an act can be read before it is done. */
export function isPreviewed(type: ActType): boolean {
  return writesLetter(type) || READ_BEFORE.includes(type);
}

type LetterAct = Extract<Act, { type: (typeof LETTER_ACTS)[number] }>;

export function isLetterAct(act: Act): act is LetterAct {
  return writesLetter(act.type);
}

export function writesLetter(type: ActType): boolean {
  const acts: readonly ActType[] = LETTER_ACTS;
  return acts.includes(type);
}

/** What staff add in their own words to the letter of an act; undefined where nothing, or nothing but blanks. */
export function noteOf(act: Act): string | undefined {
  const note = isLetterAct(act) ? act.note?.trim() : undefined;
  return note === '' ? undefined : note;
}
