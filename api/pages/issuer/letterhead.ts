import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { LOGO_LIMITS } from '../../../domain/seals/letterhead.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { takeUploads, uploadsOf } from '../../middleware/uploads.js';
import { goTo, languageOf, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { readHead } from './letterhead-form.js';
import { readerOf } from './present.js';
import { showSettings } from './settings.js';

const AT = '/issuer/settings/letterhead';
const ONE_LOGO = { files: 1, bytes: LOGO_LIMITS.bytes };
const MANY_A_DAY = { name: 'issuer-letterhead', points: 60, seconds: 600 } as const;

/** The head of the issuer's certificates and pages: name, address, registration, logo. */
export function issuerLetterheadPages(deps: PageDeps): Router {
  const router = Router();
  router.get(AT, (req, res) => goTo(req, res, '/issuer/settings#letterhead'));
  router.get(`${AT}/logo.png`, async (req, res) => {
    const logo = await deps.issuerSettings.logo(slugOf(req));
    if (logo === undefined) throw new DomainError({ code: 'NO_LOGO', kind: 'missing', detail: 'There is no logo.' });
    res.set({ 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; sandbox" }).type('png').send(Buffer.from(logo));
  });
  router.post(AT, ...takeUploads(ONE_LOGO, MANY_A_DAY), csrfProtection, (req: Request, res: Response) => save(deps, req, res));
  return router;
}

const slugOf = (req: Request) => accountOf(req).issuerSlug ?? '';

async function save(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { text } = readerOf(deps.pages, languageOf(req));
  const refuse = (fields: readonly string[]) => {
    const problems = fields.map((field) => ({ field, text: text(`letterhead.error.${field}`) }));
    return showSettings(deps, req, res, problems, 'letterhead');
  };
  const read = readHead(req.body);
  const logo = logoOf(req, res);
  const wrong = [...('wrong' in read ? read.wrong : []), ...(logo === 'wrong' ? ['logo'] : [])];
  if ('wrong' in read || logo === 'wrong') return refuse(wrong);
  const change = { letterhead: read.letterhead, ...(logo === undefined ? {} : { logo }) };
  const done = await orRefusal(deps.issuerSettings.change(slugOf(req), change), ['invalid']);
  if ('refusal' in done) return refuse(['logo']);
  req.session.notice = text('letterhead.saved');
  goTo(req, res, '/issuer/settings');
}

/** The file that was sent, that the logo is to go, or nothing. */
function logoOf(req: Request, res: Response): Uint8Array | null | 'wrong' | undefined {
  if (res.locals.uploads instanceof DomainError) return 'wrong';
  const [file] = uploadsOf(res);
  if (file !== undefined && file.content.length > 0) return file.content;
  return textField(req.body, 'removeLogo') === 'yes' ? null : undefined;
}
