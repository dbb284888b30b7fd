import { type Request, type Response, Router } from 'express';
import type { SealRendition } from '../../adapters/seals/publish/publisher.js';
import { DomainError } from '../../domain/errors.js';
import { STATUS_PURPOSES } from '../../domain/seals/statement.js';
import type { SealDoor } from '../deps.js';

/** The max-age of a status list, which is also its `ttl`. */
const LIST_SECONDS = 60;
/** XSD dateTimeStamp, as `?timestamp=` has it. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

const REFERENCE = /^RR-\d{4}-/i;

const BADGES = {
  'openbadge.json': { rendition: 'badge+json', mediaType: 'application/vc+ld+json' },
  'openbadge.jwt': { rendition: 'badge+jwt', mediaType: 'text/plain; charset=utf-8' },
  'credential.json': { rendition: 'vc+ld+json', mediaType: 'application/vc+ld+json' },
  'credential.jwt': { rendition: 'vc+jwt', mediaType: 'application/vc+jwt' },
  'credential-es256.jwt': { rendition: 'vc+jwt-es256', mediaType: 'application/vc+jwt' },
} as const satisfies Record<string, { rendition: SealRendition; mediaType: string }>;

/** What machines read of seals: documents, lists and keys, for every origin, without a cookie and without a trace of who reads. */
export function sealDocuments({ seals: { publisher } }: { seals: SealDoor }): Router {
  const router = Router();
  router.get('/.well-known/jwks.json', async (_req, res) => {
    openTo(res, LIST_SECONDS)
      .type('application/jwk-set+json')
      .send(JSON.stringify(await publisher.jwks()));
  });
  router.get('/issuers/:slug/did.json', async (req, res) => {
    const document = await publisher.didDocument(req.params.slug);
    if (document === undefined) throw notHere('ISSUER_NOT_FOUND', 'There is no such issuer, or it has issued nothing yet.');
    openTo(res, LIST_SECONDS).type('application/did+ld+json').send(JSON.stringify(document));
  });
  router.get('/verify/offline/bundle.json', async (_req, res) => {
    openTo(res, LIST_SECONDS).json(await publisher.offlineBundle());
  });
  // Pages about requests stand under /status too, by their reference.
  router.get('/status/:issuer/:purpose/:number', (req, res, next) =>
    REFERENCE.test(String(req.params.issuer)) ? next() : sendList(publisher, req, res),
  );
  for (const [name, { rendition, mediaType }] of Object.entries(BADGES))
    router.get(`/seals/:id/${name}`, async (req, res) => {
      const body = await publisher.rendition(String(req.params.id), rendition);
      if (body === undefined) throw notHere('SEAL_NOT_FOUND', 'There is no such seal.');
      openTo(res, 300).set('Content-Type', mediaType).end(body);
    });
  return router;
}

function openTo(res: Response, seconds: number): Response {
  return res.set({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': `public, max-age=${seconds}`,
  });
}

/** A list by what the caller accepts. JSON is `application/vc+ld+json` unless asked otherwise: common clients parse nothing else. */
async function sendList(publisher: SealDoor['publisher'], req: Request, res: Response): Promise<void> {
  res.vary('Accept');
  const { issuer = '', purpose: asked, number = '' } = req.params as Record<string, string | undefined>; // one text each by the route
  const purpose = STATUS_PURPOSES.find((one) => one === asked);
  const { timestamp } = req.query;
  const asOf = timestamp === undefined ? undefined : readTimestamp(timestamp);
  if (asOf === 'malformed')
    return sendListProblem(res, 'MALFORMED_VALUE_ERROR', 400, 'timestamp is a dateTimeStamp, like 2026-11-23T10:00:00Z.');
  const isKey = purpose !== undefined && /^[a-z0-9-]{1,64}$/.test(issuer) && /^[1-9]\d{0,5}$/.test(number);
  const list = isKey ? await publisher.statusList({ issuerSlug: issuer, purpose, number: Number(number) }, asOf) : undefined;
  if (list === undefined) {
    const why = asOf === undefined ? 'There is no such list.' : 'There is no such list, or what it said then is not kept.';
    return sendListProblem(res, 'STATUS_RETRIEVAL_ERROR', 404, why);
  }
  const type = req.accepts(['application/vc+ld+json', 'application/vc+jwt', 'application/vc', 'application/json', 'application/ld+json']);
  const mediaType = typeof type === 'string' ? type : 'application/vc+ld+json';
  openTo(res, LIST_SECONDS)
    .set('Content-Type', mediaType)
    .end(mediaType === 'application/vc+jwt' ? list.jwt : list.json);
}

function readTimestamp(value: unknown): Date | 'malformed' {
  const at = typeof value === 'string' && STAMP.test(value) ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? 'malformed' : at;
}

/** RFC 9457 with the types of Bitstring Status List 1.0, 3.5. */
function sendListProblem(res: Response, code: 'STATUS_RETRIEVAL_ERROR' | 'MALFORMED_VALUE_ERROR', status: number, detail: string): void {
  const type = `https://www.w3.org/ns/credentials/status-list#${code}`;
  const problem = {
    type,
    title: code === 'STATUS_RETRIEVAL_ERROR' ? 'The list cannot be had' : 'A value is malformed',
    status,
    code,
    detail,
  };
  res.set('Access-Control-Allow-Origin', '*').status(status).type('application/problem+json').send(JSON.stringify(problem));
}

function notHere(code: string, detail: string): DomainError {
  return new DomainError({ code, kind: 'missing', detail });
}
