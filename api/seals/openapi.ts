import { CSV_COLUMNS } from '../../domain/seals/csv-columns.js';
import { SEAL_KINDS } from '../../domain/seals/kinds.js';
import { SEAL_STATUSES } from '../../domain/seals/life.js';
import { DOMAIN_STATES } from '../../domain/seals/view.js';
import { instant, type Operation, object, orNull, ref, type Schema, schemaOf } from '../openapi-parts.js';
import { declinedRenewal, newSeal, SEAL_ACT_BODIES, sealQuery, supersession } from './schema.js';

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const page = (item: Schema): Schema => object({ items: { type: 'array', items: item }, hasMore: { type: 'boolean' }, after: orNull(text) });

const item = object({
  id: uuid,
  status: { enum: [...SEAL_STATUSES] },
  kind: { enum: [...SEAL_KINDS] },
  member: text,
  domain: text,
  validFrom: instant,
  validUntil: instant,
  verifyUrl: { type: 'string', format: 'uri' },
});
const detail: Schema = {
  allOf: [
    ref('SealItem'),
    object({
      issuer: text,
      memberId: uuid,
      kindName: text,
      states: text,
      licenceNumber: orNull(text),
      certificate: orNull(uuid),
      version: { type: 'integer' },
      supersedes: orNull(uuid),
      supersededBy: orNull(uuid),
      reference: orNull(text),
      isPublic: { type: 'boolean' },
      domainState: { enum: [...DOMAIN_STATES] },
      domainUnicode: text,
      linkBack: orNull(object({ said: { enum: ['agrees', 'silent', 'differs', 'unreadable'] }, askedAt: instant })),
      acts: { type: 'array', items: text },
      open: { type: 'array', items: object({ id: uuid, kind: { enum: ['renewal', 'domain'] }, openedAt: instant, dueAt: instant }) },
      history: {
        type: 'array',
        items: object({ at: instant, event: text, actor: text, role: text, text, reason: text }, ['at', 'event', 'actor', 'role', 'text']),
      },
    }),
  ],
};
export const SEAL_SCHEMAS: Record<string, Schema> = { SealItem: item, SealDetail: detail };

const WHAT_ACTS_DO: Record<keyof typeof SEAL_ACT_BODIES, string> = {
  issue: 'Put a draft in force.',
  suspend: 'Take a seal out of force for a while; the suspension bit of its list is set.',
  reinstate: 'Put a suspended seal in force again.',
  revoke: 'End a seal for good; the revocation bit of its list is set.',
  renew: 'Lengthen a seal: the same id, signed anew. Without `validUntil` by the time of its kind.',
};

const seals = { tag: 'Seals', response: ref('SealDetail') } as const;
const batches = { tag: 'Seals', response: { type: 'object' } } as const;
const acting = [401, 403, 404, 409, 422] as const;

export const SEAL_OPERATIONS: readonly Operation[] = [
  {
    ...seals,
    method: 'get',
    path: '/api/v1/seals',
    summary: 'List seals: an issuer its own, staff all.',
    query: schemaOf(sealQuery),
    response: page(ref('SealItem')),
    problems: [401, 403, 422],
  },
  {
    ...seals,
    method: 'post',
    path: '/api/v1/seals',
    summary: 'Issue a seal, or draft one. A `reference` sent twice makes one seal (200 with it).',
    body: schemaOf(newSeal),
    status: 201,
    problems: [401, 403, 409, 422],
  },
  { ...seals, method: 'get', path: '/api/v1/seals/{id}', summary: 'One seal with its history.', problems: [401, 403, 404] },
  ...Object.entries(SEAL_ACT_BODIES).map(
    ([act, schema]): Operation => ({
      ...seals,
      method: 'post',
      path: `/api/v1/seals/{id}/${act}`,
      summary: WHAT_ACTS_DO[act as keyof typeof SEAL_ACT_BODIES], // a key of the table
      body: schemaOf(schema),
      problems: acting,
    }),
  ),
  {
    ...seals,
    method: 'post',
    path: '/api/v1/seals/{id}/decline-renewal',
    summary: 'Say no to a renewal that the member asked for; the seal stays in force to its end.',
    body: schemaOf(declinedRenewal),
    problems: acting,
  },
  {
    ...seals,
    method: 'post',
    path: '/api/v1/seals/{id}/supersede',
    summary: 'Issue a new seal in the place of one that is not true any more; the old address leads to it.',
    body: schemaOf(supersession),
    status: 201,
    problems: acting,
  },
  {
    ...batches,
    method: 'post',
    path: '/api/v1/seals/batches',
    summary: `Read a CSV file (text/csv) with the columns ${CSV_COLUMNS.join(', ')}; nothing is issued yet. The same file again is the same batch.`,
    status: 201,
    problems: [401, 403, 422],
  },
  { ...batches, method: 'get', path: '/api/v1/seals/batches/{id}', summary: 'How far a batch is.', problems: [401, 403, 404] },
  {
    ...batches,
    method: 'get',
    path: '/api/v1/seals/batches/{id}/rows',
    summary: 'Its rows with what is wrong with them.',
    problems: [401, 403, 404],
  },
  { ...batches, method: 'post', path: '/api/v1/seals/batches/{id}/issue', summary: 'Issue what is valid.', status: 202, problems: acting },
];
