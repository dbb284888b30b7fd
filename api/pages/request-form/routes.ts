import { randomUUID } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { presumedAbleFrom } from '../../../domain/minors.js';
import type { Language } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { FILINGS_PER_ADDRESS, limitRate } from '../../middleware/rate-limit.js';
import { freshAccountOf } from '../../middleware/signed-in.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayInWords } from '../words.js';
import type { Answers } from './answers.js';
import { checkRows, filingOf, inWords, stepView, wordsOf } from './present.js';
import { proofStep } from './proof.js';
import type { Step } from './step.js';
import { firstOpenStep, STEPS, stepsFor } from './steps.js';

/** The form: one question a page, answers in the session, check-your-answers, sent once. */
export function requestForm(deps: PageDeps): Router {
  const router = Router();
  router.get('/request', (req, res) => {
    if (req.query.new !== undefined || !req.session.form) req.session.form = { id: randomUUID(), answers: {} };
    goTo(req, res, '/request/what');
  });
  router.get('/request/check', (req, res) => showCheck(deps, req, res, []));
  router.post(
    '/request/send',
    limitRate(FILINGS_PER_ADDRESS, (req) => req.ip),
    readForm,
    csrfProtection,
    (req, res) => send(deps, req, res),
  );
  router.use(proofStep(deps));
  router.get('/request/done', (req, res) => showDone(deps, req, res));
  router.get('/request/:step', (req, res, next) => {
    const step = STEPS.find((known) => known.name === req.params.step);
    if (!step) return next();
    const answers = formOf(req).answers;
    const open = firstOpenStep(answers);
    if (open && STEPS.indexOf(open) < STEPS.indexOf(step)) {
      const isWithout = Object.keys(answers).length === 0;
      return goTo(req, res, `/request/${open.name}${isWithout ? '?gone' : ''}`);
    }
    showStep(deps, req, res, step, answers, { ended: req.query.gone === undefined ? '' : 'form.gone' });
  });
  router.post('/request/:step', readForm, orEnded, (req, res, next) => {
    const step = STEPS.find((known) => known.name === req.params.step);
    if (!step) return next();
    if (res.locals.isEnded === true) keepStep(deps, req, res, step);
    else answerStep(deps, req, res, step);
  });
  return router;
}

function formOf(req: Request): { id: string; answers: Answers } {
  req.session.form ??= { id: randomUUID(), answers: {} };
  return req.session.form;
}

/** A page that was open for longer than its session lasts is not refused: what was typed on it is kept. Another website is. */
const orEnded: RequestHandler = (req, res, next) =>
  csrfProtection(req, res, (problem?: unknown) => {
    const isEnded = problem instanceof DomainError && problem.code === 'FORM_EXPIRED';
    if (isEnded) res.locals.isEnded = true;
    next(isEnded ? undefined : problem);
  });

/** Nothing goes on before its button is pressed again: the answer came without the secret of this session. */
function keepStep(deps: PageDeps, req: Request, res: Response, step: Step): void {
  const form = formOf(req);
  form.answers = step.read(req.body, form.answers);
  showStep(deps, req, res, step, form.answers, { ended: 'form.ended' });
}

function answerStep(deps: PageDeps, req: Request, res: Response, step: Step): void {
  const form = formOf(req);
  const answers = step.read(req.body, form.answers);
  form.answers = answers;
  const isMore = textField(req.body, 'action') === 'add';
  const problems = isMore ? [] : inWords(step.problems(answers), wordsOf(deps.pages, languageOf(req)));
  if (isMore || problems.length > 0) showStep(deps, req, res, step, answers, { problems, blankRows: isMore ? 1 : 0 });
  else goTo(req, res, afterStep(step, answers, textField(req.body, 'return') === 'check'));
}

/** The next question these answers call for; back to check-your-answers where somebody came from there and nothing is open. */
function afterStep(step: Step, answers: Answers, isChange: boolean): string {
  const open = firstOpenStep(answers);
  if (isChange) return open ? `/request/${open.name}?return=check` : '/request/check';
  const steps = stepsFor(answers);
  const following = steps[steps.indexOf(step) + 1];
  return following ? `/request/${following.name}` : '/request/check';
}

interface Shown {
  problems?: Problem[];
  blankRows?: number;
  /** The sentence that says what is gone. */
  ended?: 'form.ended' | 'form.gone' | '';
}

function showStep(
  deps: PageDeps,
  req: Request,
  res: Response,
  step: Step,
  answers: Answers,
  { problems = [], blankRows = 0, ended = '' }: Shown,
): void {
  const text = wordsOf(deps.pages, languageOf(req));
  const steps = stepsFor(answers);
  const previous = steps[steps.indexOf(step) - 1];
  const returnTo = req.query.return === 'check' || textField(req.body, 'return') === 'check' ? 'check' : '';
  sendPage(deps, req, res, `request/${step.name}`, {
    title: text(`form.${step.name}.title`),
    backHref: returnTo ? '/request/check' : previous ? `/request/${previous.name}` : '/',
    returnTo,
    problems,
    ...(ended === '' ? {} : { ended: text(ended), status: ended === 'form.ended' ? 403 : 200 }),
    ...stepView(answers, problems, blankRows, text),
    // A form is for the first establishment; the desk sees the age of the place that answers.
    ableFrom: presumedAbleFrom(deps.controller.calendar).age,
  });
}

function showCheck(deps: PageDeps, req: Request, res: Response, problems: Problem[]): void {
  const text = wordsOf(deps.pages, languageOf(req));
  const { answers } = formOf(req);
  const open = firstOpenStep(answers);
  if (open) goTo(req, res, `/request/${open.name}`);
  else {
    const rows = checkRows(answers, text);
    const backHref = `/request/${stepsFor(answers).at(-1)?.name ?? 'what'}`;
    sendPage(deps, req, res, 'request/check', { title: text('form.check.title'), backHref, problems, rows });
  }
}

/** Files once for this form, however often and from however many tabs it is sent. */
async function send(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { form, filed } = req.session;
  if (!form && filed) return goTo(req, res, '/request/done');
  if (!form || firstOpenStep(form.answers)) return goTo(req, res, '/request/check');
  const input = filingOf(form.answers, languageOf(req));
  const outcome = await orRefusal(
    deps.once(`form:${form.id}`, () => deps.desk.file(input, { id: 'form', role: 'anyone' }, signedIn(req, deps.now()))),
    ['invalid'],
  );
  if ('refusal' in outcome) return showCheck(deps, req, res, refusedFields(outcome.refusal));
  const { reference, linked, dueOn, safeOn, statusUrl } = outcome.value;
  req.session.filed = { reference, linked, dueOn, safeOn, statusUrl };
  delete req.session.form;
  goTo(req, res, input.rights.includes('rectification') ? '/request/proof' : '/request/done');
}

/** A sign-in of within the hour proves the mailbox of the account (RULEBOOK section 4, L2): no link has to be mailed. */
function signedIn(req: Request, now: Date): { signedInAs?: string } {
  const signedInAs = freshAccountOf(req, now);
  return signedInAs === undefined ? {} : { signedInAs };
}

function refusedFields(problem: DomainError): Problem[] {
  const rows: [pointer: RegExp, field: string][] = [
    [/^\/requester\/name/, 'check-name'],
    [/^\/requester\/email/, 'check-email'],
    [/^\/corrections/, 'check-corrections'],
    [/^\/transferTo/, 'check-transfer'],
    [/^\/objection\/grounds/, 'check-grounds'],
    [/^\/objection/, 'check-objection'],
    [/^\/childAge/, 'check-child'],
    [/^\/behalf\/email/, 'check-address'],
    [/^\/onBehalfOf|^\/behalf/, 'check-behalf'],
    [/^\/answerTo/, 'check-email'],
    [/^\/details/, 'check-details'],
  ];
  const fields = problem.fields.length > 0 ? problem.fields : [{ pointer: '', detail: problem.detail }];
  return fields.map(({ pointer, detail }) => ({
    field: rows.find(([pattern]) => pattern.test(pointer))?.[1] ?? 'check-what',
    text: detail,
  }));
}

const proofWords = (deps: PageDeps, language: Language, n: number): string =>
  n === 0 ? '' : deps.pages.text(language, n === 1 ? 'proof.receivedOne' : 'proof.receivedMany', { n });

function showDone(deps: PageDeps, req: Request, res: Response): void {
  const language = languageOf(req);
  const { filed } = req.session;
  const view = filed
    ? {
        title: deps.pages.text(language, 'form.done.title'),
        proof: proofWords(deps, language, filed.proofCount ?? 0),
        references: [filed.reference, ...filed.linked],
        isOne: filed.linked.length === 0,
        isOpen: filed.dueOn === null,
        date: dayInWords(filed.dueOn ?? filed.safeOn, language),
        statusUrl: new URL(filed.statusUrl, 'http://this').pathname,
      }
    : { title: deps.pages.text(language, 'form.expired.title') };
  sendPage(deps, req, res, filed ? 'request/done' : 'request/expired', view);
}
