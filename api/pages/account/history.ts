import { type Request, type Response, Router } from 'express';
import type { AccountHistoryEntry } from '../../../adapters/accounts/account-evidence.js';
import { DomainError } from '../../../domain/errors.js';
import { evidenceText } from '../../../domain/evidence/present.js';
import { ROLES } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayReadAccounts } from '../../policies/account.js';
import { sendPage } from '../page.js';
import { instantInWords } from '../words.js';
import { frameOf, languageFor, wordsFor } from './context.js';

const MINE = '/account/history';
const ALL = '/account/all';
const SHOWN = 300;
/** As many accounts as `People.list` answers at most. */
const LISTED = 500;

/** What happened with an account, from its chain of evidence: one's own, or any for who reads them all. */
export function accountHistoryPages(deps: PageDeps): Router {
  const router = Router();
  router.get(MINE, async (req, res) => {
    const entries = await deps.ownAccount.history(accountOf(req).accountId);
    await show(deps, req, res, {
      entries,
      name: '',
      whoOf: (entry) => ownWords(deps, req, entry),
      backHref: '/account',
      backKey: 'account.title',
    });
  });
  router.get(ALL, (req, res) => list(deps, req, res));
  router.get(`${ALL}/:id`, (req, res) => showOther(deps, req, res));
  return router;
}

function requireReader(req: Request): void {
  if (!mayReadAccounts(accountOf(req)))
    throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Your account does not read those of others.' });
}

/** Colleagues are named by their role: the chain says which account it was, for who reads them all. */
function ownWords(deps: PageDeps, req: Request, { actorId, role }: AccountHistoryEntry): string {
  const text = wordsFor(deps, req);
  if (actorId === accountOf(req).accountId) return text('history.you');
  if (actorId === '') return text(role === 'operator' ? 'history.command' : 'history.system');
  return text('history.byRole', { role: text(`account.role.${role}`) });
}

async function list(deps: PageDeps, req: Request, res: Response): Promise<void> {
  requireReader(req);
  const text = wordsFor(deps, req);
  const [people, gone] = await Promise.all([deps.people.list({ roles: ROLES }), deps.people.gone()]);
  sendPage(deps, req, res, 'account/all', {
    ...(await frameOf(deps, req)),
    title: text('history.allTitle'),
    people: people.map(({ id, name, email, role, state, issuerSlug = '' }) => ({
      href: `${ALL}/${id}`,
      name,
      email,
      organisation: issuerSlug,
      roleName: text(`account.role.${role}`),
      stateName: text(`people.state.${state}`),
    })),
    isCut: people.length === LISTED,
    gone: gone.map(({ id, begunAt }) => ({
      href: `${ALL}/${id}`,
      at: instantInWords(begunAt, languageFor(req), deps.controller.timeZone),
    })),
  });
}

async function showOther(deps: PageDeps, req: Request, res: Response): Promise<void> {
  requireReader(req);
  const text = wordsFor(deps, req);
  const id = String(req.params.id);
  const [person, entries] = await Promise.all([deps.people.find(id), deps.people.history(id)]);
  if (person === undefined && entries.length === 0)
    throw new DomainError({ code: 'NO_SUCH_ACCOUNT', kind: 'missing', detail: 'There is no such account.' });
  const actors = [...new Set(entries.map(({ actorId }) => actorId).filter((actor) => actor !== ''))];
  const names = new Map(await Promise.all(actors.map(async (actor) => [actor, (await deps.people.find(actor))?.name] as const)));
  const whoOf = ({ actorId, role }: AccountHistoryEntry) =>
    actorId === ''
      ? text(role === 'operator' ? 'history.command' : 'history.system')
      : `${names.get(actorId) ?? text('history.unknown')} (${text(`account.role.${role}`)})`;
  const name = person === undefined ? text('history.unknown') : `${person.name}, ${person.email}`;
  await show(deps, req, res, { entries, name, whoOf, backHref: ALL, backKey: 'history.allTitle' });
}

interface Shown {
  entries: readonly AccountHistoryEntry[];
  name: string;
  whoOf(entry: AccountHistoryEntry): string;
  backHref: string;
  backKey: string;
}

async function show(deps: PageDeps, req: Request, res: Response, { entries, name, whoOf, backHref, backKey }: Shown): Promise<void> {
  const language = languageFor(req);
  sendPage(deps, req, res, 'account/history', {
    ...(await frameOf(deps, req)),
    title: wordsFor(deps, req)('history.title'),
    name,
    crumb: { href: backHref, key: backKey },
    isCut: entries.length === SHOWN,
    isWithoutBeginning: entries.at(-1)?.seq === 1 && !['account-made', 'account-invited'].includes(entries.at(-1)?.event ?? ''),
    entries: entries.map((entry) => ({
      at: instantInWords(entry.at, language, deps.controller.timeZone),
      text: evidenceText(entry.event, entry.data, language),
      who: whoOf(entry),
    })),
  });
}
