import type { DeskItem, Page } from '../../../domain/request/list-item.js';
import { CHANNELS, JURISDICTIONS, RIGHTS, STATUSES } from '../../../domain/request/types.js';
import { TURNS, type Turn, URGENCIES } from '../../../domain/request/urgency.js';
import type { PageDeps } from '../../deps.js';
import type { Colleague } from '../../desk-tools.js';
import { orRefusal } from '../refusal.js';
import { dayInWords, dayOf, dayShort, daysBetween, timeLeft } from '../words.js';
import { filterOf, filtersSet, type InboxQuery, isFiltered, queryString } from './inbox-query.js';
import { CHANNEL_WORDS, RIGHT_WORDS, STATUS_WORDS, URGENCY_WORDS, urgencyOf, WAITING_WORDS } from './words.js';

const PAGE_SIZE = 25;

/** Who looks, what for, and at which case. */
interface Looking {
  me: string;
  words?: string | undefined;
  chosen?: string;
}

const NOTHING: Promise<Page<DeskItem>> = Promise.resolve({ items: [], hasMore: false, after: null });
const ENDED = 'What was searched for here is not kept any more. Type it again.';

/** The inbox as the templates print it. A search the desk refuses (too short) is told on the page. */
export async function inboxView(deps: PageDeps, query: InboxQuery, { me, words = '', chosen = '' }: Looking) {
  const isEnded = query.search !== '' && words === '';
  const found = await orRefusal(isEnded ? NOTHING : deps.desk.list(filterOf(query, { limit: PAGE_SIZE, me, words })), ['invalid']);
  const page: Page<DeskItem> = 'value' in found ? found.value : { items: [], hasMore: false, after: null };
  const today = dayOf(deps.now(), deps.controller.timeZone);
  const names = new Map((await deps.deskTools.colleagues()).map(({ id, name }) => [id, name]));
  return {
    items: page.items.map((item) => itemView(item, { today, query, chosen, names })),
    next: page.hasMore && page.after ? `/desk${queryString(query, { after: page.after })}` : '',
    first: query.after ? `/desk${queryString(query, { after: '' })}` : '',
    refused: isEnded ? ENDED : 'refusal' in found ? (found.refusal.fields[0]?.detail ?? found.refusal.detail) : '',
    isFiltered: isFiltered(query),
    filtersSet: filtersSet(query),
    empty: page.items.length === 0 ? await emptySentence(deps, query) : '',
    query,
    words,
    here: queryString(query),
    hereFilters: queryString(query, { search: '', after: '' }).slice(1),
    pageSize: PAGE_SIZE,
  };
}

interface ItemFor {
  today: string;
  query: InboxQuery;
  chosen: string;
  names: ReadonlyMap<string, string>;
}

/** "Nothing is due. The next date is …": the next date is that of a case which waits for somebody else. */
async function emptySentence(deps: PageDeps, query: InboxQuery): Promise<string> {
  if (isFiltered(query)) return 'No case matches.';
  const { items } = await deps.desk.list({ limit: 1, group: 'waiting' });
  const next = items[0];
  return next ? `Nothing is due. The next date is ${dayInWords(next.dueOn ?? next.safeOn, 'en')}.` : 'Nothing is due, and nothing waits.';
}

function itemView(item: DeskItem, { today, query, chosen, names }: ItemFor) {
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
    assigned: item.assignedTo === null ? '' : (names.get(item.assignedTo) ?? 'a former colleague'),
    linked: item.linked.length,
  };
}

/** The choices of the filter bar. */
export function filterChoices(query: InboxQuery, colleagues: readonly Colleague[]) {
  const choice = (value: string, label: string, chosen: string) => ({ value, label, isChosen: value === chosen });
  return {
    statuses: STATUSES.map((value) => choice(value, STATUS_WORDS[value], query.status)),
    rights: RIGHTS.map((value) => choice(value, RIGHT_WORDS[value], query.right)),
    channels: CHANNELS.map((value) => choice(value, CHANNEL_WORDS[value], query.channel)),
    jurisdictions: JURISDICTIONS.map((value) => choice(value, value, query.jurisdiction)),
    urgencies: URGENCIES.map((value) => choice(value, URGENCY_WORDS[value], query.urgency)),
    assignees: [
      choice('me', 'Me, and whom I stand in for', query.assigned),
      choice('nobody', 'Nobody yet', query.assigned),
      ...colleagues.map(({ id, name }) => choice(id, name, query.assigned)),
    ],
    /** Filters that come from a link of the figures: kept, and named, while others are changed. */
    further: furtherFilters(query),
  };
}

function furtherFilters(query: InboxQuery) {
  const { issuer, turn, risk, dueFrom, received, answered, inTime } = query;
  const said = [
    {
      name: 'show',
      value: query.show === 'open' ? '' : query.show,
      says: { open: '', waiting: 'waiting for others', approval: 'for a second person', all: 'also what is over' }[query.show],
    },
    { name: 'issuer', value: issuer, says: `about ${issuer}` },
    { name: 'turn', value: turn, says: TURN_WORDS[TURNS.find((known) => known === turn) ?? 'us'] },
    { name: 'risk', value: risk, says: 'due within a week and not decided' },
    { name: 'dueFrom', value: dueFrom, says: dueFrom && `due from ${dayInWords(dueFrom, 'en')}` },
    { name: 'received', value: received, says: received && `came in during ${received}` },
    { name: 'answered', value: answered, says: answered && `answered during ${answered}` },
    { name: 'inTime', value: inTime, says: inTime === 'no' ? 'answered late' : 'answered on time' },
    { name: 'overdue', value: query.overdue === 'false' ? 'false' : '', says: 'not overdue' },
  ];
  return said.filter(({ value }) => value !== '');
}

const TURN_WORDS = {
  us: 'the next step is ours',
  decided: 'decided, to be released',
  requester: 'waiting for the person',
  issuer: 'waiting for an issuer',
} as const satisfies Record<Turn, string>;
