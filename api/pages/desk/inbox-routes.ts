import { type Request, Router } from 'express';
import type { SlaFigures } from '../../../domain/sla/figures.js';
import type { PageDeps } from '../../deps.js';
import type { Colleague } from '../../desk-tools.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayActOnRequest } from '../../policies/request.js';
import { goTo, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { keepSearch, searchedFor } from '../searches.js';
import { frameOf } from './context.js';
import { filterChoices, inboxView } from './inbox.js';
import { type InboxQuery, inboxLink, inboxQuery, queryString } from './inbox-query.js';

/** The inbox with its groups and the views that somebody keeps. */
export function inboxRoutes(deps: PageDeps): Router {
  const router = Router();
  router.get('/desk', async (req, res) => {
    // An older link may still name what is searched for: it is taken out of the address.
    if (typeof req.query.q === 'string') return goTo(req, res, listOf(req, req.query));
    const query = inboxQuery(req);
    const account = accountOf(req);
    const { accountId } = account;
    const mayChoose = mayActOnRequest(account);
    const inbox = await inboxView(deps, query, { me: accountId, words: searchedFor(req, query.search) });
    // The same address gives only the list to the page's own script, which keeps it fresh.
    if (req.get('x-part') === 'inbox') return sendPage(deps, req, res, 'desk/inbox-part', { title: '', layout: 'bare', inbox, mayChoose });
    const [figures, colleagues, views] = await Promise.all([
      deps.desk.sla(),
      deps.deskTools.colleagues(),
      deps.deskTools.views.list(accountId),
    ]);
    const here = queryString(query, { after: '' });
    const { notice } = req.session;
    if (notice) delete req.session.notice;
    sendPage(deps, req, res, 'desk/inbox', {
      ...frameOf(req, 'cases'),
      title: 'Cases',
      inbox,
      mayChoose,
      groups: groupsOf(figures, colleagues, accountId).map((group) => ({ ...group, isHere: group.href === `/desk${here}` })),
      views: views.map((view) => ({ ...view, href: `/desk?${view.query}`, isHere: `?${view.query}` === here })),
      mayKeep: here !== '' && query.search === '',
      notice: notice ?? '',
      ...filterChoices(query, colleagues),
    });
  });

  router.post('/desk/search', readForm, csrfProtection, (req, res) => goTo(req, res, listOf(req, req.body)));
  router.post('/desk/views', readForm, csrfProtection, async (req, res) => {
    const { accountId } = accountOf(req);
    const query = withoutSearch(req.body);
    const name = textField(req.body, 'name').slice(0, 60);
    const remove = textField(req.body, 'remove');
    if (remove) await deps.deskTools.views.remove(accountId, remove);
    else if (name === '') req.session.notice = 'Give the view a name to keep it under.';
    else {
      const kept = await orRefusal(deps.deskTools.views.save(accountId, { name, query: queryString(query).slice(1) }), ['conflict']);
      req.session.notice = 'refusal' in kept ? kept.refusal.detail : `Kept as “${name}”.`;
    }
    goTo(req, res, `/desk${queryString(query)}`);
  });
  return router;
}

/** The address of the list with these filters, the words under an id of their own. */
function listOf(req: Request, given: object): string {
  const filters = Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string'));
  return `/desk${queryString({ ...inboxQuery({ query: filters }), search: keepSearch(req, textField(given, 'q')), after: '' })}`;
}

/** A search word may be somebody's name: it is not kept. */
function withoutSearch(body: unknown): InboxQuery {
  const given = Object.fromEntries(new URLSearchParams(textField(body, 'query')));
  return { ...inboxQuery({ query: given }), search: '', after: '' };
}

/** The groups above the list, each with its number from the rolled-up figures. */
function groupsOf(figures: SlaFigures, colleagues: readonly Colleague[], me: string) {
  const { byAssignee } = figures;
  const stoodInFor = colleagues.filter(({ away }) => away?.deputyId === me).map(({ id }) => id);
  const mine = [...new Set([me, ...stoodInFor])].reduce((sum, id) => sum + (byAssignee[id] ?? 0), 0);
  const given = Object.values(byAssignee).reduce((sum, n) => sum + n, 0);
  return [
    { label: 'Open', n: figures.open, href: inboxLink({}) },
    { label: 'Mine', n: mine, href: inboxLink({ assigned: 'me' }) },
    { label: 'Nobody’s yet', n: figures.open - given, href: inboxLink({ assigned: 'nobody' }) },
    { label: 'Overdue', n: figures.overdue, href: inboxLink({ overdue: 'true' }) },
    { label: 'At risk', n: figures.atRisk, href: inboxLink({ risk: 'true' }) },
    { label: 'Waiting for others', n: figures.waiting, href: inboxLink({ show: 'waiting' }) },
    { label: 'For a second person', n: figures.waitingForApproval, href: inboxLink({ show: 'approval' }) },
    { label: 'All', n: Object.values(figures.byStatus).reduce((sum, n) => sum + n, 0), href: inboxLink({ show: 'all' }) },
  ];
}
