import { z } from 'zod';
import { APPROVAL_KINDS } from '../../domain/approval.js';
import { FINDINGS } from '../../domain/complaint/complaint.js';
import { LAWFUL_COSTS, UNLAWFUL_COST_KINDS } from '../../domain/fee-costs.js';
import { IDENTITY_DOUBTS } from '../../domain/identity.js';
import { MAX_NOTE } from '../../domain/letters/note.js';
import { STOPPABLE } from '../../domain/objection.js';
import { BASES } from '../../domain/portability/origin.js';
import { ITEM_REGIMES } from '../../domain/request/case-items.js';
import type { Act, ActType } from '../../domain/request/filing.js';
import { CHANNELS, IDENTITY_LEVELS, OBJECTION_KINDS } from '../../domain/request/types.js';
import { ALLOWED_USES, GROUND_LETTERS } from '../../domain/restriction.js';
import { facts } from './facts-schema.js';
import { behalf, childAge, correction, email, filled, right, text } from './wire-fields.js';

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
