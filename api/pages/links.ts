import { type Request, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { sameOriginOnly } from '../middleware/csrf.js';
import { goTo, languageOf, sendPage } from './page.js';
import { needsMoreThanLink } from './status/facts.js';
import { rememberProof } from './status/proof.js';
import { isDocumentAsked } from './status/shown.js';

const TOKEN = /^[A-Za-z0-9_-]{16,200}$/;

/** The single-use links of our mails. Looking consumes nothing, so a mail scanner cannot use one up; the button does. */
export function linkPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/link/:token', async (req, res) => {
    const token = tokenOf(req);
    const link = token ? await deps.desk.peekLink(token) : undefined;
    if (link) res.locals.language = link.language;
    const language = languageOf(req);
    if (!link) return sendPage(deps, req, res, 'link-dead', { status: 410, title: deps.pages.text(language, 'link.deadTitle') });
    sendPage(deps, req, res, 'link', {
      title: deps.pages.text(language, `link.${link.purpose}Title`),
      reference: link.reference,
      isIdentity: link.purpose === 'identity',
      titleKey: `link.${link.purpose}Title`,
      textKey: `link.${link.purpose}Text`,
      buttonKey: `link.${link.purpose}Button`,
    });
  });
  // The token is the capability: neither cookie nor form token is asked, but another website cannot press the button.
  router.post('/link/:token', sameOriginOnly, async (req, res) => {
    const token = tokenOf(req);
    const link = token ? await deps.desk.consumeLink(token) : undefined;
    if (!link) return sendPage(deps, req, res, 'link-dead', { status: 410, title: deps.pages.text(languageOf(req), 'link.deadTitle') });
    rememberProof(req, link.requestId, deps.now());
    const home = new URL(deps.desk.statusUrl({ id: link.requestId, reference: link.reference }), 'http://this').pathname;
    goTo(req, res, link.purpose === 'identity' ? await afterIdentity(deps, link.reference, home) : `${home}/${link.purpose}`);
  });
  return router;
}

/** The status page, or the second step where the mailbox alone is not enough. */
async function afterIdentity(deps: PageDeps, reference: string, home: string): Promise<string> {
  const detail = await deps.desk.detail(reference);
  if (detail === undefined || !needsMoreThanLink(detail)) return home;
  return `${home}/${isDocumentAsked(detail) ? 'document' : 'identity'}`;
}

function tokenOf(req: Request): string | undefined {
  const { token } = req.params;
  return typeof token === 'string' && TOKEN.test(token) ? token : undefined;
}
