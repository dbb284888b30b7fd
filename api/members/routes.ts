import { type Request, Router } from 'express';
import type { SealDesk } from '../deps.js';
import { requireActor } from '../middleware/authenticate.js';
import type { IdempotentAnswer } from '../middleware/idempotency.js';
import { read } from '../middleware/validate.js';
import { SEAL_READERS } from '../policies/seal.js';
import { scopeOf, slugOf } from '../seals/routes.js';
import { memberChange, memberQuery, newDomain, newMember } from '../seals/schema.js';

/** /api/v1/members: the organisations an issuer issues seals to, and their domains. */
export function memberRoutes({ sealDesk, doneOnce }: { sealDesk: SealDesk; doneOnce: IdempotentAnswer }): Router {
  const router = Router();
  const { members } = sealDesk;
  const idOf = (req: Request) => String(req.params.id).toLowerCase();

  router.get('/members', async (req, res) => {
    const actor = requireActor(res, SEAL_READERS);
    const { issuer, ...query } = read(memberQuery, req.query);
    res.json(await members.list({ ...query, ...scopeOf(actor, issuer) }));
  });
  router.get('/members/:id', async (req, res) => {
    const actor = requireActor(res, SEAL_READERS);
    res.json(await members.find({ id: idOf(req), ...scopeOf(actor) }));
  });
  router.post('/members', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const input = read(newMember, req.body);
    const answer = await doneOnce(req, res, async () => ({ status: 201, body: await members.create(slugOf(actor), input) }));
    res.status(answer.status).json(answer.body);
  });
  router.patch('/members/:id', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    res.json(await members.change({ id: idOf(req), issuerSlug: slugOf(actor) }, read(memberChange, req.body)));
  });
  router.post('/members/:id/domains', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const key = { id: idOf(req), issuerSlug: slugOf(actor) };
    await members.find(key);
    const { domain } = read(newDomain, req.body);
    const answer = await doneOnce(req, res, async () => ({ status: 201, body: await members.addDomain(key, domain) }));
    res.status(answer.status).json(answer.body);
  });
  router.delete('/members/:id/domains/:domain', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    res.json(await members.removeDomain({ id: idOf(req), issuerSlug: slugOf(actor) }, String(req.params.domain).toLowerCase()));
  });
  return router;
}
