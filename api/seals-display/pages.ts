import { type Request, Router } from 'express';
import { DomainError } from '../../domain/errors.js';
import { artLanguage } from '../../domain/seals/art-words.js';
import type { ShownSeal } from '../../domain/seals/display.js';
import { kindOf } from '../../domain/seals/kinds.js';
import { MISUSE_CLAIMS } from '../../domain/seals/misuse.js';
import type { LinkBack, PlacementFindings } from '../../domain/seals/placement.js';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { limitRate } from '../middleware/rate-limit.js';
import { languageOf, type Problem, readForm, sendPage, textField } from '../pages/page.js';
import type { SealDisplay } from './door.js';
import { reportedHost } from './routes.js';
import { linkBackFile, snippetsFor } from './snippets.js';

export interface SealPageDeps extends Pick<PageDeps, 'pages' | 'controller' | 'now'> {
  sealDisplay: SealDisplay;
}

const CHECKS_PER_ADDRESS = { name: 'seal-checks', points: 20, seconds: 60 };
const REPORTS_PER_ADDRESS = { name: 'seal-reports', points: 20, seconds: 60 };

/** "Put it on your website" with its check, and "Report a misuse". Nothing here is secret: what a snippet holds stands on every page that uses it. */
export function sealDisplayPages(deps: SealPageDeps): Router {
  const { sealDisplay: display, now } = deps;
  const router = Router();
  const wordsOf = (req: Request) => {
    const language = languageOf(req);
    return (key: string, values?: Record<string, string>) => deps.pages.text(language, key, values);
  };

  router.get(
    '/seals/:id/snippets',
    limitRate(CHECKS_PER_ADDRESS, (req) => (typeof req.query.page === 'string' ? req.ip : undefined)),
    async (req, res) => {
      // Only of what is shown as valid: a page for one that is not would tell what its issuer keeps to itself.
      const seal = await display.findValid(String(req.params.id), now());
      if (seal === undefined) throw new DomainError({ code: 'SEAL_NOT_FOUND', kind: 'missing', detail: wordsOf(req)('sealShown.none') });
      const asked = typeof req.query.page === 'string' ? req.query.page.trim() : undefined;
      const text = wordsOf(req);
      const checked = asked === undefined ? {} : await checkOf(seal, asked, text);
      sendPage(deps, req, res, 'seal-snippets', {
        title: text('sealShown.title'),
        backHref: `/verify/${seal.id}`,
        seal: { id: seal.id, domain: seal.domain },
        snippets: snippetViews(seal, req, text),
        linkBack: linkBackFile(seal, display.publicUrl),
        page: asked ?? `https://${seal.domain}/`,
        result: null,
        ...checked,
      });
    },
  );

  function snippetViews(seal: ShownSeal, req: Request, text: ReturnType<typeof wordsOf>) {
    const language = languageOf(req);
    const name = `${seal.issuer.name}: ${kindOf(seal.kind).name[language]}, ${seal.domain}`;
    const snippets = snippetsFor(seal, {
      origin: display.publicUrl,
      language: artLanguage(seal.language, language),
      name,
      component: display.component,
    });
    return snippets.map((snippet) => ({
      ...snippet,
      title: text(`sealShown.${snippet.recipe}.title`),
      why: text(`sealShown.${snippet.recipe}.why`),
      lineCount: snippet.code.split('\n').length + Math.ceil(snippet.code.length / 60),
      isKept: snippet.recipe === 'kept',
    }));
  }

  async function checkOf(seal: ShownSeal, page: string, text: ReturnType<typeof wordsOf>) {
    const [findings, linkBack] = await Promise.all([display.lookAt(seal, page), display.linkBack(seal)]);
    if (findings !== undefined) return { result: resultView(findings, linkBack, text) };
    const problem: Problem = { field: 'page', text: text('sealShown.errorPage', { domain: seal.domain }) };
    return { problems: [problem] };
  }

  const reportPage = (req: Request, more: object = {}) => ({
    title: wordsOf(req)('sealReport.title'),
    backHref: '/verify',
    seal: typeof req.query.seal === 'string' ? req.query.seal.slice(0, 200) : '',
    page: '',
    claims: claimViews(wordsOf(req), 'copied'),
    ...more,
  });
  router.get('/report-misuse', (req, res) => sendPage(deps, req, res, 'seal-report', reportPage(req)));
  router.post(
    '/report-misuse',
    limitRate(REPORTS_PER_ADDRESS, (req) => req.ip),
    readForm,
    csrfProtection,
    async (req, res) => {
      const text = wordsOf(req);
      const [seal, page] = [textField(req.body, 'seal'), textField(req.body, 'page')];
      const claim = MISUSE_CLAIMS.find((one) => one === textField(req.body, 'claim')) ?? 'copied';
      const [id, host] = [sealIdIn(seal), reportedHost(page)];
      const problems: Problem[] = [
        ...(host === undefined ? [{ field: 'page', text: text('sealReport.errorPage') }] : []),
        ...(id === undefined ? [{ field: 'seal', text: text('sealReport.errorSeal') }] : []),
      ];
      if (host === undefined || id === undefined)
        return sendPage(deps, req, res, 'seal-report', { ...reportPage(req, { seal, page, claims: claimViews(text, claim) }), problems });
      const found = await display.find(id);
      if (found !== undefined) await display.misuse.report({ sealId: found.id, host, claim, at: now() });
      sendPage(deps, req, res, 'seal-report-done', { title: text('sealReport.doneTitle'), backHref: '/verify', host });
    },
  );
  return router;
}

/** The id in what somebody has of a seal: itself, or an address with it. */
const sealIdIn = (typed: string) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(typed)?.[0].toLowerCase();

const claimViews = (text: (key: string) => string, chosen: string) =>
  MISUSE_CLAIMS.map((value) => ({ value, id: `claim-${value}`, label: text(`sealReport.claim.${value}`), isChosen: value === chosen }));

function resultView(findings: PlacementFindings, linkBack: LinkBack, text: (key: string, values?: Record<string, string>) => string) {
  const isRight = findings.found.length > 0 && findings.problems.length === 0;
  return {
    urgency: isRight ? 'calm' : 'late',
    headline: text(isRight ? 'sealShown.right' : 'sealShown.wrong', { page: findings.page }),
    found: findings.found.map((recipe) => text(`sealShown.${recipe}.found`)),
    problems: findings.problems.map((problem) => text(`sealShown.problem.${problem}`, { where: findings.redirectsTo ?? '' })),
    linkBack: text(`sealShown.linkBack.${linkBack}`),
  };
}
