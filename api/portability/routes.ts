import { type Request, Router } from 'express';
import { DISCOVERY_PATH } from '../../domain/portability/transfer.js';
import { limitRate } from '../middleware/rate-limit.js';
import type { PortabilityDoor } from './door.js';

/** Packages an address may send in a minute; each costs a look-up at the sender. */
const INCOMING_PER_ADDRESS = { name: 'incoming', points: 30, seconds: 60 } as const;

/** What other organisations read to hand over to us: public, without anything of a person. */
export function discoveryRoutes({ portability }: { portability: PortabilityDoor }): Router {
  const router = Router();
  router.get(DISCOVERY_PATH, (_req, res) => void res.set('Cache-Control', 'max-age=300').json(portability.discovery()));
  router.get('/.well-known/portability-jwks.json', (_req, res) => void res.set('Cache-Control', 'max-age=300').json(portability.jwks()));
  return router;
}

/** POST /api/v1/portability/incoming: a signed package of another organisation. The signature is the sign-in. */
export function incomingRoutes({ portability }: { portability: PortabilityDoor }): Router {
  const router = Router();
  router.post(
    '/portability/incoming',
    limitRate(INCOMING_PER_ADDRESS, (req) => req.ip),
    async (req, res) => {
      const { receipt, isNew } = await portability.receive({ path: req.originalUrl, headers: headersOf(req), body: req });
      res.status(isNew ? 201 : 200).json({ receipt });
    },
  );
  return router;
}

function headersOf(req: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
