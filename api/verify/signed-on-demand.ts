import { Router } from 'express';
import type { SealRendition } from '../../adapters/seals/forms/renditions.js';
import { DomainError } from '../../domain/errors.js';
import { CREDENTIAL_HEADERS } from '../public-seals/verify.js';
import type { SealDoor } from '../seal-desks.js';

/** Forms that few ask for: they are signed at the first request, so that they need the keys, and whoever answers the rest does not. */
const FILES = {
  'openbadge.json': { rendition: 'badge+json', mediaType: 'application/vc+ld+json' },
  'openbadge.jwt': { rendition: 'badge+jwt', mediaType: 'text/plain; charset=utf-8' },
  'credential-es256.jwt': { rendition: 'vc+jwt-es256', mediaType: 'application/vc+jwt' },
} as const satisfies Record<string, { rendition: SealRendition; mediaType: string }>;

/** The files of a seal that `api/public-seals` does not hold. For every origin, without a cookie and without a trace of who reads. */
export function signedOnDemand({ seals: { forms } }: { seals: Pick<SealDoor, 'forms'> }): Router {
  const router = Router();
  for (const [name, { rendition, mediaType }] of Object.entries(FILES))
    router.get(`/seals/:id/${name}`, async (req, res) => {
      const body = await forms.rendition(String(req.params.id).toLowerCase(), rendition);
      if (body === undefined) throw new DomainError({ code: 'SEAL_NOT_FOUND', kind: 'missing', detail: 'There is no such seal.' });
      res.set(CREDENTIAL_HEADERS).set({ 'Content-Type': mediaType, Vary: 'Accept-Encoding' }).end(body);
    });
  return router;
}
