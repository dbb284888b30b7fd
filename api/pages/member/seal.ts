import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { Misuse } from '../../../domain/seals/misuse.js';
import { mayAskRenewal, renewalDecidedBy } from '../../../domain/seals/renewal.js';
import type { SealDetail } from '../../../domain/seals/view.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import type { Reader } from '../issuer/present.js';
import { goTo, languageOf, type Problem, readForm, sendPage } from '../page.js';
import { orRefusal } from '../refusal.js';
import { day, sealView } from '../seal-view.js';
import { frameOf, type MemberPageDeps, ownIds, reader } from './context.js';

export const SEALS_BASE = '/member/seals';
const PLACES_SHOWN = 50;

/** One seal of a member: what it states, until when, where it was misused, what happened to it; and the wish to renew it. */
export function memberSealPages(deps: MemberPageDeps): Router {
  const router = Router();
  router.get(`${SEALS_BASE}/:id`, async (req, res) => show(deps, req, res, await ownSeal(deps, req), []));
  router.post(`${SEALS_BASE}/:id`, readForm, csrfProtection, (req, res) => askRenewal(deps, req, res));
  return router;
}

/** The seal of this address if it is this member's; a draft is its issuer's business. */
async function ownSeal(deps: MemberPageDeps, req: Request): Promise<SealDetail> {
  const seal = await deps.sealDesk.find({ ...ownIds(req), id: String(req.params.id).toLowerCase(), language: languageOf(req) });
  if (seal.status !== 'draft') return seal;
  throw new DomainError({ code: 'SEAL_NOT_FOUND', kind: 'missing', detail: 'There is no seal with this id that you may see.' });
}

async function show(deps: MemberPageDeps, req: Request, res: Response, seal: SealDetail, problems: Problem[]): Promise<void> {
  const words = reader(deps, req);
  const [frame, places] = await Promise.all([frameOf(deps, req), deps.sealDisplay.misuse.list(seal.id)]);
  const isAsked = seal.open.some(({ kind }) => kind === 'renewal');
  sendPage(deps, req, res, 'member/seal', {
    ...frame,
    title: `${seal.kindName}, ${seal.domainUnicode}`,
    problems,
    seal: sealView(seal, words, { now: deps.now(), base: SEALS_BASE, withReasons: false }),
    mayRenew: mayAskRenewal(seal) && !isAsked,
    due: day(renewalDecidedBy(deps.now()), words),
    places: places.slice(0, PLACES_SHOWN).map((place) => placeView(place, words)),
  });
}

const placeView = ({ host, day: on, source, claim, count }: Misuse, words: Reader) => ({
  host,
  how: words.text(`member.known.${source === 'seen' ? 'seen' : (claim ?? 'other')}`),
  lastDay: day(`${on}T00:00:00Z`, words),
  count,
});

async function askRenewal(deps: MemberPageDeps, req: Request, res: Response): Promise<void> {
  const seal = await ownSeal(deps, req);
  const words = reader(deps, req);
  const { accountId } = accountOf(req);
  const issuer = await deps.desk.issuers.name(seal.issuer);
  const done = await orRefusal(deps.sealDesk.askRenewal({ id: seal.id, memberId: seal.memberId }, { id: accountId, role: 'member' }), [
    'conflict',
  ]);
  if ('refusal' in done) return show(deps, req, res, seal, [{ field: 'main', text: words.text('member.renewNot', { issuer }) }]);
  req.session.notice = words.text('member.renewDone', { issuer, due: day(done.value.dueAt, words) });
  goTo(req, res, `${SEALS_BASE}/${seal.id}`);
}
