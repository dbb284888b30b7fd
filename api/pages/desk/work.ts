import { Router } from 'express';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { SignedIn } from '../../accounts.js';
import type { PageDeps } from '../../deps.js';
import type { Colleague, HeldView } from '../../desk-tools.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayActOnRequest } from '../../policies/request.js';
import { goTo, readForm, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { count, dayInWords, instantInWords } from '../words.js';
import { homeOf, loadCase, requireActor } from './context.js';
import { actWordsOf } from './erasure-forms.js';

interface WorkFor {
  account: SignedIn;
  colleagues: readonly Colleague[];
  held: readonly HeldView[];
  isShown: boolean;
}

/** Who works a case, the desk's notes on it, and acts that can still be taken back. */
export function workView(deps: PageDeps, detail: RequestDetail, { account, colleagues, held, isShown }: WorkFor) {
  const instant = (at: string | Date) => instantInWords(at, 'en', detail.timeZone);
  const nameOf = (id: string) => colleagues.find((one) => one.id === id)?.name ?? 'somebody who has left, or a machine';
  return {
    assignedTo: detail.assignedTo === null ? '' : nameOf(detail.assignedTo),
    away: awaySentence(detail, colleagues, nameOf),
    isMine: detail.assignedTo === account.accountId,
    mayAssign: mayActOnRequest(account),
    choices: [
      { value: '', label: 'Nobody in particular', isChosen: detail.assignedTo === null },
      ...colleagues.map(({ id, name, away }) => ({
        value: id,
        label: away ? `${name} (away until ${dayInWords(away.untilOn, 'en')}, ${nameOf(away.deputyId)} stands in)` : name,
        isChosen: id === detail.assignedTo,
      })),
    ],
    noteCount: count(detail.notes.length, 'note'),
    notes: isShown ? detail.notes.map(({ at, author, text }) => ({ at: instant(at), author: nameOf(author), text })) : [],
    hasNotes: detail.notes.length > 0,
    held: held.map(({ id, actType, accountId, state, problem, dueAt }) => ({
      id,
      title: actWordsOf(detail, actType).title,
      isHeld: state === 'held',
      mayUndo: state === 'held' && accountId === account.accountId,
      dueAt: dueAt.toISOString(),
      leftMs: Math.max(0, dueAt.getTime() - deps.now().getTime()),
      says: {
        held: `“${actWordsOf(detail, actType).title}” is carried out at ${clockTime(dueAt, detail.timeZone)}. Until then it can be taken back.`,
        done: `Done: ${actWordsOf(detail, actType).title.toLowerCase()}.`,
        undone: `Taken back: ${actWordsOf(detail, actType).title.toLowerCase()}. Nothing was sent.`,
        refused: `Not done: ${problem}`,
      }[state],
    })),
  };
}

function awaySentence({ assignedTo }: RequestDetail, colleagues: readonly Colleague[], nameOf: (id: string) => string): string {
  const away = colleagues.find(({ id }) => id === assignedTo)?.away;
  return away ? `Away until ${dayInWords(away.untilOn, 'en')}; ${nameOf(away.deputyId)} stands in.` : '';
}

const clockTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone }).format(at);

/** Giving a case to somebody, and taking an act back. */
export function workRoutes(deps: PageDeps): Router {
  const router = Router();
  router.post('/desk/requests/:reference/assignment', readForm, csrfProtection, async (req, res) => {
    const actor = requireActor(req, 'assignment');
    const { reference } = await loadCase(deps, req);
    const to = textField(req.body, 'to') || null;
    const why = textField(req.body, 'why');
    const act = { type: 'assignment', to, ...(why === '' ? {} : { why }) } as const;
    const done = await orRefusal(deps.desk.act(reference, act, actor), ['invalid', 'conflict']);
    req.session.notice =
      'refusal' in done
        ? (done.refusal.fields[0]?.detail ?? done.refusal.detail)
        : to === null
          ? 'Nobody in particular works it now.'
          : 'Given to them.';
    goTo(req, res, `${homeOf(reference)}#work`);
  });
  router.post('/desk/requests/:reference/held/:held/undo', readForm, csrfProtection, async (req, res) => {
    const { accountId } = accountOf(req);
    const { reference } = await loadCase(deps, req);
    const isUndone = await deps.deskTools.held.undo(reference, String(req.params.held), accountId);
    req.session.notice = isUndone ? '' : 'Too late: it was carried out already. What was sent cannot be taken back.';
    goTo(req, res, homeOf(reference));
  });
  return router;
}
