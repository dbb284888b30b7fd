import { type Request, Router } from 'express';
import { DomainError } from '../../domain/errors.js';
import type { Actor } from '../../domain/request/filing.js';
import type { NewSeal, SealDetail } from '../../domain/seals/view.js';
import { requireActor } from '../middleware/authenticate.js';
import type { IdempotentAnswer } from '../middleware/idempotency.js';
import { read } from '../middleware/validate.js';
import { SEAL_READERS } from '../policies/seal.js';
import type { SealDesk } from '../seal-desks.js';
import { declinedRenewal, newSeal, SEAL_ACT_BODIES, sealQuery, supersession } from './schema.js';

export interface SealRouteDeps {
  sealDesk: SealDesk;
  doneOnce: IdempotentAnswer;
}

/** /api/v1/seals (PRODUCT section 4). An issuer sees and touches its own; staff look at all. */
export function sealRoutes({ sealDesk, doneOnce }: SealRouteDeps): Router {
  const router = Router();

  router.get('/seals', async (req, res) => {
    const actor = requireActor(res, SEAL_READERS);
    const { issuer, member, ...query } = read(sealQuery, req.query);
    const page = await sealDesk.list({
      ...query,
      ...scopeOf(actor, issuer),
      ...(member === undefined ? {} : { memberId: member }),
    });
    res.json(page);
  });

  router.post('/seals', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const { draft, status, ...input } = read(newSeal, req.body);
    const order: NewSeal = { ...input, isDraft: draft === true || status === 'draft' };
    const answer = await doneOnce(req, res, async () => {
      const { seal, isNew } = await sealDesk.issue(slugOf(actor), order, actor);
      return { status: isNew ? 201 : 200, body: seal };
    });
    res
      .status(answer.status)
      .location(`/api/v1/seals/${(answer.body as SealDetail).id}`)
      .json(answer.body); // what was answered above
  });

  router.get('/seals/:id', async (req, res) => {
    const actor = requireActor(res, SEAL_READERS);
    res.json(await sealDesk.find(keyOf(req, actor)));
  });

  for (const [act, schema] of Object.entries(SEAL_ACT_BODIES)) {
    router.post(`/seals/:id/${act}`, async (req, res) => {
      const actor = requireActor(res, ['issuer'], { byToken: true });
      const key = keyOf(req, actor);
      await sealDesk.find(key); // another issuer's seal is not there, whatever the body says
      const change = read(schema, req.body ?? {});
      const { status } = await doneOnce(req, res, async () => {
        await sealDesk.act(act as keyof typeof SEAL_ACT_BODIES, key, change, actor); // a key of the table
        return { status: 200, body: { id: key.id } };
      });
      res.status(status).json(await sealDesk.find(key));
    });
  }

  router.post('/seals/:id/decline-renewal', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const key = keyOf(req, actor);
    await sealDesk.find(key);
    const change = read(declinedRenewal, req.body ?? {});
    const answer = await doneOnce(req, res, async () => ({ status: 200, body: await sealDesk.declineRenewal(key, change, actor) }));
    res.status(answer.status).json(answer.body);
  });

  router.post('/seals/:id/supersede', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const key = keyOf(req, actor);
    await sealDesk.find(key);
    const change = read(supersession, req.body ?? {});
    const answer = await doneOnce(req, res, async () => ({ status: 201, body: await sealDesk.supersede(key, change, actor) }));
    res.status(answer.status).json(answer.body);
  });
  return router;
}

/** Whose seals a caller sees. */
export function scopeOf(actor: Actor, asked?: string): { issuerSlug?: string } {
  if (actor.role === 'issuer') return { issuerSlug: slugOf(actor) };
  return asked === undefined ? {} : { issuerSlug: asked };
}

export function slugOf({ issuerSlug }: Actor): string {
  if (issuerSlug !== undefined) return issuerSlug;
  throw new DomainError({
    code: 'TOKEN_WITHOUT_ISSUER',
    kind: 'forbidden',
    detail: 'This token belongs to no issuer. Make one with: npm run -s rightsdesk -- token create --role issuer --issuer SLUG',
  });
}

const keyOf = (req: Request, actor: Actor): { id: string; issuerSlug?: string } => ({
  id: String(req.params.id).toLowerCase(),
  ...scopeOf(actor),
});
