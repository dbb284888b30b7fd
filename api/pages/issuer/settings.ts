import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { LANGUAGES } from '../../../domain/request/types.js';
import type { IssuerSettings, IssuerSettingsChange } from '../../../domain/seals/issuer-settings.js';
import type { PageDeps } from '../../deps.js';
import { settingsChange } from '../../issuer-settings/schema.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { takeUploads, uploadsOf } from '../../middleware/uploads.js';
import { goTo, LANGUAGE_NAMES, languageOf, type Problem, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { headForm } from './letterhead-form.js';
import { portalFrame, signedInUntil } from './portal-frame.js';
import { readerOf } from './present.js';

const AT = '/issuer/settings';
const ART = { files: 1, bytes: 64_000 };
const MANY_A_DAY = { name: 'issuer-settings', points: 60, seconds: 600 } as const;

/** What the issuer decides about its seals: which hosts they cover, what the public sees, what follows a lost domain, how they look. */
export function issuerSettingsPages(deps: PageDeps): Router {
  const router = Router();
  router.get(AT, (req, res) => showSettings(deps, req, res, []));
  router.post(AT, ...takeUploads(ART, MANY_A_DAY), csrfProtection, (req: Request, res: Response) => save(deps, req, res));
  return router;
}

const slugOf = (req: Request) => accountOf(req).issuerSlug ?? '';

/** The page with both its forms; what was typed is kept in the one that was sent. */
export async function showSettings(
  deps: PageDeps,
  req: Request,
  res: Response,
  problems: Problem[],
  sent: 'settings' | 'letterhead' = 'settings',
): Promise<void> {
  const { text } = readerOf(deps.pages, languageOf(req));
  const settings = await deps.issuerSettings.find(slugOf(req));
  const typed = problems.length > 0 && sent === 'settings' ? (name: string) => textField(req.body, name) : undefined;
  const isOn = (name: string, stored: boolean) => (typed === undefined ? stored : typed(name) === 'yes');
  const value = (name: string, stored: string | number | null) => typed?.(name) ?? String(stored ?? '');
  const choice = (name: string, stored: string, values: readonly string[]) =>
    values.map((one) => ({
      id: `${name}-${one}`,
      name,
      value: one,
      label: text(`settings.${name}.${one}`),
      isChosen: value(name, stored) === one,
    }));
  sendPage(deps, req, res, 'issuer/settings', {
    ...(await portalFrame(deps, req)),
    title: text('settings.title'),
    problems,
    settings,
    signedInUntil: signedInUntil(deps, req),
    hasMark: settings.markSvg !== null,
    head: headForm(settings, sent === 'letterhead' && problems.length > 0 ? req.body : undefined),
    form: {
      www: isOn('www', settings.covers.www),
      subdomains: isOn('subdomains', settings.covers.subdomains),
      brandName: value('brandName', settings.brandName),
      brandColour: value('brandColour', settings.brandColour),
      contactEmail: value('contactEmail', settings.contactEmail),
      secondContactEmail: value('secondContactEmail', settings.secondContactEmail),
      domainGraceDays: value('domainGraceDays', settings.domainGraceDays),
      renewalGraceDays: value('renewalGraceDays', settings.renewalGraceDays),
    },
    languageChoices: LANGUAGES.map((code) => ({
      code,
      name: LANGUAGE_NAMES[code],
      isChosen: value('language', settings.language) === code,
    })),
    revoked: choice('whenRevoked', settings.whenRevoked, ['say-so', 'unknown']),
    suspended: choice('whenSuspended', settings.whenSuspended, ['say-so', 'unknown']),
    lost: choice('whenDomainLost', settings.whenDomainLost, ['suspend', 'warn']),
  });
}

async function save(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { text } = readerOf(deps.pages, languageOf(req));
  const wrong = (fields: readonly string[]) =>
    showSettings(
      deps,
      req,
      res,
      fields.map((field) => ({ field, text: text(`settings.error.${field}`) })),
    );
  const read = readForm(req, res);
  if ('problems' in read) return wrong(read.problems);
  // What cannot be shown as a mark is refused where it is written.
  const done = await orRefusal(deps.issuerSettings.change(slugOf(req), read.change), ['invalid']);
  if ('refusal' in done) return wrong(['mark']);
  req.session.notice = text('settings.saved');
  goTo(req, res, AT);
}

function readForm(req: Request, res: Response): { change: IssuerSettingsChange } | { problems: string[] } {
  const field = (name: string) => textField(req.body, name).trim();
  const orNull = (text: string) => (text === '' ? null : text);
  const asked = {
    language: field('language'),
    contactEmail: orNull(field('contactEmail')),
    secondContactEmail: orNull(field('secondContactEmail')),
    brandName: orNull(field('brandName')),
    brandColour: field('brandColour'),
    covers: { www: field('www') === 'yes', subdomains: field('subdomains') === 'yes' },
    whenRevoked: field('whenRevoked'),
    whenSuspended: field('whenSuspended'),
    whenDomainLost: field('whenDomainLost'),
    domainGraceDays: Number(field('domainGraceDays')),
    renewalGraceDays: Number(field('renewalGraceDays')),
  };
  const read = settingsChange.required().omit({ markSvg: true, letterhead: true, logo: true }).safeParse(asked);
  const mark = markOf(req, res);
  const wrong = [
    ...new Set([...(read.success ? [] : read.error.issues.map(({ path }) => String(path[0]))), ...(mark === 'wrong' ? ['mark'] : [])]),
  ];
  if (!read.success || wrong.length > 0) return { problems: wrong };
  const { covers, ...rest } = read.data;
  const both: IssuerSettings['covers'] = { www: covers.www ?? false, subdomains: covers.subdomains ?? false };
  return { change: { ...rest, covers: both, ...(mark === undefined || mark === 'wrong' ? {} : { markSvg: mark.svg }) } };
}

/** The drawing that was sent, that it is to go, or nothing. */
function markOf(req: Request, res: Response): { svg: string | null } | 'wrong' | undefined {
  const { uploads } = res.locals;
  if (uploads instanceof DomainError) return 'wrong';
  const [file] = uploadsOf(res);
  if (file !== undefined && file.content.length > 0) return { svg: Buffer.from(file.content).toString('utf8') };
  return textField(req.body, 'removeMark') === 'yes' ? { svg: null } : undefined;
}
