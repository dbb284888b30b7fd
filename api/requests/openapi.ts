import { APPROVAL_KINDS } from '../../domain/approval.js';
import { HAND_IN_LIMITS } from '../../domain/collection/hand-in.js';
import { ITEM_REGIMES } from '../../domain/request/case-items.js';
import { PROOF_KINDS } from '../../domain/request/proof.js';
import { CHANNELS, OUTCOMES, RIGHTS, STATUSES } from '../../domain/request/types.js';
import { UPLOAD_LIMITS } from '../../domain/uploads.js';
import { date, files, instant, type Operation, object, orNull, ref, type Schema, schemaOf } from '../openapi-parts.js';
import { ACTS } from './act-schema.js';
import { handInFields, listQuery, newRequest, proofFields } from './schema.js';

const string: Schema = { type: 'string' };
const filed = object({
  reference: { type: 'string' },
  id: { type: 'string', format: 'uuid' },
  status: { enum: [...STATUSES] },
  receivedAt: instant,
  dueOn: orNull(date),
  safeOn: date,
  statusUrl: { type: 'string', format: 'uri' },
  linked: { type: 'array', items: { type: 'string' } },
});
const item = object({
  reference: { type: 'string' },
  right: orNull({ enum: [...RIGHTS] }),
  status: { enum: [...STATUSES] },
  channel: { enum: [...CHANNELS] },
  receivedAt: instant,
  dueOn: orNull(date),
  safeOn: date,
  targetOn: date,
  linked: { type: 'array', items: { type: 'string' } },
});
const caseItem = object(
  {
    system: { type: 'string' },
    collection: { type: 'string' },
    field: { type: 'string' },
    rowCount: { type: 'integer' },
    regime: { enum: [...ITEM_REGIMES] },
    ground: { enum: ['staff', 'sole-trader', 'categories'] },
    isGiven: { type: 'boolean', description: 'Whether our answer holds it.' },
    forwarded: object({ to: { type: 'string' }, on: date, theirDueOn: date }),
  },
  ['system', 'collection', 'rowCount', 'regime', 'ground', 'isGiven'],
);
const proofFile = object({
  id: { type: 'string', format: 'uuid' },
  kind: { enum: [...PROOF_KINDS] },
  via: { enum: ['page', 'mail', 'api'] },
  mediaType: { type: 'string' },
  sizeBytes: { type: 'integer' },
  sha256: { type: 'string' },
  receivedAt: instant,
  shownAt: orNull(instant),
  deletedAt: { ...orNull(instant), description: 'A file is deleted at its check, after seven days in any case.' },
});
const detail: Schema = {
  allOf: [
    ref('RequestItem'),
    object(
      {
        id: { type: 'string', format: 'uuid' },
        outcome: orNull({ enum: [...OUTCOMES] }),
        joinedTo: {
          type: 'string',
          description: "The request that answers for this one too; `outcome` is that one's, null until it has one.",
        },
        regime: { enum: [...ITEM_REGIMES] },
        items: { type: 'array', items: caseItem },
        earlierAnswer: object({
          on: date,
          reopenedOn: date,
          because: { enum: ['late-answer', 'answer-returned', 'fee-paid-late'] },
          wasInTime: { type: 'boolean' },
        }),
        organisations: {
          type: 'array',
          description: 'The organisations this person is an officer of; `isNaturalPerson`: a sole trader.',
          items: object({ id: { type: 'string', format: 'uuid' }, name: { type: 'string' }, isNaturalPerson: { type: 'boolean' } }),
        },
        proofs: { type: 'array', items: ref('ProofFile') },
        corrections: {
          type: 'array',
          description: 'What is asked to be corrected; `id` names the field, for the files that show its right value.',
          items: object({ id: { type: 'string', format: 'uuid' }, record: string, field: string, proposed: string, reason: string }, [
            'record',
            'field',
            'proposed',
          ]),
        },
        clock: { type: 'object' },
        timeline: {
          type: 'array',
          items: object({ at: instant, event: { type: 'string' }, actor: { type: 'string' }, text: { type: 'string' } }),
        },
        assessment: object({ known: { type: 'object' }, presumed: { type: 'object' } }),
        decision: object(
          {
            outcome: { enum: [...OUTCOMES] },
            reasons: { type: 'string' },
            by: { type: 'string' },
            at: instant,
            table: { type: 'string' },
            rule: orNull({ type: 'string' }),
            article: { type: 'string' },
            letter: orNull({ type: 'string' }),
            facts: { type: 'array', items: { type: 'string' } },
            missing: { type: 'array', items: { type: 'string' } },
            isOverride: { type: 'boolean' },
          },
          ['outcome', 'reasons', 'by', 'at'],
        ),
        approvals: {
          type: 'array',
          items: object({
            kind: { enum: [...APPROVAL_KINDS] },
            ground: { type: 'string' },
            status: { enum: ['open', 'approved', 'declined', 'superseded'] },
            proposedBy: { type: 'string' },
            proposedAt: instant,
            decidedBy: orNull({ type: 'string' }),
            decidedAt: orNull(instant),
          }),
        },
        package: object({
          url: { type: 'string', format: 'uri' },
          sha256: { type: 'string' },
          sizeBytes: { type: 'integer' },
          expiresAt: instant,
        }),
      },
      ['id', 'outcome', 'clock', 'timeline'],
    ),
  ],
};
/** The calls about requests, as the OpenAPI document describes them. */
export const REQUEST_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/requests',
    summary: 'File a request: one case per right, committed before the answer.',
    tag: 'Requests',
    isPublic: true,
    body: schemaOf(newRequest),
    status: 201,
    response: ref('FiledRequest'),
    problems: [403, 422, 429, 503],
  },
  {
    method: 'get',
    path: '/api/v1/requests',
    summary: 'List requests by time left.',
    tag: 'Requests',
    query: schemaOf(listQuery),
    response: object({
      items: { type: 'array', items: ref('RequestItem') },
      hasMore: { type: 'boolean' },
      after: orNull({ type: 'string' }),
    }),
    problems: [401, 403, 422],
  },
  {
    method: 'get',
    path: '/api/v1/requests/{reference}',
    summary: 'One request with its clock, timeline and outcome.',
    tag: 'Requests',
    response: ref('RequestDetail'),
    problems: [401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/requests/{reference}/package',
    summary: 'The answer as a ZIP. Each download is evidence.',
    tag: 'Requests',
    response: { type: 'string', contentMediaType: 'application/zip' },
    problems: [401, 404],
  },
  {
    method: 'post',
    path: '/api/v1/requests/{reference}/proofs',
    summary:
      'Show files that a check waits for: who somebody is (L4), that they may act for another, or what a field should say. All are kept or none.',
    tag: 'Requests',
    form: withFiles(schemaOf(proofFields)),
    status: 201,
    response: object({
      proofs: { type: 'array', items: ref('ProofFile') },
      files: {
        type: 'array',
        description: 'What shows the right values of a rectification.',
        items: object({
          id: { type: 'string', format: 'uuid' },
          correction: orNull({ type: 'string', format: 'uuid' }),
          mediaType: { type: 'string' },
          sizeBytes: { type: 'integer' },
        }),
      },
    }),
    problems: [401, 403, 404, 409, 422, 429],
  },
  {
    method: 'post',
    path: '/api/v1/requests/{reference}/hand-in',
    summary: 'Hand in the file that was found in a system searched by a person. Ends that search; the file becomes part of the answer.',
    tag: 'Requests',
    form: withFiles(schemaOf(handInFields), HAND_IN_LIMITS.files),
    status: 201,
    response: ref('RequestDetail'),
    problems: [401, 403, 404, 409, 422, 429],
  },
];

/** One call for each act. */
export const ACT_OPERATIONS: readonly Operation[] = Object.entries(ACTS).map(
  ([name, schema]): Operation => ({
    method: 'post',
    path: `/api/v1/requests/{reference}/${name}`,
    summary: `Record the act "${name}".`,
    tag: 'Acts',
    body: schemaOf(schema),
    response: ref('RequestDetail'),
    problems: [401, 403, 404, 409, 422, 503],
  }),
);

export const REQUEST_SCHEMAS = { FiledRequest: filed, RequestItem: item, RequestDetail: detail, ProofFile: proofFile };

/** The fields of a form come before its files, or they are read too late. */
function withFiles({ properties, required, ...schema }: Schema, most: number = UPLOAD_LIMITS.files): Schema {
  const fields = properties as Record<string, Schema>; // of an object schema
  return { ...schema, properties: { ...fields, files: files(most) }, required: [...(required as string[]), 'files'] };
}
