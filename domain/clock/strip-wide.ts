import type { StripDay, StripDays } from './strip-days.js';
import { type Label, labelAt, laneCount, place } from './strip-labels.js';
import type { StripFlag, StripTexts } from './strip-texts.js';
import { element, escapeXml, picture, text, widthOf } from './svg.js';

const WIDTH = 1000;
const LONGEST_ROW = 50;
const CELL_HEIGHT = 46;
const LANE = 22;
const ROW_GAP = 26;
const DENSE_BELOW = 23;
const TOP_FLAGS: readonly StripFlag[] = ['received', 'start', 'today'];

/** What is drawn, for either variant. */
export interface StripDrawing {
  id: string;
  title: string;
  desc: string;
  texts: StripTexts;
  strip: StripDays;
  /** A question is open: there is no due date. */
  isOpen: boolean;
}

/** The strip as one row of days, for wide places; more rows where a period is longer than about six weeks. */
export function wideStrip(drawing: StripDrawing): string {
  const { days, gap } = drawing.strip;
  const parts = gap === null ? [days] : [days.slice(0, gap.afterIndex + 1), days.slice(gap.afterIndex + 1)];
  const rows = parts.flatMap((part) => balanced(part));
  const perDay = WIDTH / Math.max(...rows.map((row) => row.length));
  let y = 0;
  const drawn = rows.map((row, index) => {
    const isAfterGap = gap !== null && row[0] === days[gap.afterIndex + 1];
    if (isAfterGap) y += ROW_GAP;
    const note = isAfterGap
      ? text(`… ${drawing.texts.days(gap.days)} …`, { class: 'strip-gap', x: WIDTH / 2, y: y - 8, 'text-anchor': 'middle' })
      : '';
    const one = drawRow(drawing, row, perDay, y, index === 0);
    y += one.height + ROW_GAP;
    return note + one.svg;
  });
  const foot = legend(drawing, y);
  const { id, title, desc } = drawing;
  return picture(
    {
      id,
      className: `strip-svg strip-svg-wide${perDay < DENSE_BELOW ? ' strip-svg-dense' : ''}${overdueClass(drawing)}`,
      width: WIDTH,
      height: y + foot.height,
      title,
      desc,
    },
    drawn.join('') + foot.svg,
  );
}

/** Marks a drawing whose due date has passed. */
export function overdueClass({ strip }: StripDrawing): string {
  return strip.days.some((day) => day.kind === 'late') ? ' strip-overdue' : '';
}

function balanced(days: readonly StripDay[]): StripDay[][] {
  const count = Math.ceil(days.length / LONGEST_ROW);
  const length = Math.ceil(days.length / count);
  return Array.from({ length: count }, (_, index) => days.slice(index * length, (index + 1) * length));
}

function drawRow(
  drawing: StripDrawing,
  row: readonly StripDay[],
  perDay: number,
  top: number,
  isFirst: boolean,
): { svg: string; height: number } {
  const above = place(topLabels(drawing, row, perDay), { width: WIDTH, prefers: 'start' });
  const below = place(bottomLabels(drawing, row, perDay), { width: WIDTH, prefers: 'end' });
  const lanesAbove = laneCount(above);
  const cellsTop = top + 30 + lanesAbove * LANE;
  const cells = row.map((day, index) => drawDay(drawing, day, index * perDay, cellsTop, perDay)).join('');
  const months = row
    .map((day, index) => (day.dayOfMonth === 1 || index === 0 ? monthLabel(drawing, row, day, index, perDay, top + 15, isFirst) : ''))
    .join('');
  const bottom = cellsTop + CELL_HEIGHT;
  const svg = [
    months,
    cells,
    ...pauseBrackets(row, perDay, cellsTop),
    ...above.map((label) => drawLabel(label, cellsTop, -1)),
    ...below.map((label) => drawLabel(label, bottom, 1)),
  ].join('');
  return { svg, height: bottom + laneCount(below) * LANE - top };
}

function monthLabel(
  drawing: StripDrawing,
  row: readonly StripDay[],
  day: StripDay,
  index: number,
  perDay: number,
  y: number,
  isFirst: boolean,
): string {
  const untilNext = row.findIndex((other, at) => at > index && other.dayOfMonth === 1);
  const room = untilNext > 0 ? (untilNext - index) * perDay : WIDTH - index * perDay;
  const month = drawing.texts.monthsLong[day.month - 1] ?? '';
  const names = [
    isFirst && index === 0 ? `${month} ${day.year}` : '',
    day.month === 1 ? `${month} ${day.year}` : '',
    month,
    month.slice(0, 3),
  ];
  const name = names.find((one) => one !== '' && widthOf(one, 17) + 6 <= room) ?? '';
  const tick =
    day.dayOfMonth === 1 && index > 0
      ? element('line', { class: 'strip-month-tick', x1: index * perDay, y1: y - 13, x2: index * perDay, y2: y + 5 })
      : '';
  return tick + text(name, { class: 'strip-month', x: index * perDay + (tick === '' ? 1 : 6), y });
}

function drawDay(drawing: StripDrawing, day: StripDay, x: number, y: number, width: number): string {
  const { texts, id } = drawing;
  const box = { x: x + 1, y, width: width - 2, height: CELL_HEIGHT, rx: 3 };
  const middle = x + width / 2;
  const why = [
    texts.shortDate(day.date),
    ...(day.dimReason === null ? [] : [day.dimReason]),
    ...(day.pause === null ? [] : [texts.waitingFor[day.pause]]),
  ];
  return element(
    'g',
    { class: `strip-day strip-kind-${day.kind}${day.isDimmed ? ' strip-dim' : ''}${day.isToday ? ' strip-today' : ''}` },
    element('title', {}, escapeXml(why.join(', '))) +
      element('rect', { class: 'strip-cell', ...box }) +
      (day.pause === null ? '' : element('rect', { class: 'strip-pause', fill: `url(#${id}-hatch)`, ...box })) +
      text((texts.weekdaysShort[day.weekday] ?? '').slice(0, 2), {
        class: 'strip-weekday',
        x: middle,
        y: y + 15,
        'text-anchor': 'middle',
      }) +
      text(String(day.dayOfMonth), { class: 'strip-number', x: middle, y: y + 35, 'text-anchor': 'middle' }) +
      (day.isToday ? element('rect', { class: 'strip-today-ring', ...box }) : ''),
  );
}

function topLabels({ texts }: StripDrawing, row: readonly StripDay[], perDay: number): Label[] {
  return row.flatMap((day, index): Label[] => {
    const x = (index + 0.5) * perDay;
    const flags = day.flags.filter((flag) => TOP_FLAGS.includes(flag));
    const before = row[index - 1];
    const isPauseStart = day.pause !== null && (before === undefined || before.pause !== day.pause || before.kind !== day.kind);
    return [
      ...(flags.length === 0
        ? []
        : [labelAt(`strip-flag strip-flag-${flags.at(-1)}`, flags.map((flag) => texts.flags[flag]).join(' · '), x)]),
      ...(isPauseStart && day.pause !== null ? [labelAt('strip-flag strip-flag-pause', texts.waitingFor[day.pause], x)] : []),
    ];
  });
}

function bottomLabels({ texts }: StripDrawing, row: readonly StripDay[], perDay: number): Label[] {
  return row.flatMap((day, index): Label[] => {
    const flags = day.flags.filter((flag) => !TOP_FLAGS.includes(flag));
    const strongest = flags.at(-1);
    if (strongest === undefined) return [];
    const words = [...flags]
      .reverse()
      .map((flag) => texts.flags[flag])
      .join(' · ');
    return [labelAt(`strip-flag strip-flag-${strongest}`, `${words}: ${texts.shortDate(day.date)}`, (index + 0.5) * perDay)];
  });
}

function drawLabel(one: Label, edge: number, direction: 1 | -1): string {
  const y = edge + direction * ((one.lane + 1) * LANE - 4);
  const side = one.anchor === 'start' ? 1 : -1;
  return element(
    'g',
    { class: one.className },
    element('line', { class: 'strip-pole', x1: one.x, y1: edge, x2: one.x, y2: y + (direction === 1 ? 0 : -8) }) +
      text(one.text, { class: 'strip-label', x: one.x + side * 6, y: y + 1, 'text-anchor': one.anchor }),
  );
}

/** A bar along the top of each pause: its length is seen without counting. */
function pauseBrackets(row: readonly StripDay[], perDay: number, top: number): string[] {
  return row.map((day, index) =>
    day.pause === null
      ? ''
      : element('line', { class: 'strip-bracket', x1: index * perDay, y1: top - 2, x2: (index + 1) * perDay, y2: top - 2 }),
  );
}

function legend({ id, strip, texts, isOpen }: StripDrawing, y: number): { svg: string; height: number } {
  const entries: [string, string][] = [['strip-dim', texts.notWorking]];
  if (strip.days.some((day) => day.pause !== null)) entries.push(['strip-pause', isOpen ? texts.noDateYet : texts.notCounted]);
  if (strip.days.some((day) => day.kind === 'extension')) entries.push(['strip-kind-extension', texts.extended]);
  if (strip.days.some((day) => day.kind === 'late')) entries.push(['strip-kind-late', texts.afterDue]);
  let x = 1;
  const svg = entries.map(([className, words]) => {
    const at = x;
    x += 16 + 8 + widthOf(words, 13) + 22;
    const fill = className === 'strip-pause' ? `url(#${id}-hatch)` : undefined;
    const box = element('rect', {
      class: className === 'strip-pause' ? 'strip-pause' : 'strip-cell',
      fill,
      x: at,
      y,
      width: 16,
      height: 16,
      rx: 3,
    });
    return element('g', { class: `strip-key ${className}` }, box + text(words, { class: 'strip-key-text', x: at + 23, y: y + 12.5 }));
  });
  return { svg: svg.join(''), height: 20 };
}
