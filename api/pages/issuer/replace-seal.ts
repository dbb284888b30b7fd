import { type Request, type Response, Router } from 'express';
import type { Actor } from '../../../domain/request/filing.js';
import type { SealDetail, SealPreview } from '../../../domain/seals/view.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { difference } from '../difference.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { day, sealView } from '../seal-view.js';
import { portalFrame } from './portal-frame.js';
import { type Reader, readerOf } from './present.js';
import { readReplacement, refusedFields, replacementForm } from './seal-forms.js';

const BASE = '/issuer/seals';

interface Asked {
  seal: SealDetail;
  actor: Actor & { issuerSlug: string };
  words: Reader;
}

/**
 * A new seal in the place of one that is not true any more, in two steps: what the new one states, then old and new side by side with what
 * follows. Only the second is final, and it judges everything again. Mounted behind the portal's own guard.
 */
export function replaceSealPages(deps: PageDeps): Router {
  const router = Router();
  router.get(`${BASE}/:id/replace`, async (req, res) => ask(deps, req, res, await askedOf(deps, req), []));
  router.post(`${BASE}/:id/replace`, readForm, csrfProtection, (req, res) => next(deps, req, res));
  return router;
}

async function askedOf(deps: PageDeps, req: Request): Promise<Asked> {
  const { accountId, issuerSlug = '' } = accountOf(req);
  const language = languageOf(req);
  const seal = await deps.sealDesk.find({ id: String(req.params.id), issuerSlug, language });
  return { seal, actor: { id: accountId, role: 'issuer', issuerSlug }, words: readerOf(deps.pages, language) };
}

async function next(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const asked = await askedOf(deps, req);
  const { seal, actor, words } = asked;
  if (textField(req.body, 'step') === 'change') return ask(deps, req, res, asked, []);
  const read = readReplacement(req.body, seal, words);
  if ('problems' in read) return ask(deps, req, res, asked, read.problems);
  const key = { id: seal.id, issuerSlug: actor.issuerSlug };
  const judged = await orRefusal(deps.sealDesk.previewReplacement({ ...key, language: words.language }, read.change), [
    'invalid',
    'conflict',
  ]);
  if ('refusal' in judged) return ask(deps, req, res, asked, refusedFields(judged.refusal, words));
  const differing = fieldsOf(seal, judged.value, words).filter(({ was, becomes }) => was !== becomes);
  if (differing.length === 0) return ask(deps, req, res, asked, [{ field: 'domain', text: words.text('replace.nothingNew') }]);
  if (textField(req.body, 'step') !== 'replace') return review(deps, req, res, asked, judged.value);
  const done = await orRefusal(deps.sealDesk.supersede(key, read.change, actor), ['invalid', 'conflict']);
  if ('refusal' in done) return ask(deps, req, res, asked, refusedFields(done.refusal, words));
  req.session.notice = words.text('replace.done', { member: done.value.member, domain: done.value.domainUnicode });
  goTo(req, res, `${BASE}/${done.value.id}`);
}

/** What the new seal is to state; refused where nothing can take the place of this one. */
async function ask(deps: PageDeps, req: Request, res: Response, { seal, words }: Asked, problems: Problem[]): Promise<void> {
  const isPossible = seal.acts.includes('supersede');
  const { domains } = await deps.sealDesk.members.find({ id: seal.memberId, issuerSlug: accountOf(req).issuerSlug ?? '' });
  sendPage(deps, req, res, 'issuer/seal-replace', {
    ...(await portalFrame(deps, req)),
    ...(isPossible ? {} : { status: 409 }),
    title: words.text('replace.title'),
    problems,
    isPossible,
    seal: sealView(seal, words, { now: deps.now(), base: BASE, withReasons: true }),
    domains: domains.map(({ unicode }) => unicode).join(', '),
    form: replacementForm(req.body, seal),
  });
}

/** Old and new side by side, what follows, and the button. */
async function review(deps: PageDeps, req: Request, res: Response, { seal, words }: Asked, preview: SealPreview): Promise<void> {
  const fields = fieldsOf(seal, preview, words);
  const isMoved = preview.domain !== seal.domain;
  sendPage(deps, req, res, 'issuer/seal-replace-review', {
    ...(await portalFrame(deps, req)),
    title: words.text('replace.reviewTitle'),
    seal: sealView(seal, words, { now: deps.now(), base: BASE, withReasons: true }),
    changed: fields
      .filter(({ was, becomes }) => was !== becomes)
      .map(({ name, was, becomes }) => ({ name, difference: difference(was, becomes) })),
    same: fields.filter(({ was, becomes }) => was === becomes && was !== ''),
    effects: [
      words.text('replace.effect.old'),
      words.text('replace.effect.code', { member: preview.member }),
      ...(isMoved ? [words.text('replace.effect.domain', { domain: preview.domainUnicode })] : []),
      ...(seal.status === 'suspended' ? [words.text('replace.effect.suspended')] : []),
      words.text('replace.effect.final'),
    ],
    form: replacementForm(req.body, seal),
  });
}

/** Each thing a seal states, as it is and as it would be. */
function fieldsOf(seal: SealDetail, preview: SealPreview, words: Reader): { name: string; was: string; becomes: string }[] {
  return [
    { name: words.text('seals.member'), was: seal.member, becomes: preview.member },
    { name: words.text('replace.statement'), was: seal.states, becomes: preview.states },
    { name: words.text('seals.domain'), was: seal.domainUnicode, becomes: preview.domainUnicode },
    { name: words.text('seals.number'), was: seal.licenceNumber ?? '', becomes: preview.licenceNumber ?? '' },
    { name: words.text('seals.until'), was: day(seal.validUntil, words), becomes: day(preview.validUntil, words) },
  ];
}
