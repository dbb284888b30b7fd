import { z } from 'zod';
import { LANGUAGES } from '../../domain/request/types.js';
import { KINDS, readKind, SEAL_KINDS } from '../../domain/seals/kinds.js';
import { SEAL_STATUSES } from '../../domain/seals/life.js';
import { hasHiddenSigns } from '../../domain/seals/shown-text.js';

/** One line of text. */
const line = (max: number) =>
  z
    .string({ error: 'Give a text.' })
    .max(max, { error: `At most ${max} characters.` })
    .refine((value) => value.trim() !== '', { error: 'Must not be empty.' })
    .refine((value) => !hasHiddenSigns(value), {
      error: 'Contains signs that are not seen, like control characters or a change of the direction of writing. Leave them out.',
    });
const reason = z
  .string({ error: 'Give the reason in words.' })
  .max(4000, { error: 'At most 4000 characters.' })
  .refine((value) => value.isWellFormed() && !value.includes('\u0000'), { error: 'Contains control characters. Leave them out.' });
const mustSay = reason.refine((value) => value.trim() !== '', { error: 'Give the reason in words.' });
const instant = z
  .union([z.iso.datetime({ offset: true, precision: undefined }), z.iso.datetime({ offset: true, precision: -1 }), z.iso.date()], {
    error: 'Give an instant with its offset, like 2027-11-23T00:00:00Z, or a date.',
  })
  .transform((value) => new Date(value));
const uuid = z.uuid({ error: 'Give a uuid.' });
const email = line(254).pipe(z.email({ error: 'Give an address like name@example.com.' }));
const kindNames = SEAL_KINDS.map((code) => `${code} (${KINDS[code].name.en})`).join(', ');
const kind = line(100).transform((value, context) => {
  const code = readKind(value);
  if (code !== undefined) return code;
  context.addIssue({ code: 'custom', message: `Choose of ${kindNames}.` });
  return z.NEVER;
});
const limit = z.coerce
  .number({ error: 'Give a number from 1 to 200.' })
  .int({ error: 'Give a whole number from 1 to 200.' })
  .min(1, { error: 'Give a number from 1 to 200.' })
  .max(200, { error: 'Give a number from 1 to 200.' })
  .default(50);
const after = z.uuid({ error: 'Give the `after` of the page before.' });

export const sealQuery = z.strictObject({
  status: z.enum(SEAL_STATUSES, { error: `Choose of ${SEAL_STATUSES.join(', ')}.` }).optional(),
  kind: kind.optional(),
  member: uuid.optional(),
  q: line(200).optional(),
  expiresBefore: instant.optional(),
  issuer: line(100).optional(),
  limit,
  after: after.optional(),
});

export const newMember = z.strictObject({
  name: line(300),
  registrationNumber: line(100).optional(),
  address: line(1000).optional(),
  domain: line(300).optional(),
  contactEmail: email.optional(),
  language: z.enum(LANGUAGES, { error: `Choose of ${LANGUAGES.join(', ')}.` }).optional(),
  reference: line(200).optional(),
});

/** POST /api/v1/seals: creates and issues; `draft` only when asked. */
export const newSeal = z.strictObject({
  member: z.union([line(300), newMember], {
    error: 'Give the id, reference, name or domain of a member, or an object with at least its name.',
  }),
  kind,
  domain: line(300).optional(),
  licenceNumber: line(200).optional(),
  certificate: uuid.optional(),
  validFrom: instant.optional(),
  validUntil: instant.optional(),
  draft: z.boolean({ error: 'true or false.' }).optional(),
  status: z.enum(['draft', 'active'], { error: 'Choose of draft, active; other statuses come by their acts.' }).optional(),
  reference: line(200).optional(),
  reason: reason.optional(),
});

export const memberQuery = z.strictObject({ q: line(200).optional(), issuer: line(100).optional(), limit, after: after.optional() });

export const memberChange = z.strictObject({
  name: line(300).optional(),
  registrationNumber: line(100).optional(),
  address: line(1000).optional(),
  contactEmail: email.nullable().optional(),
  language: z.enum(LANGUAGES, { error: `Choose of ${LANGUAGES.join(', ')}.` }).optional(),
  isEnded: z.boolean({ error: 'true or false.' }).optional(),
});

/** POST /api/v1/members/{id}/officers. */
export const newOfficer = z.strictObject({ name: line(200), position: line(100), email, phone: line(50).optional() });

export const newDomain = z.strictObject({ domain: line(300) });

/** The body of each act. */
export const SEAL_ACT_BODIES = {
  issue: z.strictObject({ reason: reason.optional() }),
  suspend: z.strictObject({ reason: mustSay }),
  reinstate: z.strictObject({ reason: reason.optional() }),
  revoke: z.strictObject({ reason: mustSay }),
  renew: z.strictObject({ reason: reason.optional(), validUntil: instant.optional() }),
} as const;

/** POST /api/v1/seals/{id}/decline-renewal. */
export const declinedRenewal = z.strictObject({ reason: mustSay });

/** POST /api/v1/seals/{id}/supersede: what the new seal says otherwise. `licenceNumber` null: it shows none. */
export const supersession = z.strictObject({
  reason: mustSay,
  domain: line(300).optional(),
  licenceNumber: line(200).nullable().optional(),
  validUntil: instant.optional(),
});
