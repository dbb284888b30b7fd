import { z } from 'zod';
import { PROOF_KINDS } from '../../domain/request/proof.js';
import { CHANNELS, JURISDICTIONS, LANGUAGES, OBJECTION_KINDS, RIGHTS, STATUSES } from '../../domain/request/types.js';
import { TURNS, URGENCIES } from '../../domain/request/urgency.js';
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

/** The fields beside the files of POST …/proofs. `correction`: what a field should say is shown; with the id of that field, or for all of them. */
export const proofFields = z.strictObject({
  kind: z.enum([...PROOF_KINDS, 'correction'], { error: 'identity, authority or correction.' }),
  personEmail: email.optional(),
  correction: z.uuid({ error: 'Give the id of one of the fields of this request, or none.' }).optional(),
});

/** The fields beside the file of POST …/hand-in. */
export const handInFields = z.strictObject({ system: filled(100), note: text(4000).optional() });

const flag = z.enum(['true', 'false'], { error: 'true or false.' }).transform((value) => value === 'true');

const day = z.iso.date({ error: 'Give a date like 2026-12-31.' });
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Give a month like 2026-12.' });

/** GET /api/v1/requests. An issuer has those of ISSUER_FILTERS. */
export const listQuery = z.strictObject({
  status: z.enum(STATUSES, { error: `Choose of ${STATUSES.join(', ')}.` }).optional(),
  right: right.optional(),
  overdue: flag.optional(),
  dueBefore: day.optional(),
  dueFrom: day.optional(),
  group: z
    .enum(['open', 'waiting', 'approval'], { error: 'open, waiting or approval.' })
    .describe("Open: neither answered nor closed. Waiting: open, and the next step is somebody else's. Approval: for a second person.")
    .optional(),
  channel: z.enum(CHANNELS, { error: `Choose of ${CHANNELS.join(', ')}.` }).optional(),
  jurisdiction: z.enum(JURISDICTIONS, { error: 'EU or UK.' }).optional(),
  issuer: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/, { error: 'Give the short name of an issuer, like harbour-institute.' })
    .describe('Requests with a correction about this issuer.')
    .optional(),
  assignedTo: z
    .union([z.uuid(), z.literal('nobody')], { error: 'The id of an account, or nobody.' })
    .describe('An account of the desk, or nobody.')
    .optional(),
  urgency: z.enum(URGENCIES, { error: `Choose of ${URGENCIES.join(', ')}.` }).optional(),
  turn: z
    .enum(TURNS, { error: `Choose of ${TURNS.join(', ')}.` })
    .describe('Who has the next step.')
    .optional(),
  atRisk: flag.optional(),
  receivedIn: month.optional(),
  answeredIn: month.optional(),
  onTime: flag.optional(),
  q: text(200).optional(),
  limit: z.coerce.number({ error: 'A number from 1 to 200.' }).int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
});

/** What an issuer may filter what waits for it by: it cannot search for persons, nor look into the work of the desk. */
export const ISSUER_FILTERS = ['status', 'right', 'overdue', 'dueFrom', 'dueBefore', 'limit', 'after'] as const;
