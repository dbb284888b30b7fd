import { type Request, type Response, Router } from 'express';
import type { Actor } from '../../../domain/request/filing.js';
import { KINDS, SEAL_KINDS } from '../../../domain/seals/kinds.js';
import { SEAL_STATUSES, type SealStatus } from '../../../domain/seals/life.js';
import type { SealDetail } from '../../../domain/seals/view.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { sealRow, sealView } from '../seal-view.js';
import { keepSearch, searchedFor } from '../searches.js';
import { portalFrame } from './portal-frame.js';
import { type Reader, readerOf } from './present.js';
import { ACTS, readAct, readOrder, refusedFields } from './seal-forms.js';

const LIST_LIMIT = 50;
const BASE = '/issuer/seals';
const isStatus = (text: string): text is SealStatus => SEAL_STATUSES.some((status) => status === text);

/** The issuer's seals: list, one with its history, issue and the acts. Mounted behind the portal's own guard. */
export function issuerSealPages(deps: PageDeps): Router {
  const router = Router();
  router.get(BASE, (req, res) => showSeals(deps, req, res, []));
  router.post('/issuer/search', readForm, csrfProtection, (req, res) => {
    const asked = { status: textField(req.body, 'status'), search: keepSearch(req, textField(req.body, 'q')) };
    const said = Object.entries(asked).filter(([, value]) => value !== '');
    goTo(req, res, `${BASE}${said.length === 0 ? '' : `?${new URLSearchParams(said)}`}`);
  });
  router.post(BASE, readForm, csrfProtection, (req, res) => issue(deps, req, res));
  router.get(`${BASE}/:id`, async (req, res) => showSeal(deps, req, res, await ownSeal(deps, req), []));
  router.post(`${BASE}/:id/decline-renewal`, readForm, csrfProtection, (req, res) => decline(deps, req, res));
  router.post(`${BASE}/:id`, readForm, csrfProtection, (req, res) => act(deps, req, res));
  return router;
}

const reader = (deps: PageDeps, req: Request): Reader => readerOf(deps.pages, languageOf(req));

function actorOf(req: Request): Actor & { issuerSlug: string } {
  const { accountId, issuerSlug = '' } = accountOf(req);
  return { id: accountId, role: 'issuer', issuerSlug };
}

const ownSeal = (deps: PageDeps, req: Request): Promise<SealDetail> =>
  deps.sealDesk.find({ id: String(req.params.id), issuerSlug: actorOf(req).issuerSlug, language: languageOf(req) });

async function showSeals(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const { issuerSlug } = actorOf(req);
  const words = reader(deps, req);
  const search = textField(req.query, 'search');
  const asked = { status: textField(req.query, 'status'), q: searchedFor(req, search) ?? '', after: textField(req.query, 'after') };
  const [page, counts, members] = await Promise.all([
    deps.sealDesk.list({
      issuerSlug,
      limit: LIST_LIMIT,
      ...(isStatus(asked.status) ? { status: asked.status } : {}),
      ...(asked.q === '' ? {} : { q: asked.q }),
      ...(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked.after) ? { after: asked.after } : {}),
    }),
    deps.sealDesk.counts(issuerSlug),
    deps.sealDesk.members.list({ issuerSlug, limit: 200 }),
  ]);
  const query = new URLSearchParams({
    ...(asked.status ? { status: asked.status } : {}),
    ...(asked.q ? { search } : {}),
    after: page.after ?? '',
  });
  const chosen = (name: string, value: string) => textField(req.body, name) === value;
  sendPage(deps, req, res, 'issuer/seals', {
    ...(await portalFrame(deps, req)),
    title: words.text('seals.title'),
    problems,
    seals: page.items.map((seal) => sealRow(seal, words, { now: deps.now(), base: BASE })),
    nextHref: page.hasMore ? `${BASE}?${query}` : '',
    q: asked.q,
    chosenStatus: asked.status,
    filters: SEAL_STATUSES.map((status) => ({
      status,
      label: words.text(`seals.status.${status}`),
      count: counts[status] ?? 0,
      isChosen: status === asked.status,
    })),
    kinds: SEAL_KINDS.map((code) => ({ code, name: KINDS[code].name[words.language], isChosen: chosen('kind', code) })),
    members: members.items.map(({ id, name }) => ({ id, name, isChosen: chosen('member', id) })),
    form: {
      domain: textField(req.body, 'domain'),
      licence: textField(req.body, 'licence'),
      until: textField(req.body, 'until'),
      isDraft: chosen('draft', 'yes'),
    },
  });
}

async function issue(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const actor = actorOf(req);
  const words = reader(deps, req);
  const read = readOrder(req.body, words);
  if ('problems' in read) return showSeals(deps, req, res, read.problems);
  const done = await orRefusal(deps.sealDesk.issue(actor.issuerSlug, read.order, actor), ['invalid', 'conflict']);
  if ('refusal' in done) return showSeals(deps, req, res, refusedFields(done.refusal, words));
  const { id, member, domainUnicode } = done.value.seal;
  req.session.notice = words.text(`seals.act.${read.order.isDraft ? 'draft' : 'issue'}.done`, { member, domain: domainUnicode });
  goTo(req, res, `${BASE}/${id}`);
}

async function showSeal(deps: PageDeps, req: Request, res: Response, seal: SealDetail, problems: Problem[]): Promise<void> {
  const words = reader(deps, req);
  const possible = ACTS.filter((name) => seal.acts.includes(name));
  sendPage(deps, req, res, 'issuer/seal', {
    ...(await portalFrame(deps, req)),
    title: `${seal.kindName}, ${seal.member}`,
    problems,
    seal: sealView(seal, words, { now: deps.now(), base: BASE, withReasons: true }),
    acts: possible.map((name, place) => ({
      name,
      id: place === 0 ? 'act' : `act-${name}`,
      label: words.text(`seals.act.${name}.label`),
      effect: words.text(`seals.act.${name}.effect`),
      isChosen: textField(req.body, 'act') === name,
    })),
    mayReplace: seal.acts.includes('supersede'),
    mayDecline: seal.open.some(({ kind }) => kind === 'renewal'),
    declineReason: textField(req.body, 'declineReason'),
    mayRevoke: possible.includes('revoke'),
    reason: textField(req.body, 'reason'),
    typed: textField(req.body, 'confirm'),
  });
}

async function act(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const seal = await ownSeal(deps, req);
  const words = reader(deps, req);
  const read = readAct(req.body, seal, words);
  if ('problems' in read) return showSeal(deps, req, res, seal, read.problems);
  const actor = actorOf(req);
  const change = read.reason === '' ? {} : { reason: read.reason };
  const acted = deps.sealDesk.act(read.name, { id: seal.id, issuerSlug: actor.issuerSlug }, change, actor);
  const done = await orRefusal(acted, ['conflict', 'invalid']);
  if ('refusal' in done) return showSeal(deps, req, res, seal, refusedFields(done.refusal, words));
  req.session.notice = words.text(`seals.act.${read.name}.done`, { member: seal.member, domain: seal.domainUnicode });
  goTo(req, res, `${BASE}/${seal.id}`);
}

/** No to a renewal that the member asked for. */
async function decline(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const seal = await ownSeal(deps, req);
  const words = reader(deps, req);
  const reason = textField(req.body, 'declineReason').trim();
  if (reason === '') return showSeal(deps, req, res, seal, [{ field: 'declineReason', text: words.text('seals.error.reason') }]);
  const actor = actorOf(req);
  const declined = deps.sealDesk.declineRenewal({ id: seal.id, issuerSlug: actor.issuerSlug }, { reason }, actor);
  const done = await orRefusal(declined, ['conflict']);
  if ('refusal' in done) return showSeal(deps, req, res, seal, [{ field: 'main', text: words.text('renewal.noneAsked') }]);
  req.session.notice = words.text('renewal.declined', { member: seal.member });
  goTo(req, res, `${BASE}/${seal.id}`);
}
