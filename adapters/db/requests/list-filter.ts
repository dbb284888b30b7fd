import { DomainError } from '../../../domain/errors.js';
import type { ListFilter } from '../../../domain/request/list-item.js';
import { STATUSES, type Status } from '../../../domain/request/types.js';
import { SOON_DAYS, type Turn, turnOf, type Urgency } from '../../../domain/request/urgency.js';
import { daysAfter, firstDayOf, monthsAfter } from '../../../domain/sla/day-number.js';
import { momentOf } from '../sla/read-figures.js';
import type { DeskDeps } from './desk-deps.js';

export type FilterDeps = Pick<DeskDeps, 'vault' | 'now' | 'settings'>;

export interface Condition {
  sql: string[];
  values: unknown[];
}

const OPEN = `r.status NOT IN ('answered', 'closed')`;
const listed = (statuses: readonly Status[]): string => statuses.map((status) => `'${status}'`).join(', ');
const OPEN_STATUSES = STATUSES.filter((status) => status !== 'answered' && status !== 'closed');
const turnSql = (...turns: Turn[]): string => `r.status IN (${listed(OPEN_STATUSES.filter((status) => turns.includes(turnOf(status))))})`;
const OTHERS = turnSql('requester', 'issuer');
const OURS = turnSql('us', 'decided');

const GROUP_SQL = {
  open: OPEN,
  waiting: OTHERS,
  approval: `r.status <> 'closed' AND EXISTS (SELECT FROM approval a WHERE a.request_id = r.id AND a.status = 'open')`,
} as const satisfies Record<NonNullable<ListFilter['group']>, string>;

/** The same as `urgencyOf` of domain/request/urgency.ts, said to the database: the instant, then the last day that is soon. */
const NOT_OVERDUE = '(r.expires_at IS NULL OR r.expires_at > ?)';
const URGENCY_SQL: Record<Urgency, string> = {
  late: `r.expires_at <= ? AND ${OPEN} AND ?::date IS NOT NULL`,
  held: `${NOT_OVERDUE} AND ${OTHERS} AND ?::date IS NOT NULL`,
  soon: `${NOT_OVERDUE} AND ${OURS} AND r.sort_on <= ?::date`,
  calm: `${NOT_OVERDUE} AND ${OURS} AND r.sort_on > ?::date`,
};
const AT_RISK_SQL = `${NOT_OVERDUE} AND ${turnSql('us', 'requester', 'issuer')} AND r.sort_on <= ?::date`;

type Add = (text: string, ...values: unknown[]) => void;

/** What a filter means to the database. Every one has its index. `noted`: the cases whose notes have the words that are searched. */
export function whereOf(deps: FilterDeps, filter: ListFilter, noted: readonly string[] = []): Condition {
  const sql: string[] = [];
  const values: unknown[] = [];
  /** Each question mark stands for the next value. */
  const add: Add = (text, ...added) => {
    let param = values.length;
    sql.push(text.replaceAll('?', () => `$${++param}`));
    values.push(...added);
  };
  const { today } = momentOf(deps);
  addPlaces(add, filter, today);
  addTimes(add, filter, { now: deps.now(), today });
  if (filter.q !== undefined) addSearch(add, deps.vault.queryTokens(filter.q).map(String), noted);
  if (filter.after !== undefined) add('(r.sort_on, r.id) > (?::date, ?::uuid)', ...readCursor(filter.after));
  return { sql, values };
}

function addSearch(add: Add, tokens: readonly string[], noted: readonly string[]): void {
  if (noted.length === 0) add('r.search_tokens @> ?::bigint[]', tokens);
  else add('(r.search_tokens @> ?::bigint[] OR r.id = ANY(?::uuid[]))', tokens, noted);
}

const WORKED_BY = `r.assigned_to IN (SELECT ?::uuid UNION SELECT account_id FROM desk_absence WHERE deputy_id = ?::uuid AND ?::date BETWEEN from_on AND until_on)`;

function addPlaces(add: Add, filter: ListFilter, today: string): void {
  if (filter.status !== undefined) add('r.status = ?', filter.status);
  if (filter.group !== undefined) add(GROUP_SQL[filter.group]);
  if (filter.turn !== undefined) add(turnSql(filter.turn));
  if (filter.issuer !== undefined)
    add(
      `r.status IN ('issuer', 'clarification') AND EXISTS (SELECT FROM correction c WHERE c.request_id = r.id AND c.controller = 'issuer' AND c.issuer_slug = ? AND c.verdict IS NULL)`,
      filter.issuer,
    );
  if (filter.involves !== undefined) add('r.issuers @> ARRAY[?::text]', filter.involves);
  if (filter.right !== undefined) add('r."right" = ?', filter.right);
  if (filter.channel !== undefined) add('r.channel = ?', filter.channel);
  if (filter.jurisdiction !== undefined) add('r.jurisdiction = ?', filter.jurisdiction);
  if (filter.assignedTo === 'nobody') add('r.assigned_to IS NULL');
  else if (filter.assignedTo !== undefined) add('r.assigned_to = ?::uuid', filter.assignedTo);
  if (filter.workedBy !== undefined) add(WORKED_BY, filter.workedBy, filter.workedBy, today);
}

function addTimes(add: Add, filter: ListFilter, { now, today }: { now: Date; today: string }): void {
  const soonUntil = daysAfter(today, SOON_DAYS);
  if (filter.dueFrom !== undefined) add('r.sort_on >= ?::date', filter.dueFrom);
  if (filter.dueBefore !== undefined) add('r.sort_on < ?::date', filter.dueBefore);
  if (filter.overdue === true) add(`r.expires_at <= ? AND ${OPEN}`, now);
  if (filter.overdue === false) add(`(r.expires_at IS NULL OR r.expires_at > ? OR r.status IN ('answered', 'closed'))`, now);
  if (filter.urgency !== undefined) add(URGENCY_SQL[filter.urgency], now, soonUntil);
  if (filter.atRisk === true) add(AT_RISK_SQL, now, soonUntil);
  if (filter.receivedIn !== undefined) addMonth(add, 'received_at', filter.receivedIn);
  if (filter.answeredIn !== undefined) addMonth(add, 'answered_at', filter.answeredIn);
  if (filter.onTime === true) add('r.answered_at IS NOT NULL AND (r.expires_at IS NULL OR r.answered_at < r.expires_at)');
  if (filter.onTime === false) add('r.answered_at >= r.expires_at');
}

/** A month at the place of each case: a range for the index, a day wider on both sides, and then the month itself. */
function addMonth(add: Add, column: 'received_at' | 'answered_at', month: string): void {
  const [from, to] = [daysAfter(firstDayOf(month), -1), daysAfter(firstDayOf(monthsAfter(month, 1)), 1)];
  add(`r.${column} >= ?::date AND r.${column} < ?::date`, from, to);
  add(`to_char(r.${column} AT TIME ZONE r.time_zone, 'YYYY-MM') = ?`, month);
}

function readCursor(cursor: string): [string, string] {
  const match = /^(\d{4}-\d{2}-\d{2})\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [, date, id] = match ?? [];
  if (date === undefined || id === undefined)
    throw new DomainError({
      code: 'CURSOR_UNREADABLE',
      kind: 'invalid',
      detail: 'The cursor is not one of ours.',
      fields: [{ pointer: '/after', detail: 'Give `after` as the last page answered it, or leave it out.' }],
    });
  return [date, id];
}
