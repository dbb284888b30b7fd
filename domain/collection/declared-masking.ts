/**
 * What can be done to a value that has to go while its row stays. `keep`: it is no personal data, or a key that other rows need.
 * `fixed-text`: the same for everybody (for numbers and dates the neutral value of the type). `keyed-hash`: equal values stay equal,
 * nobody without the key can tell which. `random-same-form`: letters become letters, digits digits.
 */
export const MASKING_STRATEGIES = ['keep', 'null', 'fixed-text', 'keyed-hash', 'random-same-form'] as const;
export type MaskingStrategy = (typeof MASKING_STRATEGIES)[number];

/** What the dataset file says about a field; `text` belongs to `fixed-text`. */
export interface DeclaredMasking {
  strategy: MaskingStrategy;
  text?: string;
}

/** What the dataset file says about erasing rows of a collection. */
export interface DeclaredErasure {
  /** `delete`: rows go when nothing refers to them any more; `mask`: rows stay, their fields are masked. */
  rows: 'delete' | 'mask';
  /** Set where the controller keeps these rows whatever is asked, with the ground and words for the person. */
  kept: { ground: string; words: string } | null;
  /** Columns that mark a row: restricted (Art. 18), held for a legal claim (Art. 17(3)(e)). */
  restrictionField: string | null;
  legalHoldField: string | null;
}
