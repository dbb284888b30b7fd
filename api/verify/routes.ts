import { type Request, type Response, Router } from 'express';
import type { SealRendition } from '../../adapters/seals/publish/publisher.js';
import { DomainError } from '../../domain/errors.js';
import type { PageDeps } from '../deps.js';
import { takeUploads, uploadsOf } from '../middleware/uploads.js';
import { languageOf, sendPage } from '../pages/page.js';
import { hostOf, readPasted } from './input.js';
import { verdictView, verificationBody } from './present.js';

/** What a visitor may have verified in a minute; looking at a seal is not counted. */
const CHECKS_PER_ADDRESS = { name: 'check', points: 60, seconds: 60 } as const;
const ONE_FILE = { files: 1, bytes: 1_048_576 };

/** The media types of `/verify/{id}` besides the page, and what is served for each. */
const FORMS: Readonly<Record<string, SealRendition>> = {
  'application/vc+jwt': 'vc+jwt',
  'application/vc+ld+json': 'vc+ld+json',
  'application/vc': 'vc+ld+json',
  'application/ld+json': 'vc+ld+json',
};
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
const ACCEPTED = ['text/html', 'application/json', ...Object.keys(FORMS)];

type VerifyDeps = Pick<PageDeps, 'seals' | 'pages' | 'controller' | 'now'>;

/**
 * Verifying in the browser and by link. It stands before the session: no cookie is read or set, and nothing of the visitor is written
 * down.
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
  router.get('/verify/:id', (req, res) => sendSeal(deps, req, res, String(req.params.id)));
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

/** One seal: the page, the verdict as JSON, or the credential itself, as the caller accepts. */
async function sendSeal(deps: VerifyDeps, req: Request, res: Response, id: string): Promise<void> {
  res.vary('Accept');
  const chosen = req.accepts(ACCEPTED);
  const form = typeof chosen === 'string' ? FORMS[chosen] : undefined;
  if (form !== undefined && typeof chosen === 'string') return sendCredential(deps, res, id, { mediaType: chosen, form });
  const found = await deps.seals.verifier.lookUp(id);
  if (chosen !== 'text/html') {
    if (found === undefined) throw noSuchSeal();
    return void res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' }).json(verificationBody(found, deps.now()));
  }
  const words = wordsFor(deps, req);
  if (found === undefined) return sendUnknown(deps, req, res);
  const view = verdictView(found, words);
  sendPage(deps, req, res, 'verify-seal', {
    title: `${view.word}: ${view.seal?.domain ?? ''}`,
    backHref: '',
    view,
    pageUrgency: view.urgency,
  });
}

async function sendCredential(
  deps: VerifyDeps,
  res: Response,
  id: string,
  { mediaType, form }: { mediaType: string; form: SealRendition },
): Promise<void> {
  const body = await deps.seals.publisher.rendition(id, form);
  if (body === undefined) throw noSuchSeal();
  // What is signed does not change with the status; the lists say what is so today.
  res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300', 'Content-Type': mediaType }).end(body);
}

/** Unknown, hidden, and what its issuer does not let be seen: one page. */
function sendUnknown(deps: VerifyDeps, req: Request, res: Response): void {
  const { text } = wordsFor(deps, req);
  sendPage(deps, req, res, 'verify-unknown', { title: text('verify.unknownTitle'), status: 404, backHref: '/verify', pageUrgency: 'late' });
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

function noSuchSeal(): DomainError {
  return new DomainError({ code: 'SEAL_NOT_FOUND', kind: 'missing', detail: 'There is no such seal.' });
}
