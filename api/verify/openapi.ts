import { VERDICTS } from '../../domain/seals/verdict.js';
import { instant, type Operation, object, ref, type Schema, schemaOf } from '../openapi-parts.js';
import { newVerification } from './schema.js';

/** The public side of seals on the wire. */
export const VERIFY_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/verifications',
    summary:
      'One verdict with its reasons for a credential, an address, a domain, or a file sent as it is or in a form (PNG, SVG, PDF, JSON, JWT).',
    tag: 'Verification',
    isPublic: true,
    body: schemaOf(newVerification),
    response: ref('Verification'),
    problems: [400, 413, 422, 429],
  },
  {
    method: 'get',
    path: '/verify/{id}',
    summary: 'A seal by Accept: page, verdict (JSON), application/vc+jwt, application/vc+ld+json.',
    tag: 'Verification',
    isPublic: true,
    response: ref('Verification'),
    problems: [404],
  },
  {
    method: 'get',
    path: '/status/{issuer}/{purpose}/{number}',
    summary: 'A Bitstring Status List by Accept: application/vc+ld+json (default), application/vc+jwt.',
    tag: 'Verification',
    isPublic: true,
    response: { type: 'object' },
    problems: [400, 404],
  },
  {
    method: 'get',
    path: '/seals/{id}/openbadge.json',
    summary: 'The seal as an Open Badge 3.0.',
    tag: 'Verification',
    isPublic: true,
    response: { type: 'object' },
    problems: [404],
  },
  {
    method: 'get',
    path: '/issuers/{slug}/did.json',
    summary: 'The DID document of an issuer (did:web).',
    tag: 'Verification',
    isPublic: true,
    response: { type: 'object' },
    problems: [404],
  },
  {
    method: 'get',
    path: '/.well-known/jwks.json',
    summary: 'The keys of all issuers, each with its `iss`.',
    tag: 'Verification',
    isPublic: true,
    response: { type: 'object' },
  },
];

export const VERIFY_SCHEMAS: Readonly<Record<string, Schema>> = {
  Verification: object(
    {
      verdict: { enum: [...VERDICTS] },
      reasons: { type: 'array', items: object({ code: { type: 'string' }, text: { type: 'string' } }) },
      checkedAt: instant,
      seal: { type: 'object' },
      otherIssuer: {
        type: 'string',
        description:
          'The id (DID or address) under which a credential of another issuer was signed. `valid` says that this id signed it, not who that is.',
      },
    },
    ['verdict', 'reasons', 'checkedAt'],
  ),
};
