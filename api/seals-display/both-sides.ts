import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../domain/errors.js';
import type { LinkBack } from '../../domain/seals/placement.js';
import type { PageDeps } from '../deps.js';
import { limitRate } from '../middleware/rate-limit.js';
import { languageOf, sendPage } from '../pages/page.js';
import { instantInWords } from '../pages/words.js';
import type { SealDisplay } from './door.js';

/** Each asks somebody's website: an address may do that so often a minute. */
const ASKED_PER_ADDRESS = { name: 'both-sides', points: 20, seconds: 60 };

const URGENCY = { agrees: 'calm', silent: 'held', differs: 'late', unreadable: 'held' } as const satisfies Record<LinkBack, string>;

/**
 * `GET /verify/{id}/website`: whether the website names the seal too, asked now. It stands before session and log, as verifying does;
 * the website learns nothing of who wants to know, because we ask it.
 */
export function bothSides(deps: Pick<PageDeps, 'pages' | 'controller' | 'now'> & { sealDisplay: SealDisplay }): Router {
  const router = Router();
  router.get(
    '/verify/:id/website',
    limitRate(ASKED_PER_ADDRESS, (req) => req.ip),
    (req, res) => sendBothSides(deps, req, res),
  );
  return router;
}

async function sendBothSides(deps: Parameters<typeof bothSides>[0], req: Request, res: Response): Promise<void> {
  const language = languageOf(req);
  const text = (key: string, values?: Record<string, string>) => deps.pages.text(language, key, values);
  const seal = await deps.sealDisplay.findValid(String(req.params.id), deps.now());
  if (seal === undefined) throw new DomainError({ code: 'SEAL_NOT_FOUND', kind: 'missing', detail: text('sealShown.none') });
  const said = await deps.sealDisplay.linkBack(seal);
  sendPage(deps, req, res, 'verify-website', {
    title: text(`verifyMore.website.${said}`, { domain: seal.domain }),
    backHref: `/verify/${seal.id}`,
    seal: { id: seal.id, domain: seal.domain },
    checked: text('verify.checked', { time: instantInWords(deps.now(), language, deps.controller.timeZone) }),
    pageUrgency: URGENCY[said],
    mark: said === 'agrees' ? '✓' : '–',
  });
}
