import type { Request } from 'express';
import type { ListFilter } from '../../../domain/request/list-item.js';
import { CHANNELS, JURISDICTIONS, RIGHTS, STATUSES } from '../../../domain/request/types.js';
import { TURNS, URGENCIES } from '../../../domain/request/urgency.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const SLUG = /^[a-z0-9-]{1,80}$/;
const ACCOUNT = /^(me|nobody|[0-9a-f]{8}-[0-9a-f-]{27})$/;

const SEARCH = /^[\w-]{12}$/;

const SHOWS = ['open', 'waiting', 'approval', 'all'] as const;
type Show = (typeof SHOWS)[number];

const isDate = (value: string): boolean => DATE.test(value) && !Number.isNaN(Date.parse(value));
const isOneOf = (known: readonly string[]) => (value: string) => known.includes(value);

/** Each filter of the list, and what it may say; anything else counts as not said. */
const FILTERS = {
  status: isOneOf(STATUSES),
  right: isOneOf(RIGHTS),
  channel: isOneOf(CHANNELS),
  jurisdiction: isOneOf(JURISDICTIONS),
  issuer: (value: string) => SLUG.test(value),
  assigned: (value: string) => ACCOUNT.test(value),
  urgency: isOneOf(URGENCIES),
  turn: isOneOf(TURNS),
  risk: isOneOf(['true']),
  overdue: isOneOf(['true', 'false']),
  dueFrom: isDate,
  dueBefore: isDate,
  received: (value: string) => MONTH.test(value),
  answered: (value: string) => MONTH.test(value),
  inTime: isOneOf(['yes', 'no']),
} as const satisfies Record<string, (value: string) => boolean>;

type FilterName = keyof typeof FILTERS;
const FILTER_NAMES = Object.keys(FILTERS) as FilterName[]; // the keys of the literal above

/**
 * The filters of the list as they stand in the address, so that a link or bookmark keeps them; empty: not filtered by it. `search` only
 * names what was searched for (api/pages/searches.ts).
 */
export type InboxQuery = Record<FilterName, string> & { show: Show; search: string; after: string };

export function inboxQuery(req: Pick<Request, 'query'>): InboxQuery {
  const value = (name: string) => {
    const given = req.query[name];
    return typeof given === 'string' ? given.trim().slice(0, 200) : '';
  };
  const read = (name: FilterName) => (FILTERS[name](value(name)) ? value(name) : '');
  const filters = Object.fromEntries(FILTER_NAMES.map((name) => [name, read(name)])) as Record<FilterName, string>; // every name is there
  return {
    ...filters,
    show: SHOWS.find((known) => known === value('show')) ?? 'open',
    search: SEARCH.test(value('search')) ? value('search') : '',
    after: value('after'),
  };
}

/** Nothing filtered: what is open. */
export const NO_FILTER: InboxQuery = inboxQuery({ query: {} });

/** The same filters as a query string, with some of them changed. */
export function queryString(query: InboxQuery, change: Partial<InboxQuery> = {}): string {
  const next = { ...query, ...change };
  const pairs = Object.entries(next).filter(([name, value]) => value !== '' && !(name === 'show' && value === 'open'));
  const text = new URLSearchParams(pairs).toString();
  return text ? `?${text}` : '';
}

/** The address of the list that these filters give. */
export const inboxLink = (change: Partial<InboxQuery>): string => `/desk${queryString(NO_FILTER, change)}`;

export const isFiltered = (query: InboxQuery): boolean => queryString(query, { after: '' }) !== '';

const IN_FORM = ['status', 'right', 'urgency', 'assigned', 'channel', 'jurisdiction', 'dueBefore', 'overdue'] as const;

/** How many of the filters in the list's form say something: on a narrow screen they are folded away. */
export const filtersSet = (query: InboxQuery): number => IN_FORM.filter((name) => query[name] !== '').length;

/** The same as the desk's list takes it. `me` is whoever looks, `words` what is searched for. */
export function filterOf(query: InboxQuery, { limit, me, words }: { limit: number; me: string; words: string }): ListFilter {
  const oneOf = <T extends string>(known: readonly T[], value: string): T | undefined => known.find((one) => one === value);
  const given = {
    status: oneOf(STATUSES, query.status),
    group: query.status !== '' || query.show === 'all' ? undefined : query.show,
    right: oneOf(RIGHTS, query.right),
    channel: oneOf(CHANNELS, query.channel),
    jurisdiction: oneOf(JURISDICTIONS, query.jurisdiction),
    involves: query.issuer,
    assignedTo: query.assigned === 'me' ? '' : query.assigned,
    workedBy: query.assigned === 'me' ? me : '',
    urgency: oneOf(URGENCIES, query.urgency),
    turn: oneOf(TURNS, query.turn),
    atRisk: query.risk === 'true' ? true : undefined,
    overdue: query.overdue === '' ? undefined : query.overdue === 'true',
    dueFrom: query.dueFrom,
    dueBefore: query.dueBefore,
    receivedIn: query.received,
    answeredIn: query.answered,
    onTime: query.inTime === '' ? undefined : query.inTime === 'yes',
    q: words,
    after: query.after,
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
  return { limit, ...Object.fromEntries(said) };
}
