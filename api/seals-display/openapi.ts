import { MISUSE_CLAIMS, MISUSE_SOURCES } from '../../domain/seals/misuse.js';
import { PLACEMENT_PROBLEMS, RECIPES } from '../../domain/seals/placement.js';
import { instant, type Operation, object, orNull, schemaOf } from '../openapi-parts.js';
import { misuseReport, placementQuery } from './routes.js';

const text = { type: 'string' };
const seals = { tag: 'Seals' } as const;
const misuse = object({
  host: text,
  day: { type: 'string', format: 'date' },
  source: { enum: [...MISUSE_SOURCES] },
  claim: orNull({ enum: [...MISUSE_CLAIMS] }),
  count: { type: 'integer' },
  firstAt: instant,
  lastAt: instant,
});
const placement = object(
  {
    page: { type: 'string', format: 'uri' },
    found: { type: 'array', items: { enum: [...RECIPES] } },
    problems: { type: 'array', items: { enum: [...PLACEMENT_PROBLEMS] } },
    redirectsTo: text,
    isRight: { type: 'boolean' },
    linkBack: { enum: ['agrees', 'silent', 'differs', 'unreadable'] },
  },
  ['page', 'found', 'problems', 'isRight', 'linkBack'],
);

/** What machines ask about the display of seals. */
export const SEAL_DISPLAY_OPERATIONS: readonly Operation[] = [
  {
    ...seals,
    method: 'get',
    path: '/api/v1/seals/{id}/misuse',
    summary: 'Where a seal was shown without right: websites and days, nothing about visitors. An issuer its own, staff all.',
    response: object({ items: { type: 'array', items: misuse } }),
    problems: [401, 403, 404],
  },
  {
    ...seals,
    method: 'post',
    path: '/api/v1/seals/{id}/misuse',
    summary: 'Report a page that shows a seal without right. Its host is kept, nothing else.',
    isPublic: true,
    body: schemaOf(misuseReport),
    status: 202,
    response: object({ status: text }),
    problems: [422, 429],
  },
  {
    ...seals,
    method: 'get',
    path: '/api/v1/seals/{id}/placement',
    summary: 'Look whether a seal stands right on a page of its own website, and whether that website names the seal too.',
    isPublic: true,
    query: schemaOf(placementQuery),
    response: placement,
    problems: [404, 422, 429],
  },
];
