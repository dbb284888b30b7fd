import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { takeUploads, uploadsOf } from '../middleware/uploads.js';
import { languageOf, sendPage } from '../pages/page.js';
import { hostOf, readPasted } from './input.js';
import { verdictView } from './present.js';

/** What a visitor may have verified in a minute; looking at a seal is not counted. */
const CHECKS_PER_ADDRESS = { name: 'check', points: 60, seconds: 60 } as const;
const ONE_FILE = { files: 1, bytes: 1_048_576 };

/** What the page that checks in the browser says; `{at}` is filled in there. */
const OFFLINE_WORDS = [
  'valid',
  'invalid',
  'expired',
  'notYet',
  'revoked',
  'suspended',
  'unknown',
  'unreadable',
  'unsupported',
  'noBundle',
] as const;

type VerifyDeps = Pick<PageDeps, 'seals' | 'pages' | 'controller' | 'now'>;

/**
 * Verifying what somebody has: a domain, a text, a file. (By link: `api/public-seals`.) It stands before the session: no cookie is read
 * or set, and nothing of the visitor is written down.
 */
export function verifyRoutes(deps: VerifyDeps): Router {
  const router = Router();
  router.get('/verify', async (req, res) => {
    const asked = typeof req.query.domain === 'string' ? req.query.domain.trim() : undefined;
    if (asked === undefined) return sendForm(deps, req, res);
    const domain = hostOf(asked);
    if (domain === undefined) return sendForm(deps, req, res, { field: 'domain', value: asked });
    await sendDomain(deps, req, res, domain);
  });
  router.post('/verify', ...takeUploads(ONE_FILE, CHECKS_PER_ADDRESS), (req: Request, res: Response) => verifySent(deps, req, res));
  router.get('/verify/offline', (req, res) => sendOffline(deps, req, res));
  return router;
}

function wordsFor(deps: VerifyDeps, req: Request) {
  const language = languageOf(req);
  const text = (key: string, values?: Record<string, string>) => deps.pages.text(language, key, values);
  return { language, text, now: deps.now(), timeZone: deps.controller.timeZone };
}

function sendForm(deps: VerifyDeps, req: Request, res: Response, wrong?: { field: 'domain' | 'pasted'; value: string }): void {
  const { text } = wordsFor(deps, req);
  const values = { domain: wrong?.field === 'domain' ? wrong.value : '', pasted: wrong?.field === 'pasted' ? wrong.value : '' };
  const problems =
    wrong === undefined ? [] : [{ field: wrong.field, text: text(wrong.field === 'domain' ? 'verify.error' : 'verify.pastedError') }];
  sendPage(deps, req, res, 'verify', { title: text('verify.title'), backHref: '/', ...values, problems });
}

async function sendDomain(deps: VerifyDeps, req: Request, res: Response, domain: string): Promise<void> {
  const words = wordsFor(deps, req);
  const found = await deps.seals.verifier.lookUpDomain(domain);
  const seals = found.map((one) => verdictView(one, words));
  sendPage(deps, req, res, 'verify-domain', {
    title: words.text(seals.length === 0 ? 'verify.none' : 'verify.found', { domain }),
    backHref: '/verify',
    domain,
    seals,
    checked: words.text('verify.checked', { time: '' }).trim(),
    pageUrgency: seals.some((seal) => seal.isValid) ? 'calm' : 'late',
  });
}

/** What a visitor pasted or uploaded: an address, a domain, a credential, a file. */
async function verifySent(deps: VerifyDeps, req: Request, res: Response): Promise<void> {
  const [file] = uploadsOf(res);
  const pasted = typeof req.body.pasted === 'string' ? req.body.pasted.trim() : '';
  const what = file !== undefined && file.content.length > 0 ? { file: Buffer.from(file.content) } : readPasted(pasted);
  if (what === undefined) return sendForm(deps, req, res, { field: 'pasted', value: pasted.slice(0, 2_000) });
  if ('domain' in what) return sendDomain(deps, req, res, what.domain);
  const words = wordsFor(deps, req);
  const view = verdictView(await deps.seals.verifier.verify(what), words);
  sendPage(deps, req, res, 'verify-seal', { title: view.word, backHref: '/verify', view, pageUrgency: view.urgency });
}

function sendOffline(deps: VerifyDeps, req: Request, res: Response): void {
  const { text } = wordsFor(deps, req);
  const words = Object.fromEntries(OFFLINE_WORDS.map((name) => [name, text(`offline.words.${name}`, { at: '{at}' })]));
  sendPage(deps, req, res, 'verify-offline', { title: text('offline.title'), backHref: '/verify', words: JSON.stringify(words) });
}
