import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { LIST_LIMITS, type ListView } from '../../../domain/promotion-list.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayAct, mayActOnRequest } from '../../policies/request.js';
import { sendText } from '../../send-file.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { frameOf, requireActor } from './context.js';
import { CHANNEL_WORDS, choiceWords, listRow, listView, readList } from './promotion-list-view.js';

const HOME = '/desk/lists';

/** Lists for SMS, post, telephone and partners: made by one person, released by another, fetched as a file, each fetch on record. */
export function promotionListPages(deps: PageDeps): Router {
  const router = Router();
  router.get(HOME, (req, res) => showHome(deps, req, res, []));
  router.post(HOME, readForm, csrfProtection, (req, res) => writeList(deps, req, res));
  router.get(`${HOME}/:id`, async (req, res) => showList(deps, req, res, await loadList(deps, req), {}));
  router.post(`${HOME}/:id/propose`, readForm, csrfProtection, (req, res) => step(deps, req, res, 'propose'));
  router.post(`${HOME}/:id/release`, readForm, csrfProtection, (req, res) => step(deps, req, res, 'release'));
  router.post(`${HOME}/:id/decline`, readForm, csrfProtection, (req, res) => step(deps, req, res, 'decline'));
  // A POST, because it is on record: a browser that loads ahead may not fetch it.
  router.post(`${HOME}/:id/file`, readForm, csrfProtection, async (req, res) => {
    const actor = requireActor(req, 'approval');
    const done = await orRefusal(deps.promotionLists.fetch(String(req.params.id), actor.id), ['conflict']);
    if ('refusal' in done) return showList(deps, req, res, await loadList(deps, req), { refusal: done.refusal });
    sendText(res, done.value);
  });
  return router;
}

function noticeOf(req: Request): string {
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  return notice ?? '';
}

async function loadList(deps: PageDeps, req: Request): Promise<ListView> {
  const list = await deps.promotionLists.find(String(req.params.id));
  if (!list) throw new DomainError({ code: 'NO_SUCH_LIST', kind: 'missing', detail: 'There is no such list.' });
  return list;
}

async function showHome(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const [lists, choices] = await Promise.all([deps.promotionLists.list(), deps.promotionLists.choices()]);
  const chosen = textField(req.body, 'what');
  sendPage(deps, req, res, 'desk/lists', {
    ...frameOf(req, 'newsletters'),
    title: 'Lists',
    problems,
    notice: noticeOf(req),
    lists: lists.map((list) => listRow(list, deps.controller.timeZone)),
    choices: choices.map((choice) => ({ ...choiceWords(choice), isChosen: choiceWords(choice).value === chosen })),
    purpose: textField(req.body, 'purpose'),
    recipient: textField(req.body, 'recipient'),
    limits: LIST_LIMITS,
  });
}

async function writeList(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const actor = requireActor(req);
  const read = readList(req.body, await deps.promotionLists.choices());
  if ('problems' in read) return showHome(deps, req, res, read.problems);
  const id = await deps.promotionLists.write(read.list, actor.id);
  req.session.notice = 'Saved as a draft. Nobody gets it yet.';
  goTo(req, res, `${HOME}/${id}`);
}

const NOTICES = {
  propose: 'It waits for a second person.',
  release: 'Released. It can be fetched for seven days.',
  decline: 'It is a draft again.',
} as const;

/** One step of a list. The number of people in it is typed, so that it is not let go by habit. */
async function step(deps: PageDeps, req: Request, res: Response, what: 'propose' | 'release' | 'decline'): Promise<void> {
  const actor = requireActor(req, what === 'propose' ? undefined : 'approval');
  const list = await loadList(deps, req);
  const typed = textField(req.body, 'reach');
  if (what !== 'decline' && typed !== String(list.reached))
    return showList(deps, req, res, list, { problems: [{ field: 'reach', text: `Type ${list.reached}, the number of people in it` }] });
  const { promotionLists } = deps;
  const work = {
    propose: () => promotionLists.propose(list.id, Number(typed), actor.id),
    release: () => promotionLists.release(list.id, Number(typed), actor.id),
    decline: () => promotionLists.decline(list.id, actor.id),
  }[what]();
  const done = await orRefusal(work, ['conflict']);
  if ('refusal' in done) return showList(deps, req, res, await loadList(deps, req), { refusal: done.refusal });
  req.session.notice = NOTICES[what];
  goTo(req, res, `${HOME}/${list.id}`);
}

interface Shown {
  problems?: Problem[];
  refusal?: DomainError;
}

async function showList(deps: PageDeps, req: Request, res: Response, list: ListView, { problems = [], refusal }: Shown): Promise<void> {
  const account = accountOf(req);
  const names = await Promise.all(list.log.map(async ({ by }) => (await deps.accounts.find(by))?.name ?? by));
  const isOwn = list.log.some(({ event, by }) => by === account.accountId && (event === 'written' || event === 'proposed'));
  sendPage(deps, req, res, 'desk/list', {
    ...frameOf(req, 'newsletters'),
    title: `${CHANNEL_WORDS[list.channel]}: ${list.purpose}`,
    notice: noticeOf(req),
    problems,
    status: refusal ? 409 : undefined,
    refusal: refusal ? { detail: refusal.detail } : null,
    list: listView(list, { names, timeZone: deps.controller.timeZone }),
    home: `${HOME}/${list.id}`,
    mayPropose: list.status === 'draft' && mayActOnRequest(account),
    mayRelease: list.status === 'proposed' && mayAct(account, 'approval') && !isOwn,
    mayDecline: list.status === 'proposed' && mayAct(account, 'approval'),
    mayFetch: list.status === 'released' && mayAct(account, 'approval'),
  });
}
