import type { Act, ActType } from './filing.js';

/** Acts of staff that write a letter to the person, at once or when the procedure answers. Staff may add a note to that letter. */
export const LETTER_ACTS = [
  'clarification',
  'extension',
  'fee',
  'fee-waiver',
  'fee-dispute-decision',
  'fee-refund',
  'decision',
  'release',
  'lift-announcement',
  'withdrawal',
] as const satisfies readonly ActType[];

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
