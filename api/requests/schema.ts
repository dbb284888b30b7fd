import { z } from 'zod';
import { PROOF_KINDS } from '../../domain/request/proof.js';
import { CHANNELS, JURISDICTIONS, LANGUAGES, OBJECTION_KINDS, RIGHTS, STATUSES } from '../../domain/request/types.js';
import { behalf, childAge, correction, email, filled, instant, right, text } from './wire-fields.js';

/** POST /api/v1/requests. `channel` and `receivedAt` are for staff. */
export const newRequest = z.strictObject({
  right: z.union([right, z.array(right).min(1, { error: 'Name at least one right.' }).max(6)], {
    error: `One of ${RIGHTS.join(', ')}, or a list of them.`,
  }),
  jurisdiction: z.enum(JURISDICTIONS, { error: 'EU or UK.' }).optional(),
  calendar: filled(10).optional(),
  requester: z.strictObject({ name: filled(300), email }, { error: 'Give {name, email}.' }),
  onBehalfOf: text(300).optional(),
  behalf: behalf.optional(),
  childAge: childAge.optional(),
  answerTo: email.optional(),
  details: text(20_000).optional(),
  corrections: z.array(correction).max(100).optional(),
  transferTo: text(500).optional(),
  objection: z
    .strictObject({
      kind: z.enum(OBJECTION_KINDS, { error: `Choose of ${OBJECTION_KINDS.join(', ')}.` }),
      grounds: text(20_000).optional(),
    })
    .optional(),
  restrictMeanwhile: z.boolean({ error: 'true or false.' }).optional(),
  channel: z.enum(CHANNELS, { error: `Choose of ${CHANNELS.join(', ')}.` }).optional(),
  receivedAt: instant.optional(),
  language: z.enum(LANGUAGES).optional(),
});

/** The fields beside the files of POST …/proofs. */
export const proofFields = z.strictObject({
  kind: z.enum(PROOF_KINDS, { error: 'identity or authority.' }),
  personEmail: email.optional(),
});

const flag = z.enum(['true', 'false'], { error: 'true or false.' }).transform((value) => value === 'true');

/** GET /api/v1/requests. */
export const listQuery = z.strictObject({
  status: z.enum(STATUSES, { error: `Choose of ${STATUSES.join(', ')}.` }).optional(),
  right: right.optional(),
  overdue: flag.optional(),
  dueBefore: z.iso.date({ error: 'Give a date like 2026-12-31.' }).optional(),
  q: text(200).optional(),
  limit: z.coerce.number({ error: 'A number from 1 to 200.' }).int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
});
