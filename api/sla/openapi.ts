import { CHANNELS, JURISDICTIONS, RIGHTS, STATUSES } from '../../domain/request/types.js';
import { TURNS, URGENCIES } from '../../domain/request/urgency.js';
import { FACETS } from '../../domain/sla/figures.js';
import { date, type Operation, object, orNull, ref, type Schema } from '../openapi-parts.js';

const count: Schema = { type: 'integer', minimum: 0 };
const share: Schema = { type: 'number', minimum: 0, maximum: 1 };
const month: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}$' };
const says = (schema: Schema, description: string): Schema => ({ ...schema, description });

/** Counts by one of the known values; a value that does not occur is left out. */
const by = (values: readonly string[]): Schema => ({
  type: 'object',
  propertyNames: { enum: [...values] },
  additionalProperties: count,
});
const byAny = (of: Schema): Schema => ({ type: 'object', additionalProperties: of });

const days = object({
  p50: says(orNull(count), 'Days within which half were answered; null where nothing was.'),
  p90: orNull(count),
  p99: orNull(count),
});
const onTime = object({ month, answered: count, onTime: count });

/** Everything GET /api/v1/sla answers; a test holds an answer against it. */
export const SLA_SCHEMA: Schema = object({
  open: says(count, 'Neither answered nor ended.'),
  overdue: count,
  dueWithin7Days: says(count, 'Due today or within the seven days after it, and not overdue.'),
  waiting: says(count, "The next step is somebody else's."),
  answeredThisMonth: count,
  onTimeShare: says(orNull(share), 'Of the last thirteen months; null where nothing was answered.'),
  byStatus: by(STATUSES),
  byRight: byAny(says(count, `Open requests by right: ${RIGHTS.join(', ')}; empty while a mail waits to be read.`)),
  byChannel: by(CHANNELS),
  byUrgency: object(Object.fromEntries(URGENCIES.map((urgency) => [urgency, count]))),
  daysToAnswer: days,
  horizon: says(
    { type: 'array', items: object({ date, ...Object.fromEntries(URGENCIES.map((urgency) => [urgency, count])) }) },
    'Due on each of the next thirty days on which something is.',
  ),
  today: says(date, 'The day all of it is counted for, at the place of the controller.'),
  dueToday: count,
  atRisk: says(count, 'Not overdue, due within a week, not decided.'),
  waitingFor: object(Object.fromEntries(TURNS.map((turn) => [turn, count]))),
  waitingForApproval: count,
  byJurisdiction: by(JURISDICTIONS),
  byIssuer: byAny(count),
  byAssignee: says(byAny(count), 'By account id; empty: nobody yet.'),
  months: says(
    { type: 'array', items: object({ month, answered: count, onTime: count, received: count, daysToAnswer: days }) },
    'The last thirteen months, oldest first; the last is the present one.',
  ),
  onTimeBy: object(Object.fromEntries(FACETS.map((facet) => [facet, byAny({ type: 'array', items: onTime })]))),
  daysToAnswerBy: object(Object.fromEntries(FACETS.map((facet) => [facet, byAny(days)]))),
  forecast: {
    type: 'array',
    items: object({
      from: date,
      to: date,
      due: count,
      expectedNew: { type: 'number', minimum: 0 },
      expectedAnswers: { type: 'number', minimum: 0 },
    }),
  },
});

export const SLA_OPERATION: Operation = {
  method: 'get',
  path: '/api/v1/sla',
  summary: 'Counts by state and urgency, share on time, days to answer.',
  tag: 'Figures',
  response: ref('SlaFigures'),
  problems: [401, 403],
};
