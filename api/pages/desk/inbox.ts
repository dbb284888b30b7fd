import type { Request } from 'express';
import type { DeskItem, ListFilter, Page } from '../../../domain/request/filing.js';
import { RIGHTS, STATUSES } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { orRefusal } from '../refusal.js';
import { dayInWords, dayOf, dayShort, daysBetween, timeLeft } from '../words.js';
import { CHANNEL_WORDS, RIGHT_WORDS, STATUS_WORDS, urgencyOf, WAITING_WORDS } from './words.js';

const PAGE_SIZE = 25;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The filters of the list as they stand in the address, so that a link or bookmark keeps them. */
export interface InboxQuery {
  show: 'open' | 'waiting' | 'approval' | 'all';
  status: string;
  right: string;
  overdue: boolean;
  dueBefore: string;
  q: string;
  after: string;
}

export function inboxQuery(req: Request): InboxQuery {
  const value = (name: string) => {
    const given = req.query[name];
    return typeof given === 'string' ? given.trim().slice(0, 200) : '';
  };
  const show = (['waiting', 'approval', 'all'] as const).find((known) => known === value('show')) ?? 'open';
  const dueBefore = DATE.test(value('dueBefore')) && !Number.isNaN(Date.parse(value('dueBefore'))) ? value('dueBefore') : '';
  return {
    show,
    status: value('status'),
    right: value('right'),
    overdue: value('overdue') === 'true',
    dueBefore,
    q: value('q'),
    after: value('after'),
  };
}

/** The same filters as a query string, with some of them changed. */
export function queryString(query: InboxQuery, change: Partial<InboxQuery> = {}): string {
  const next = { ...query, ...change };
  const pairs = Object.entries(next).filter(([name, value]) => value !== '' && value !== false && !(name === 'show' && value === 'open'));
  const text = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

function filterOf(query: InboxQuery): ListFilter {
  const status = STATUSES.find((known) => known === query.status);
  const right = RIGHTS.find((known) => known === query.right);
  return {
    limit: PAGE_SIZE,
    ...(status ? { status } : query.show === 'all' ? {} : { group: query.show }),
    ...(right ? { right } : {}),
    ...(query.overdue ? { overdue: true } : {}),
    ...(query.dueBefore ? { dueBefore: query.dueBefore } : {}),
    ...(query.q ? { q: query.q } : {}),
    ...(query.after ? { after: query.after } : {}),
  };
}

/** The inbox as the templates print it. A search the desk refuses (too short) is told on the page. */
export async function inboxView(deps: PageDeps, query: InboxQuery, chosen = '') {
  const found = await orRefusal(deps.desk.list(filterOf(query)), ['invalid']);
  const page: Page<DeskItem> = 'value' in found ? found.value : { items: [], hasMore: false, after: null };
  const today = dayOf(deps.now(), deps.controller.timeZone);
  const isFiltered = query.show !== 'open' || Boolean(query.status || query.right || query.overdue || query.dueBefore || query.q);
  return {
    items: page.items.map((item) => itemView(item, today, query, chosen)),
    next: page.hasMore && page.after ? `/desk${queryString(query, { after: page.after })}` : '',
    first: query.after ? `/desk${queryString(query, { after: '' })}` : '',
    refused: 'refusal' in found ? (found.refusal.fields[0]?.detail ?? found.refusal.detail) : '',
    isFiltered,
    empty: page.items.length === 0 ? await emptySentence(deps, isFiltered) : '',
    query,
    here: queryString(query),
  };
}

/** "Nothing is due. The next date is …": the next date is that of a case which waits for somebody else. */
async function emptySentence(deps: PageDeps, isFiltered: boolean): Promise<string> {
  if (isFiltered) return 'No case matches.';
  const { items } = await deps.desk.list({ limit: 1, group: 'waiting' });
  const next = items[0];
  return next ? `Nothing is due. The next date is ${dayInWords(next.dueOn ?? next.safeOn, 'en')}.` : 'Nothing is due, and nothing waits.';
}

function itemView(item: DeskItem, today: string, query: InboxQuery, chosen: string) {
  const isOver = item.status === 'answered' || item.status === 'closed';
  const dueOn = item.dueOn ?? item.safeOn;
  const receivedOn = item.receivedAt.slice(0, 10);
  const whole = Math.max(1, daysBetween(receivedOn, dueOn));
  const used = isOver ? 1 : Math.min(1, Math.max(0, daysBetween(receivedOn, today) / whole));
  return {
    reference: item.reference,
    href: `/desk/requests/${item.reference}${queryString(query, { after: '' })}`,
    isChosen: item.reference === chosen,
    right: item.right ? RIGHT_WORDS[item.right] : 'Not read yet',
    status: STATUS_WORDS[item.status],
    channel: CHANNEL_WORDS[item.channel],
    waiting: isOver ? '' : item.waitsForApproval ? 'waits for a second person' : `waits for ${WAITING_WORDS[item.waitingFor]}`,
    left: isOver ? '' : item.dueOn === null ? 'date open' : timeLeft(dueOn, today),
    due: dayShort(dueOn),
    dueOn,
    usedWidth: Math.round(used * 100),
    urgency: urgencyOf(item, today),
    linked: item.linked.length,
  };
}

/** The choices of the filter bar. */
export function filterChoices(query: InboxQuery) {
  return {
    statuses: STATUSES.map((value) => ({ value, label: STATUS_WORDS[value], isChosen: value === query.status })),
    rights: RIGHTS.map((value) => ({ value, label: RIGHT_WORDS[value], isChosen: value === query.right })),
    shows: [
      { value: 'open', label: 'Open', isChosen: query.show === 'open' },
      { value: 'waiting', label: 'Waiting for others', isChosen: query.show === 'waiting' },
      { value: 'approval', label: 'For a second person', isChosen: query.show === 'approval' },
      { value: 'all', label: 'All', isChosen: query.show === 'all' },
    ],
  };
}
