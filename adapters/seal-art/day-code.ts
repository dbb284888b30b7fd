import { createHmac } from 'node:crypto';

/** Crockford's digits: none that is mistaken for another when it is compared by eye. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Four characters that a seal has on one day only (HMAC-SHA-256, cut to 20 bits). They prove nothing to a machine; they make an old
 * screenshot look old beside the page of the seal, which shows today's.
 */
export function dayCodeOf(key: Buffer, sealId: string, day: string): string {
  const bytes = createHmac('sha256', key).update(`${sealId} ${day}`).digest();
  const bits = bytes.readUIntBE(0, 3);
  return [19, 14, 9, 4].map((shift) => DIGITS[(bits >> shift) & 31]).join('');
}

/** The day as it is printed, in UTC everywhere, so that a seal has the same code for everyone. */
export const dayOf = (now: Date) => now.toISOString().slice(0, 10);
