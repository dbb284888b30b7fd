import { type Request, Router } from 'express';
import { requireActor } from '../middleware/authenticate.js';
import type { IdempotentAnswer } from '../middleware/idempotency.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { read } from '../middleware/validate.js';
import { SEAL_READERS } from '../policies/seal.js';
import type { MemberDesk, SealDesk } from '../seal-desks.js';
import { scopeOf, slugOf } from '../seals/routes.js';
import { memberChange, memberQuery, newDomain, newMember, newOfficer } from '../seals/schema.js';

const CHECKS: Limit = { name: 'domain-check-calls', points: 60, seconds: 60 };

interface MemberRouteDeps {
  sealDesk: SealDesk;
  memberDesk: MemberDesk;
  doneOnce: IdempotentAnswer;
}

/** /api/v1/members: the organisations an issuer issues seals to, and their domains. */
export function memberRoutes({ sealDesk, memberDesk, doneOnce }: MemberRouteDeps): Router {
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
  router.use(domainCheck({ memberDesk }), officerRoutes({ memberDesk, doneOnce }));
  return router;
}

const keyOf = (req: Request, actor: Parameters<typeof slugOf>[0]) => ({
  id: String(req.params.id).toLowerCase(),
  issuerSlug: slugOf(actor),
});

/** The proof of a domain, looked for now instead of tomorrow: it asks name servers and a website of others. */
function domainCheck({ memberDesk }: Pick<MemberRouteDeps, 'memberDesk'>): Router {
  const router = Router();
  const limit = limitRate(CHECKS, (_req, res) => res.locals.actor?.id);
  router.post('/members/:id/domains/:domain/check', limit, async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    res.json(await memberDesk.checkDomain(keyOf(req, actor), String(req.params.domain).toLowerCase()));
  });
  return router;
}

/** The officers of a member: personal data, so only its own issuer reads them here. */
function officerRoutes({ memberDesk: { officers }, doneOnce }: Pick<MemberRouteDeps, 'memberDesk' | 'doneOnce'>): Router {
  const router = Router();
  router.get('/members/:id/officers', async (req, res) => {
    res.json({ items: await officers.list(keyOf(req, requireActor(res, ['issuer']))) });
  });
  router.post('/members/:id/officers', async (req, res) => {
    const key = keyOf(req, requireActor(res, ['issuer'], { byToken: true }));
    await officers.list(key); // another issuer's member is not there, whatever the body says
    const { phone, ...officer } = read(newOfficer, req.body);
    const given = { ...officer, ...(phone === undefined ? {} : { phone }) };
    const answer = await doneOnce(req, res, async () => ({ status: 201, body: await officers.add(key, given, 'issuer') }));
    res.status(answer.status).json(answer.body);
  });
  router.delete('/members/:id/officers/:officer', async (req, res) => {
    await officers.remove(keyOf(req, requireActor(res, ['issuer'], { byToken: true })), String(req.params.officer).toLowerCase());
    res.status(204).end();
  });
  return router;
}
