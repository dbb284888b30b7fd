/** What can be done to a value that has to go while its row stays. `keep`: it is no personal data, or a key that others need. */
export const MASKING_STRATEGIES = ['keep', 'null', 'fixed-text', 'keyed-hash', 'random-same-form'] as const;
export type MaskingStrategy = (typeof MASKING_STRATEGIES)[number];
