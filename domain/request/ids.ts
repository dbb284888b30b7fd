/** Crockford's base 32 without look-alikes: 30 signs, read out on the telephone without doubt. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short readable reference, RR-2026-4F7K2M: the year of receipt and 30 random bits. `random` gives bytes from a good source. */
export function referenceOf(year: number, random: Uint8Array): string {
  const tail = Array.from(random.subarray(0, 6), (byte) => signs[byte % 32]).join('');
  return `RR-${year}-${tail}`;
}

export const REFERENCE_PATTERN = /^RR-\d{4}-[0-9A-HJKMNP-TV-Z]{6}$/;

/** The reference as stored, whatever the case it was typed in; undefined when it is none. */
export function readReference(text: string): string | undefined {
  const reference = text.trim().toUpperCase();
  return REFERENCE_PATTERN.test(reference) ? reference : undefined;
}

/** One workflow a case; the id says nothing but which row. */
export function workflowIdOf(requestId: string): string {
  return `request-${requestId}`;
}

export function requestIdOf(workflowId: string): string {
  return workflowId.replace(/^request-/, '');
}

/** The same letter row has the same Message-ID at every try, so that a resend after a crash is recognised as one. */
export function messageIdOf(letterId: string, mailDomain: string): string {
  return `<letter-${letterId}@${mailDomain}>`;
}

export function letterIdOf(messageId: string): string | undefined {
  return /^<?letter-([0-9a-f-]{36})@/i.exec(messageId)?.[1];
}
