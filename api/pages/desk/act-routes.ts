import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { ShownLetter } from '../../../domain/letters/shown.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import { isPreviewed, writesLetter } from '../../../domain/request/letter-acts.js';
import { actRefusal } from '../../../domain/request/state.js';
import { isHeld } from '../../../domain/request/undo.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayShowPersonalData } from '../../policies/request.js';
import { sendPdf } from '../letter-file.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { instantInWords } from '../words.js';
import { ACT_FORMS } from './act-forms.js';
import { openApproval, proposalView } from './approval-form.js';
import { caseView } from './case.js';
import { homeOf, isShown, loadCase, requireActor } from './context.js';
import { tableView } from './decision-form.js';
import { actWordsOf, erasureNumbers } from './erasure-forms.js';
import { isFeeAct } from './fee-acts.js';
import { feeSection } from './fee-view.js';
import { fieldCards } from './field-decision.js';
import { CHOICE_KINDS, fieldView } from './field-view.js';
import { NOTE_FIELD, sheetOf, withTypedNote } from './letters.js';
import { offeredActs } from './offered-acts.js';
import { proofLinks } from './rectification-view.js';
import { readReview, reviewView } from './review.js';
import { ACT_WORDS } from './words.js';

type PageAct = keyof typeof ACT_FORMS | 'review';
const PAGE_ACTS = [...(Object.keys(ACT_FORMS) as (keyof typeof ACT_FORMS)[]), 'review'] as const; // keys of the literal table

/** One page per act: what it does in words, its fields, and the law's refusal beside what was typed. */
export function actRoutes(deps: PageDeps): Router {
  const router = Router();
  const path = '/desk/requests/:reference/acts/:act';
  router.get(path, async (req, res) => {
    requireActor(req, actOf(req));
    showAct(deps, req, res, await loadCase(deps, req), actOf(req), {});
  });
  router.post(path, readForm, csrfProtection, async (req, res) => {
    const type = actOf(req);
    const actor = requireActor(req, type);
    const detail = await loadCase(deps, req);
    if (type === 'decision' && textField(req.body, 'check')) return showAct(deps, req, res, detail, type, {});
    const isRehearsal = isPreviewed(type) && (isPressed(req, 'preview') || isPressed(req, 'paper'));
    const read = readAct(type, isRehearsal ? rehearsed(type, req.body, detail) : req.body, detail);
    if ('problems' in read) return showAct(deps, req, res, detail, type, inVain(type, detail) ?? { problems: read.problems });
    if (isRehearsal) return rehearse(deps, req, res, { detail, type, act: read.act, actor });
    const done = await orRefusal(carryOut(deps, detail.reference, read.act, actor), ['conflict', 'invalid']);
    if ('refusal' in done) return showAct(deps, req, res, detail, type, { refusal: done.refusal });
    req.session.notice = done.value === 'held' ? '' : noticeOf(read.act);
    goTo(req, res, homeOf(detail.reference));
  });
  return router;
}

/** Nobody fills in the rest of a form for an act that the state of the case forbids anyway. */
function inVain(type: PageAct, { status }: RequestDetail): Shown | undefined {
  const refusal = actRefusal(type, status);
  return refusal && { refusal };
}

/** Does an act now, or keeps it for the seconds in which it can be taken back. */
async function carryOut(deps: PageDeps, reference: string, act: Act, actor: Actor): Promise<'done' | 'held'> {
  if (isHeld(act.type)) return (await deps.deskTools.held.hold(reference, act, actor)).state === 'held' ? 'held' : 'done';
  await deps.desk.act(reference, act, actor);
  return 'done';
}

/** A rehearsal need not be told that it is meant, nor that who approves says yes. */
const rehearsed = (type: PageAct, body: object, { reference }: RequestDetail): object => ({
  ...body,
  confirm: reference.slice(-6),
  ...(type === 'approval' ? { verdict: 'approve' } : {}),
});

const isPressed = (req: Request, button: string): boolean => textField(req.body, button) !== '';

function readAct(type: PageAct, body: unknown, detail: RequestDetail): { act: Act } | { problems: Problem[] } {
  const read = type === 'review' ? readReview(body, detail) : ACT_FORMS[type].read(body, detail);
  return 'problems' in read ? read : withTypedNote(read.act, body);
}

/** Shows the letters an act would write, or one of them on paper, or the refusal the act would meet. */
async function rehearse(
  deps: PageDeps,
  req: Request,
  res: Response,
  { detail, type, act, actor }: { detail: RequestDetail; type: PageAct; act: Act; actor: Actor },
): Promise<void> {
  const { letters } = deps.desk;
  const { reference } = detail;
  if (isPressed(req, 'paper')) {
    const pdf = await orRefusal(letters.previewPdf(reference, act, actor, Number(textField(req.body, 'paper'))), ['conflict', 'invalid']);
    return 'refusal' in pdf ? showAct(deps, req, res, detail, type, pdf) : sendPdf(res, pdf.value);
  }
  const shown = await orRefusal(letters.preview(reference, act, actor), ['conflict', 'invalid']);
  showAct(deps, req, res, detail, type, 'refusal' in shown ? shown : { preview: shown.value });
}

function actOf(req: Request): PageAct {
  const act = PAGE_ACTS.find((known) => known === req.params.act);
  if (!act) throw new DomainError({ code: 'NO_SUCH_ACT', kind: 'missing', detail: 'There is no such act.' });
  return act;
}

interface Shown {
  problems?: Problem[];
  refusal?: DomainError;
  preview?: readonly ShownLetter[];
}

function showAct(
  deps: PageDeps,
  req: Request,
  res: Response,
  detail: RequestDetail,
  type: PageAct,
  { problems = [], refusal, preview }: Shown,
): void {
  const shown = isShown(req, detail.reference, deps.now());
  const home = homeOf(detail.reference);
  const words = actWordsOf(detail, type);
  sendPage(deps, req, res, type === 'review' ? 'desk/review' : 'desk/act', {
    layout: 'desk',
    account: accountOf(req),
    section: 'cases',
    mayAct: true,
    title: `${words.title}: ${detail.reference}`,
    heading: words.title,
    effect: words.effect,
    numbers: numbersOf(detail, type),
    isOffered: offeredActs(detail).includes(type),
    type,
    home,
    case: caseView(deps, detail, { isShown: shown, mayAct: true }),
    status: refusal ? (refusal.kind === 'conflict' ? 409 : 422) : undefined,
    refusal: refusal
      ? { detail: refusal.detail, article: refusal.article && !refusal.detail.includes(refusal.article) ? refusal.article : '' }
      : null,
    problems,
    table: type === 'decision' ? tableView(detail, req.body) : null,
    fieldCards: type === 'decision' ? fieldCards(detail, req.body, { problems, isShown: shown }) : [],
    proofs: type === 'decision' ? proofLinks(detail, shown) : [],
    mayShow: mayShowPersonalData(accountOf(req)),
    proposal:
      type === 'approval' ? proposalView(detail, { isShown: shown, instant: (at) => instantInWords(at, 'en', detail.timeZone) }) : null,
    fee: isAboutFee(detail, type) ? feeSection(detail, shown) : null,
    hasPreview: isPreviewed(type),
    preview: preview ? { letters: preview.map(sheetOf) } : null,
    fields:
      type === 'review'
        ? []
        : [...ACT_FORMS[type].fields(shown ? detail : withoutNames(detail)), ...(writesLetter(type) ? [NOTE_FIELD] : [])].map((field) =>
            fieldView(field, req.body, problems),
          ),
    rows: type === 'review' ? reviewView(detail, shown, req.body) : [],
    isShown: shown,
    choiceKinds: CHOICE_KINDS,
    isDanger: type === 'release' || type === 'withdrawal',
  });
}

/** Whoever decides about a fee sees it: its own acts, and the second person's yes or no. */
const isAboutFee = (detail: RequestDetail, type: PageAct): boolean =>
  type === 'approval' ? openApproval(detail)?.kind === 'fee' : type !== 'review' && isFeeAct(type);

/** The organisations of a person tell who it is: their names are shown with the personal data only. */
const withoutNames = (detail: RequestDetail): RequestDetail => ({
  ...detail,
  organisations: detail.organisations.map((one) => ({ ...one, name: '' })),
});

/** What an act does, in numbers of this case. */
function numbersOf(detail: RequestDetail, type: PageAct): string[] {
  if (detail.right === 'erasure' && (type === 'decision' || type === 'release')) return erasureNumbers(detail);
  const rows = detail.sources.reduce((sum, source) => sum + source.rowCount, 0);
  const held = detail.heldBack.filter((row) => row.verdict !== 'released').length;
  const late = detail.sources.filter((source) => !source.isComplete).map((source) => source.system);
  if (type === 'decision' || type === 'release') {
    return [
      `${rows} rows were found in ${detail.sources.length} systems.`,
      ...(held > 0 ? [`${held} of the rows held back stay out of the answer.`] : []),
      ...(late.length > 0 ? [`Not complete: ${late.join(', ')}. The answer says so, and they are asked again.`] : []),
    ];
  }
  return type === 'withdrawal' && rows > 0 ? [`${rows} collected rows are deleted.`] : [];
}

function noticeOf(act: Act): string {
  if (act.type === 'review') return `Reviewed: ${act.release.length} released, ${act.withhold.length} kept out.`;
  return `Done: ${ACT_WORDS[act.type].title.toLowerCase()}.`;
}
