import { type Operation, schemaOf } from '../openapi-parts.js';
import { settingsChange } from './schema.js';

const seals = { tag: 'Seals', response: { type: 'object' } } as const;

export const ISSUER_OPERATIONS: readonly Operation[] = [
  {
    ...seals,
    method: 'get',
    path: '/api/v1/issuer',
    summary: 'What the issuer decides about its seals, and how they look.',
    problems: [401, 403],
  },
  {
    ...seals,
    method: 'patch',
    path: '/api/v1/issuer',
    summary: 'Change it, for all seals of the issuer at once. `markSvg` is a drawing, of which only shapes are kept; null takes it away.',
    body: schemaOf(settingsChange),
    problems: [401, 403, 422],
  },
];
