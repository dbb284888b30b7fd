import { type Request, type Response, Router } from 'express';
import type { OwnRequest } from '../../../domain/request/own-request.js';
import type { PageDeps } from '../../deps.js';
import { freshSignIn } from '../../middleware/fresh-sign-in.js';
import { accountOf } from '../../middleware/signed-in.js';
import { sendPage } from '../page.js';
import { dayInWords, instantInWords } from '../words.js';
import { frameOf, languageFor, wordsFor } from './context.js';

/** What the owner of an account has asked for from its address. The pages of the requests open from here, so a sign-in by hand is asked for. */
export function ownRequestPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/account/requests', freshSignIn(deps.now), (req, res) => show(deps, req, res));
  return router;
}

async function show(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const text = wordsFor(deps, req);
  const language = languageFor(req);
  const email = (await deps.accounts.emailOf(accountOf(req).accountId)) ?? '';
  const requests = await deps.desk.own(email);
  sendPage(deps, req, res, 'account/requests', {
    ...(await frameOf(deps, req)),
    title: text('ownRequests.title'),
    email,
    requests: requests.map((one) => ({
      reference: one.reference,
      href: one.statusPath,
      what: one.right === null ? text('ownRequests.triage') : text(`form.what.${one.right}`),
      received: instantInWords(one.receivedAt, language, deps.controller.timeZone),
      state: text(`status.state.${one.status}`),
      isLate: one.isOverdue,
      onward: onwardOf(one, (on) => dayInWords(on, language), text),
    })),
  });
}

function onwardOf(
  { status, outcome, dueOn, isOverdue }: OwnRequest,
  day: (on: string) => string,
  text: ReturnType<typeof wordsFor>,
): string {
  if (status === 'answered' || status === 'closed') return outcome === null ? '' : text(`status.outcome.${outcome}`);
  if (dueOn === null) return text('ownRequests.open');
  return text(isOverdue ? 'ownRequests.late' : 'ownRequests.answerBy', { date: day(dueOn) });
}
