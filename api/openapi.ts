import { APPROVAL_KINDS } from '../domain/approval.js';
import { ITEM_REGIMES } from '../domain/request/case-items.js';
import { PROOF_KINDS } from '../domain/request/proof.js';
import { CHANNELS, OUTCOMES, RIGHTS, STATUSES } from '../domain/request/types.js';
import { UPLOAD_LIMITS } from '../domain/uploads.js';
import { deadlineInputSchema as deadlineInput } from './deadlines/schema.js';
import { ISSUER_OPERATIONS } from './issuer-settings/openapi.js';
import { MEMBER_OPERATIONS, MEMBER_SCHEMAS } from './members/openapi.js';
import { EXAMPLES } from './openapi-examples.js';
import { date, files, instant, type Operation, object, orNull, ref, type Schema, schemaOf } from './openapi-parts.js';
import { ACTS } from './requests/act-schema.js';
import { listQuery, newRequest, proofFields } from './requests/schema.js';
import { SEAL_OPERATIONS, SEAL_SCHEMAS } from './seals/openapi.js';
import { SEAL_DISPLAY_OPERATIONS } from './seals-display/openapi.js';
import { VERIFY_OPERATIONS, VERIFY_SCHEMAS } from './verify/openapi.js';
import { WEBHOOK_OPERATIONS } from './webhooks/openapi.js';

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
const problem = object(
  {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: { type: 'array', items: object({ pointer: { type: 'string' }, detail: { type: 'string' } }) },
  },
  ['type', 'title', 'status', 'code', 'detail'],
);

const OPERATIONS: readonly Operation[] = [
  ...VERIFY_OPERATIONS,
  ...SEAL_OPERATIONS,
  ...ISSUER_OPERATIONS,
  ...MEMBER_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...SEAL_DISPLAY_OPERATIONS,
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
    summary: 'Show files that a check waits for: who somebody is (L4), or that they may act for another. All are kept or none.',
    tag: 'Requests',
    form: withFiles(schemaOf(proofFields)),
    status: 201,
    response: object({ proofs: { type: 'array', items: ref('ProofFile') } }),
    problems: [401, 403, 404, 409, 422, 429],
  },
  {
    method: 'post',
    path: '/api/v1/portability/incoming',
    summary: 'A package of another organisation (GDPR Art. 20(2)), signed by RFC 9421; answers a signed receipt.',
    tag: 'Portability',
    isPublic: true,
    status: 201,
    response: object({ receipt: { type: 'string' } }),
    problems: [401, 403, 409, 422, 429, 503],
  },
  ...Object.entries(ACTS).map(
    ([name, schema]): Operation => ({
      method: 'post',
      path: `/api/v1/requests/{reference}/${name}`,
      summary: `Record the act "${name}".`,
      tag: 'Acts',
      body: schemaOf(schema),
      response: ref('RequestDetail'),
      problems: [401, 403, 404, 409, 422, 503],
    }),
  ),
  {
    method: 'post',
    path: '/api/v1/deadlines',
    summary: 'When is the answer due, and why? One input, or an array of up to 500.',
    tag: 'Clock',
    isPublic: true,
    body: { anyOf: [schemaOf(deadlineInput), { type: 'array', items: schemaOf(deadlineInput), maxItems: 500 }] },
    response: { anyOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' } }] },
    problems: [422],
  },
  {
    method: 'get',
    path: '/api/v1/sla',
    summary: 'Counts by state and urgency, share on time, days to answer.',
    tag: 'Figures',
    response: { type: 'object' },
    problems: [401, 403],
  },
  { method: 'get', path: '/healthz', summary: 'This process lives.', tag: 'Operation', isPublic: true, response: { type: 'object' } },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Everything answers and the demo is seeded.',
    tag: 'Operation',
    isPublic: true,
    response: { type: 'object' },
    problems: [503],
  },
];

/** The fields of a form come before its files, or they are read too late. */
function withFiles({ properties, required, ...schema }: Schema): Schema {
  const fields = properties as Record<string, Schema>; // of an object schema
  return { ...schema, properties: { ...fields, files: files(UPLOAD_LIMITS.files) }, required: [...(required as string[]), 'files'] };
}

/** The OpenAPI 3.1 document of the wire, made from the schemas that validate it. */
export function openApiDocument(serverUrl: string): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const operation of OPERATIONS) paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rightsdesk',
      version: '1',
      description: 'Data-rights requests, answered on time and provably. Errors are RFC 9457; times are ISO 8601 in UTC, dates YYYY-MM-DD.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: {
        FiledRequest: filed,
        RequestItem: item,
        RequestDetail: detail,
        ProofFile: proofFile,
        Problem: problem,
        ...SEAL_SCHEMAS,
        ...MEMBER_SCHEMAS,
        ...VERIFY_SCHEMAS,
      },
      responses: { Problem: { description: 'A problem (RFC 9457).', content: { 'application/problem+json': { schema: ref('Problem') } } } },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describe(operation: Operation): Schema {
  const { method, path, summary, tag, isPublic, body, form, query, status = 200, response, problems = [] } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const parameters = [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries((query?.properties ?? {}) as Record<string, Schema>).map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema,
    })), // properties of an object schema
    ...(method === 'post' && form === undefined && /\/(requests|seals|members)/.test(path)
      ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }]
      : []),
  ];
  const media = path.endsWith('/package') ? 'application/zip' : 'application/json';
  return {
    operationId: `${method}${path.replaceAll(/[^a-zA-Z0-9]+(\w)?/g, (_all, next: string | undefined) => (next ?? '').toUpperCase())}`,
    summary,
    tags: [tag],
    ...(isPublic === true ? { security: [] } : { security: [{ bearer: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body, example: EXAMPLES[`${method} ${path}`] } } } }),
    ...(form === undefined ? {} : { requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } } }),
    responses: {
      [status]: { description: 'Done.', content: { [media]: { schema: response } } },
      ...Object.fromEntries(problems.map((code) => [code, { $ref: '#/components/responses/Problem' }])),
    },
  };
}
