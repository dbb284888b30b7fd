import { type Request, type Response, Router } from 'express';
import { LANGUAGES } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { domainView, typedDomain } from '../domain-view.js';
import { goTo, LANGUAGE_NAMES, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { issuerMemberPages } from './member.js';
import { memberFields, readMember, refusedMember } from './member-forms.js';
import { portalFrame } from './portal-frame.js';
import { type Reader, readerOf } from './present.js';

const AT = '/issuer/members';
const LIST_LIMIT = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The issuer's members: found, entered, and each on a page of its own. Mounted behind the portal's own guard. */
export function issuerMembersPages(deps: PageDeps): Router {
  const router = Router();
  router.get(AT, (req, res) => show(deps, req, res, []));
  router.post(AT, readForm, csrfProtection, (req, res) => add(deps, req, res));
  router.use(issuerMemberPages(deps));
  return router;
}

const slugOf = (req: Request) => accountOf(req).issuerSlug ?? '';
const reader = (deps: PageDeps, req: Request): Reader => readerOf(deps.pages, languageOf(req));

async function show(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const words = reader(deps, req);
  const [q, after] = [textField(req.query, 'q').slice(0, 200), textField(req.query, 'after')];
  const page = await deps.sealDesk.members.list({
    issuerSlug: slugOf(req),
    limit: LIST_LIMIT,
    ...(q === '' ? {} : { q }),
    ...(UUID.test(after) ? { after } : {}),
  });
  const query = new URLSearchParams({ ...(q === '' ? {} : { q }), after: page.after ?? '' });
  const language = textField(req.body, 'language') || words.language;
  sendPage(deps, req, res, 'issuer/members', {
    ...(await portalFrame(deps, req)),
    title: words.text('members.title'),
    problems,
    q,
    members: page.items.map(({ id, name, registrationNumber, endedAt, domains }) => ({
      name,
      href: `${AT}/${id}`,
      registration: registrationNumber,
      isEnded: endedAt !== null,
      domains: domains.map((domain) => domainView(domain, words)),
    })),
    nextHref: page.hasMore ? `${AT}?${query}` : '',
    form: { ...memberFields(req.body), website: textField(req.body, 'website'), reference: textField(req.body, 'reference') },
    languageChoices: LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code], isChosen: code === language })),
  });
}

async function add(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const words = reader(deps, req);
  const [domain, reference] = [typedDomain(textField(req.body, 'website')), textField(req.body, 'reference')];
  const read = readMember(req.body, words, {
    ...(domain === '' ? {} : { domain }),
    ...(reference === '' ? {} : { reference }),
  });
  if ('problems' in read) return show(deps, req, res, read.problems);
  const done = await orRefusal(deps.sealDesk.members.create(slugOf(req), read.member), ['invalid', 'conflict']);
  if ('refusal' in done) return show(deps, req, res, refusedMember(done.refusal, words, 'website'));
  req.session.notice = words.text('members.added', { member: done.value.name });
  goTo(req, res, `${AT}/${done.value.id}`);
}
