/**
 * Signs that change how a line reads without being seen: controls, line ends, half signs, overrides of the direction of writing, spaces of
 * no width, and the sign for what could not be read. Joiners and marks that scripts need are not among them.
 */
const HIDDEN = /[\p{Cc}\p{Cs}\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd]/u;

/** Whether a name, number or address holds such signs. What a seal states is read by people and signed: nobody must read it another way. */
export const hasHiddenSigns = (text: string): boolean => HIDDEN.test(text);
