import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../domain/errors.js';
import { KINDS, SEAL_KINDS, statedSentence } from '../../domain/seals/kinds.js';
import type { PageDeps } from '../deps.js';
import { languageOf, sendPage } from '../pages/page.js';

type KindPageDeps = Pick<PageDeps, 'seals' | 'pages' | 'controller'>;

/**
 * What a kind of seal of an issuer states and what is asked for it: the address that credentials name as their achievement and its
 * criteria (Open Badges 3.0). Public, without a cookie.
 */
export function kindPages(deps: KindPageDeps): Router {
  const router = Router();
  router.get('/issuers/:slug/kinds/:kind', (req, res) => sendKind(deps, req, res));
  return router;
}

async function sendKind(deps: KindPageDeps, req: Request, res: Response): Promise<void> {
  const code = SEAL_KINDS.find((known) => known === req.params.kind);
  const issuer = code === undefined ? undefined : await deps.seals.issuer(String(req.params.slug));
  if (code === undefined || issuer === undefined)
    throw new DomainError({ code: 'KIND_NOT_FOUND', kind: 'missing', detail: 'There is no such issuer or kind of seal.' });
  const kind = KINDS[code];
  const language = languageOf(req);
  sendPage(deps, req, res, 'seal-kind', {
    title: `${kind.name[language]} · ${issuer.name}`,
    backHref: '/verify',
    name: kind.name[language],
    issuer,
    states: statedSentence(kind, language, { issuer: issuer.name, member: '…' }),
    criteria: kind.criteria[language],
    months: kind.validMonths,
  });
}
