import { z } from 'zod';
import { APPROVAL_KINDS } from '../../domain/approval.js';
import { CAPACITIES } from '../../domain/behalf.js';
import { FINDINGS } from '../../domain/complaint/complaint.js';
import { LAWFUL_COSTS, UNLAWFUL_COST_KINDS } from '../../domain/fee-costs.js';
import { IDENTITY_DOUBTS } from '../../domain/identity.js';
import { MAX_NOTE } from '../../domain/letters/note.js';
import { STOPPABLE } from '../../domain/objection.js';
import { BASES } from '../../domain/portability/origin.js';
import { ITEM_REGIMES } from '../../domain/request/case-items.js';
import type { Act, ActType } from '../../domain/request/filing.js';
import { PROOF_KINDS } from '../../domain/request/proof.js';
import { CHANNELS, IDENTITY_LEVELS, JURISDICTIONS, LANGUAGES, OBJECTION_KINDS, RIGHTS, STATUSES } from '../../domain/request/types.js';
import { TURNS, URGENCIES } from '../../domain/request/urgency.js';
import { ALLOWED_USES, GROUND_LETTERS } from '../../domain/restriction.js';
import { facts } from './facts-schema.js';

const LINE_SIGNS = new Set([0x09, 0x0a, 0x0d]);
const hasControlSigns = (value: string) => Array.from(value).some((sign) => sign < ' ' && !LINE_SIGNS.has(sign.charCodeAt(0)));

/** Text a person wrote: no control signs but line breaks and tabs, never only blanks. */
const text = (max: number) =>
  z
    .string({ error: 'Give a text.' })
    .max(max, { error: `At most ${max} characters.` })
    .refine((value) => !hasControlSigns(value), { error: 'Contains control characters. Leave them out.' })
    .refine((value) => value.isWellFormed(), { error: 'Is not well-formed Unicode.' });
const filled = (max: number) => text(max).refine((value) => value.trim() !== '', { error: 'Must not be empty.' });
const right = z.enum(RIGHTS, { error: `Choose of ${RIGHTS.join(', ')}.` });
/** An instant with any offset, answered in Z; a date alone is its midnight in UTC. */
const instant = z
  .union([z.iso.datetime({ offset: true, precision: undefined }), z.iso.datetime({ offset: true, precision: -1 }), z.iso.date()], {
    error: 'Give an instant with its offset, like 2026-11-23T09:30:00+01:00.',
  })
  .transform((value) => new Date(value.length === 10 ? `${value}T12:00:00Z` : value));

const email = filled(254).pipe(z.email({ error: 'Give an address like name@example.com.' }));

/** In which capacity somebody asks for another, and the address that person is known by. */
const behalf = z.strictObject(
  { capacity: z.enum(CAPACITIES, { error: `Choose of ${CAPACITIES.join(', ')}.` }), email: email.optional() },
  { error: 'Give {capacity, email}.' },
);
const childAge = z.int({ error: 'The age in whole years.' }).min(0).max(150);

export const correction = z.strictObject({ record: text(2000), field: text(500), proposed: text(20_000), reason: text(4000).optional() });

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

const reasons = filled(20_000);
/** A paragraph of staff's own in the letter of an act. */
const note = text(MAX_NOTE).optional();
/** A part of the data, as `items` of a request lists them. */
const part = z.strictObject({ system: filled(100), collection: filled(300), field: filled(300).optional() });
const keys = z.array(filled(600)).max(1000).default([]);

/** The body of each act; the act's name is the last part of its address. */
export const ACTS = {
  identity: z.strictObject({ level: z.enum(IDENTITY_LEVELS, { error: 'L0 to L4.' }), how: filled(2000) }),
  'identity-doubt': z.strictObject({
    doubt: z.enum(IDENTITY_DOUBTS, { error: `Choose of ${IDENTITY_DOUBTS.join(', ')}.` }),
    level: z.enum(['L3', 'L4'], { error: 'L3 or L4.' }),
    why: filled(4000),
    note,
  }),
  message: z.strictObject({ text: reasons, note }),
  clarification: z.strictObject({ question: reasons, note }),
  'clarification-answer': z.strictObject({ text: reasons }),
  extension: z.strictObject({
    ground: z.enum(['complexity', 'number'], { error: 'complexity or number: GDPR Art. 12(3) knows no other ground.' }),
    reasons,
    sentNow: filled(4000).optional(),
    note,
  }),
  fee: z.strictObject({
    ground: z.enum(['unfounded-or-excessive', 'further-copy', 'policy-corporate'], {
      error: 'unfounded-or-excessive, further-copy or policy-corporate.',
    }),
    amountMinor: z.int({ error: 'A whole number in the smallest unit, like 1250 for 12.50.' }).min(1).max(100_000_000),
    currency: z.string().regex(/^[A-Z]{3}$/, { error: 'An ISO 4217 code like EUR.' }),
    calculation: reasons,
    covers: z
      .array(z.enum([...LAWFUL_COSTS, ...UNLAWFUL_COST_KINDS]))
      .max(20)
      .optional(),
    evidence: filled(20_000).optional(),
    note,
  }),
  'fee-payment': z.strictObject({ paidOn: z.iso.date().optional() }),
  'fee-waiver': z.strictObject({ reason: reasons, note }),
  'fee-dispute': z.strictObject({ text: reasons }),
  'fee-dispute-decision': z.strictObject({
    verdict: z.enum(['uphold', 'reduce', 'cancel'], { error: 'uphold, reduce or cancel.' }),
    amountMinor: z.int({ error: 'A whole number in the smallest unit, like 1250 for 12.50.' }).min(1).max(100_000_000).optional(),
    reasons,
    note,
  }),
  'fee-narrowing': z.strictObject({ text: reasons }),
  'fee-refund': z.strictObject({ reason: reasons, note }),
  'issuer-decision': z.strictObject({
    verdict: z.enum(['approve', 'correct', 'refuse', 'ask']),
    value: text(20_000).optional(),
    reason: text(4000).optional(),
    correction: z.uuid({ error: 'The id of a field of this request.' }).optional(),
  }),
  'issuer-assignment': z.strictObject({
    issuer: z.union([filled(100), z.null()], { error: 'The slug of an issuer, or null where the field is our own.' }),
    correction: z.uuid({ error: 'The id of a field of this request.' }).optional(),
  }),
  corrections: z.strictObject({ corrections: z.array(correction).min(1).max(100) }),
  statement: z.strictObject({ text: filled(10_000) }),
  'portability-basis': z.strictObject({
    system: filled(100),
    collection: filled(300),
    basis: z.enum(BASES, { error: 'consent, contract or other.' }),
  }),
  review: z.strictObject({
    release: keys,
    withhold: keys,
    redact: z
      .array(z.strictObject({ key: filled(600), field: filled(200), reason: filled(2000) }))
      .max(1000)
      .optional(),
  }),
  decision: z.strictObject({
    outcome: z.enum(['granted', 'partly-granted', 'refused', 'not-held'], { error: 'granted, partly-granted, refused or not-held.' }),
    reasons,
    facts: facts.optional(),
    override: z.strictObject({ reason: reasons }, { error: 'Give {reason}.' }).optional(),
    evidence: z.array(filled(2000)).max(50).optional(),
    categories: z
      .array(
        z.strictObject({
          system: filled(200),
          collection: filled(200),
          decide: z.enum(['erase', 'keep'], { error: 'erase or keep.' }),
          ground: filled(20),
          why: text(4000).optional(),
          until: text(200).optional(),
        }),
      )
      .max(500)
      .optional(),
    fields: z
      .array(z.strictObject({ correction: z.uuid(), apply: z.boolean(), reason: text(4000).optional(), facts: facts.optional() }))
      .max(200)
      .optional(),
    stops: z
      .array(z.enum(STOPPABLE, { error: `Choose of ${STOPPABLE.join(', ')}.` }))
      .min(1)
      .max(4)
      .optional(),
    note,
  }),
  approval: z.strictObject({
    approve: z.boolean({ error: 'true or false.' }),
    reason: text(4000).optional(),
    kind: z.enum(APPROVAL_KINDS).optional(),
  }),
  'restriction-terms': z.strictObject({
    ground: z.enum(GROUND_LETTERS, { error: 'a, b, c or d: GDPR Art. 18(1).' }),
    scope: z
      .array(
        z.strictObject({
          system: filled(100),
          collection: filled(200).optional(),
          rowKey: z.uuid({ error: 'The id of one record of ours.' }).optional(),
        }),
      )
      .max(200)
      .optional(),
    allowedUses: z
      .array(z.enum(ALLOWED_USES, { error: `Choose of ${ALLOWED_USES.join(', ')}: GDPR Art. 18(2).` }))
      .max(4)
      .optional(),
    reviewOn: z.iso.date({ error: 'Give a date like 2026-12-31.' }).optional(),
    linkedRequest: filled(20).optional(),
  }),
  'restrict-meanwhile': z.strictObject({}),
  'lift-announcement': z.strictObject({ liftOn: z.iso.date({ error: 'Give a date like 2026-12-31.' }).optional(), reason: reasons, note }),
  'balancing-test': z.strictObject({
    interests: reasons,
    necessity: reasons,
    situation: reasons,
    safeguards: reasons,
    conclusion: reasons,
  }),
  release: z.strictObject({ note }),
  withdrawal: z.strictObject({ reason: text(4000).optional(), note }),
  classification: z.strictObject({
    rights: z.array(right).max(6),
    objectionKind: z.enum(OBJECTION_KINDS).optional(),
    onBehalfOf: filled(300).optional(),
    behalf: behalf.optional(),
    childAge: childAge.optional(),
  }),
  authority: z.strictObject({
    verdict: z.enum(['confirmed', 'doubted', 'missing'], { error: 'confirmed, doubted or missing.' }),
    how: filled(2000),
    personEmail: email.optional(),
    answerTo: z.enum(['requester', 'person'], { error: 'requester or person.' }).optional(),
    note,
  }),
  forward: z.strictObject({
    to: filled(300),
    contact: email.optional(),
    why: filled(4000),
    items: z
      .array(z.union([part, z.strictObject({ correction: z.uuid() })], { error: 'A {system, collection, field?} or a {correction}.' }))
      .min(1)
      .max(200)
      .optional(),
    note,
  }),
  regime: z.strictObject({
    regime: z.enum(ITEM_REGIMES, { error: 'STATUTORY or POLICY_ONLY.' }),
    why: filled(4000),
    items: z.array(part).min(1).max(200).optional(),
    soleTrader: z
      .strictObject(
        { is: z.boolean({ error: 'true or false.' }), member: z.uuid({ error: 'The id of the organisation.' }).optional() },
        { error: 'Give {is, member}.' },
      )
      .optional(),
  }),
  join: z.strictObject({ with: filled(20), note }),
  contact: z.strictObject({ email, level: z.enum(IDENTITY_LEVELS, { error: 'L0 to L4.' }).optional(), how: filled(2000) }),
  complaint: z.strictObject({
    text: reasons,
    channel: z.enum(CHANNELS, { error: `Choose of ${CHANNELS.join(', ')}.` }).optional(),
    receivedOn: z.iso.date({ error: 'Give a date like 2026-12-31.' }).optional(),
    note,
  }),
  'complaint-progress': z.strictObject({ text: reasons, note }),
  'complaint-outcome': z.strictObject({ finding: z.enum(FINDINGS, { error: `Choose of ${FINDINGS.join(', ')}.` }), reasons, note }),
  'search-again': z.strictObject({ system: filled(100).optional() }),
  note: z.strictObject({ text: filled(20_000) }),
  assignment: z.strictObject({
    to: z.uuid({ error: 'The id of an account of the desk, or null.' }).nullable(),
    why: text(4000).optional(),
  }),
  'task-done': z.strictObject({ system: filled(100), note: text(4000).optional() }),
} as const satisfies { [T in ActType]: z.ZodType<Omit<Extract<Act, { type: T }>, 'type'>> };
