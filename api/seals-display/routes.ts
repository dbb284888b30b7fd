import { Router } from 'express';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import type { Actor } from '../../domain/request/filing.js';
import type { Role } from '../../domain/request/types.js';
import { isWebsite, MISUSE_CLAIMS } from '../../domain/seals/misuse.js';
import { requireActor } from '../middleware/authenticate.js';
import { limitRate } from '../middleware/rate-limit.js';
import { read } from '../middleware/validate.js';
import type { PictureDeps } from './pictures.js';

/** Who sees where a seal was shown without right: its issuer its own, those of the desk all. */
const MISUSE_READERS: readonly Role[] = ['issuer', 'staff', 'dpo', 'auditor', 'operator'];
const REPORTS_PER_ADDRESS = { name: 'seal-reports', points: 20, seconds: 60 };
const CHECKS_PER_ADDRESS = { name: 'seal-checks', points: 20, seconds: 60 };

export const misuseReport = z.strictObject({ page: z.string().max(2_000), claim: z.enum(MISUSE_CLAIMS).default('copied') });
export const placementQuery = z.strictObject({ page: z.string().min(1).max(2_000) });

/** The host of a reported page; undefined where it is no website. Path and query are left behind: they can name a person. */
export function reportedHost(page: string): string | undefined {
  const typed = page.includes('://') ? page.trim() : `https://${page.trim()}`;
  const host = URL.canParse(typed) && /^https?:/i.test(typed) ? new URL(typed).hostname : '';
  return host !== '' && isWebsite(host) ? host : undefined;
}

/** /api/v1/seals/{id}/misuse and /placement. */
export function sealDisplayRoutes({ sealDisplay: display, now }: PictureDeps): Router {
  const router = Router();

  router.get('/seals/:id/misuse', async (req, res) => {
    const actor = requireActor(res, MISUSE_READERS);
    await requireOwn(String(req.params.id), actor);
    res.json({ items: await display.misuse.list(String(req.params.id)) });
  });

  router.post(
    '/seals/:id/misuse',
    limitRate(REPORTS_PER_ADDRESS, (req) => req.ip),
    async (req, res) => {
      const { page, claim } = read(misuseReport, req.body);
      const host = reportedHost(page);
      if (host === undefined)
        throw new DomainError({
          code: 'INVALID_INPUT',
          kind: 'invalid',
          detail: 'Some of the input cannot be used; each problem is listed.',
          fields: [{ pointer: '/page', detail: 'Give the address of the page, like https://shop.example/about.' }],
        });
      const seal = await display.find(String(req.params.id));
      if (seal !== undefined) await display.misuse.report({ sealId: seal.id, host, claim, at: now() });
      res.status(202).json({ status: 'received' }); // the same for ids that never were
    },
  );

  router.get(
    '/seals/:id/placement',
    limitRate(CHECKS_PER_ADDRESS, (req) => req.ip),
    async (req, res) => {
      const { page } = read(placementQuery, req.query);
      const seal = await display.findValid(String(req.params.id), now());
      if (seal === undefined) throw missing();
      const [findings, linkBack] = await Promise.all([display.lookAt(seal, page), display.linkBack(seal)]);
      if (findings === undefined) throw notItsPage(seal.domain);
      res.json({ ...findings, isRight: findings.found.length > 0 && findings.problems.length === 0, linkBack });
    },
  );

  async function requireOwn(id: string, actor: Actor): Promise<void> {
    const owner = await display.misuse.ownerOf(id);
    if (owner === undefined || (actor.role === 'issuer' && owner.issuerSlug !== actor.issuerSlug)) throw missing();
  }
  return router;
}

const missing = () => new DomainError({ code: 'SEAL_NOT_FOUND', kind: 'missing', detail: 'There is no such seal. Check its id.' });

const notItsPage = (domain: string) =>
  new DomainError({
    code: 'PAGE_NOT_OF_SEAL',
    kind: 'invalid',
    detail: `Give the address of a page on ${domain}, like https://${domain}/.`,
    fields: [{ pointer: '/page', detail: 'This is not a page of a website that the seal covers.' }],
  });
