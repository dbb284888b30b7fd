import { deadlineInputSchema as deadlineInput } from './deadlines/schema.js';
import { ISSUER_OPERATIONS } from './issuer-settings/openapi.js';
import { MEMBER_OPERATIONS, MEMBER_SCHEMAS } from './members/openapi.js';
import { EXAMPLES } from './openapi-examples.js';
import { type Operation, object, ref, type Schema, schemaOf } from './openapi-parts.js';
import { ACT_OPERATIONS, REQUEST_OPERATIONS, REQUEST_SCHEMAS } from './requests/openapi.js';
import { SEAL_OPERATIONS, SEAL_SCHEMAS } from './seals/openapi.js';
import { SEAL_DISPLAY_OPERATIONS } from './seals-display/openapi.js';
import { SLA_OPERATION, SLA_SCHEMA } from './sla/openapi.js';
import { VERIFY_OPERATIONS, VERIFY_SCHEMAS } from './verify/openapi.js';
import { WEBHOOK_OPERATIONS } from './webhooks/openapi.js';

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
  ...REQUEST_OPERATIONS,
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
  ...ACT_OPERATIONS,
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
  SLA_OPERATION,
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
        ...REQUEST_SCHEMAS,
        SlaFigures: SLA_SCHEMA,
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
