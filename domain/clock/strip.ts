import type { HolidayCalendar } from './calendar.js';
import type { ClockResult, Segment } from './result.js';
import { type StripDay, stripDays } from './strip-days.js';
import { narrowStrip } from './strip-narrow.js';
import type { StripTexts } from './strip-texts.js';
import { wideStrip } from './strip-wide.js';

/** What the strip is drawn with. `id` begins every id of the drawings and must be unique on the page. */
export interface StripOptions {
  /** The local date that is today for the reader: `YYYY-MM-DD`. */
  today: string;
  calendar: HolidayCalendar;
  texts: StripTexts;
  id: string;
}

/** The calendar strip: its days, two drawings of them (show one, by the width of the place), and the table that says the same. */
export interface CalendarStrip {
  days: StripDay[];
  /** One row of days: for places from about 40 em. */
  svg: string;
  /** Weeks under each other: for narrower places. */
  svgNarrow: string;
  table: StripRow[];
}

/** A row of the table behind the strip, in order of time. */
export interface StripRow {
  /** `YYYY-MM-DD`, for sorting and `<time>`. */
  date: string;
  when: string;
  what: string;
}

/**
 * The legal month as a picture: today marked, weekends and holidays dimmed, days not counted hatched with their reason, due, safe and
 * target as flags. Pure SVG text with classes `strip-*` (templates/assets/strip.css), no style attribute, no script, no outside reference.
 */
export function calendarStrip(clock: ClockResult, options: StripOptions): CalendarStrip {
  const { today, calendar, texts, id } = options;
  const strip = stripDays(clock, calendar, today, texts);
  const table = stripTable(clock, options);
  const desc = table.map((row) => `${row.when}: ${row.what}.`).join(' ');
  const drawing = { title: texts.title, desc, texts, strip, isOpen: clock.due === null };
  return {
    days: strip.days,
    svg: wideStrip({ ...drawing, id: `${id}-wide` }),
    svgNarrow: narrowStrip({ ...drawing, id: `${id}-narrow` }),
    table,
  };
}

/** What the strip shows, in words: for screen readers, and for everyone who prefers a table. */
export function stripTable(clock: ClockResult, { today, texts }: Pick<StripOptions, 'today' | 'texts'>): StripRow[] {
  const on = (date: string, what: string): StripRow => ({ date, when: texts.shortDate(date), what });
  const rows = [
    on(clock.receivedOn, texts.flags.received),
    ...clock.segments.map((segment) => segmentRow(segment, texts)),
    ...(clock.start === clock.receivedOn ? [] : [on(clock.start, texts.flags.start)]),
    on(today, texts.flags.today),
    on(clock.target, texts.flags.target),
    on(clock.safe, texts.flags.safe),
    ...(clock.due === null ? [] : [on(clock.due, texts.flags.due)]),
  ];
  return rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => compareDates(a.row, b.row) || a.index - b.index)
    .map(({ row }) => row);
}

function compareDates(a: StripRow, b: StripRow): number {
  if (a.date === b.date) return 0;
  return a.date < b.date ? -1 : 1;
}

function segmentRow(segment: Segment, texts: StripTexts): StripRow {
  const { from, to, kind, because, days } = segment;
  const names = {
    month: texts.counted,
    extension: texts.extended,
    roll: texts.rolled,
    pause: texts.notCounted,
    'before-start': texts.notCounted,
  } satisfies Record<Segment['kind'], string>;
  const reason = because === undefined ? '' : `: ${texts.waitingFor[because]}`;
  if (to === null || days === null) return { date: from, when: texts.since(from), what: `${names[kind]}${reason}. ${texts.noDateYet}` };
  return { date: from, when: texts.range(from, to), what: `${names[kind]}${reason} (${texts.days(days)})` };
}
