import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { ISSUE_LIMITS, type IssueText, type IssueView } from '../../../domain/newsletter.js';
import { LANGUAGES } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayAct, mayActOnRequest } from '../../policies/request.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { frameOf, requireActor } from './context.js';
import { issueRow, issueView, LANGUAGE_WORDS, previewOf, readIssue } from './newsletter-view.js';

const HOME = '/desk/newsletters';

/** Newsletters: written by one person, looked at and let go by another, each with its numbers and its log. */
export function newsletterPages(deps: PageDeps): Router {
  const router = Router();
  router.get(HOME, async (req, res) => {
    const [issues, topics] = await Promise.all([deps.newsletters.list(), deps.newsletters.topics()]);
    const view = { issues: issues.map((issue) => issueRow(issue, deps.controller.timeZone)), topics, notice: noticeOf(req) };
    sendPage(deps, req, res, 'desk/newsletters', { ...frameOf(req, 'newsletters'), title: 'Newsletters', ...view });
  });
  router.get(`${HOME}/new`, (req, res) => {
    requireActor(req);
    return showForm(deps, req, res, {});
  });
  router.post(`${HOME}/new`, readForm, csrfProtection, (req, res) => saveIssue(deps, req, res));
  router.get(`${HOME}/:id`, async (req, res) => showIssue(deps, req, res, await loadIssue(deps, req), {}));
  router.get(`${HOME}/:id/edit`, async (req, res) => {
    requireActor(req);
    return showForm(deps, req, res, { known: await loadIssue(deps, req) });
  });
  router.post(`${HOME}/:id/edit`, readForm, csrfProtection, async (req, res) => saveIssue(deps, req, res, await loadIssue(deps, req)));
  router.post(`${HOME}/:id/propose`, readForm, csrfProtection, (req, res) => step(deps, req, res, 'propose'));
  router.post(`${HOME}/:id/approve`, readForm, csrfProtection, (req, res) => step(deps, req, res, 'approve'));
  router.post(`${HOME}/:id/decline`, readForm, csrfProtection, (req, res) => step(deps, req, res, 'decline'));
  return router;
}

function noticeOf(req: Request): string {
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  return notice ?? '';
}

async function loadIssue(deps: PageDeps, req: Request): Promise<IssueView> {
  const issue = await deps.newsletters.find(String(req.params.id));
  if (!issue) throw new DomainError({ code: 'NO_SUCH_ISSUE', kind: 'missing', detail: 'There is no such newsletter.' });
  return issue;
}

/** Saves what was written as a draft, or shows how it will look. */
async function saveIssue(deps: PageDeps, req: Request, res: Response, known?: IssueView): Promise<void> {
  const actor = requireActor(req);
  const topics = (await deps.newsletters.topics()).map(({ topic }) => topic);
  const read = readIssue(req.body, topics);
  if ('problems' in read) return showForm(deps, req, res, { known, problems: read.problems });
  if (textField(req.body, 'preview')) return showForm(deps, req, res, { known, preview: read.issue });
  const saved = await orRefusal(deps.newsletters.write(read.issue, actor.id, known?.id), ['conflict']);
  if ('refusal' in saved) return showForm(deps, req, res, { known, problems: [{ field: 'title', text: saved.refusal.detail }] });
  req.session.notice = 'Saved as a draft. Nothing is sent.';
  goTo(req, res, `${HOME}/${saved.value}`);
}

interface Form {
  known?: IssueView | undefined;
  problems?: Problem[];
  preview?: IssueText;
}

async function showForm(deps: PageDeps, req: Request, res: Response, { known, problems = [], preview }: Form): Promise<void> {
  const typed = (name: 'topic' | 'title' | 'body' | 'language') =>
    req.method === 'POST' ? textField(req.body, name) : (known?.[name] ?? '');
  const topics = await deps.newsletters.topics();
  const heading = known ? 'Change the newsletter' : 'Write a newsletter';
  sendPage(deps, req, res, 'desk/newsletter-form', {
    ...frameOf(req, 'newsletters'),
    title: heading,
    heading,
    problems,
    backTo: known ? `${HOME}/${known.id}` : HOME,
    topics: topics.map(({ topic, reach }) => ({ topic, reached: reach.reached, isChosen: topic === typed('topic') })),
    languages: LANGUAGES.map((code) => ({ code, name: LANGUAGE_WORDS[code], isChosen: code === (typed('language') || 'en') })),
    typedTitle: typed('title'),
    typedBody: typed('body'),
    limits: ISSUE_LIMITS,
    preview: preview ? await previewFor(deps, preview) : null,
  });
}

async function previewFor(deps: PageDeps, issue: IssueText) {
  const known = await deps.topics.find(issue.topic);
  return previewOf(issue, known?.names[issue.language] ?? issue.topic, deps.controller);
}

/** One step of an issue. The number of people it reaches is typed, so that it is not sent by habit. */
async function step(deps: PageDeps, req: Request, res: Response, what: 'propose' | 'approve' | 'decline'): Promise<void> {
  const actor = requireActor(req, what === 'propose' ? undefined : 'approval');
  const issue = await loadIssue(deps, req);
  const { newsletters } = deps;
  const typed = textField(req.body, 'reach');
  if (what !== 'decline' && typed !== String(issue.reach.reached))
    return showIssue(deps, req, res, issue, {
      problems: [{ field: 'reach', text: `Type ${issue.reach.reached}, the number of people it reaches` }],
    });
  const work = {
    propose: () => newsletters.propose(issue.id, Number(typed), actor.id),
    approve: () => newsletters.approve(issue.id, Number(typed), actor.id),
    decline: () => newsletters.decline(issue.id, actor.id),
  }[what]();
  const done = await orRefusal(work, ['conflict']);
  if ('refusal' in done) return showIssue(deps, req, res, await loadIssue(deps, req), { refusal: done.refusal });
  req.session.notice = NOTICES[what];
  goTo(req, res, `${HOME}/${issue.id}`);
}

const NOTICES = {
  propose: 'It waits for a second person. Nothing is sent yet.',
  approve: 'It is on its way.',
  decline: 'It is a draft again. Nothing was sent.',
} as const;

async function showIssue(
  deps: PageDeps,
  req: Request,
  res: Response,
  issue: IssueView,
  { problems = [], refusal }: { problems?: Problem[]; refusal?: DomainError },
): Promise<void> {
  const account = accountOf(req);
  const names = await Promise.all(
    issue.log.map(async ({ by }) => (await deps.accounts.find(by))?.name ?? by.replace('command-line', 'the command line')),
  );
  const isOwn = issue.log.some(({ event, by }) => by === account.accountId && (event === 'written' || event === 'proposed'));
  sendPage(deps, req, res, 'desk/newsletter', {
    ...frameOf(req, 'newsletters'),
    title: issue.title,
    notice: noticeOf(req),
    problems,
    status: refusal ? 409 : undefined,
    refusal: refusal ? { detail: refusal.detail } : null,
    issue: issueView(issue, { names, timeZone: deps.controller.timeZone }),
    preview: await previewFor(deps, issue),
    home: `${HOME}/${issue.id}`,
    mayPropose: issue.status === 'draft' && mayActOnRequest(account),
    mayApprove: issue.status === 'proposed' && mayAct(account, 'approval') && !isOwn,
    mayDecline: issue.status === 'proposed' && mayAct(account, 'approval'),
  });
}
