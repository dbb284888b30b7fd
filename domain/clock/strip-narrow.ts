import type { StripDay } from './strip-days.js';
import { overdueClass, type StripDrawing } from './strip-wide.js';
import { element, escapeXml, picture, text, widthOf } from './svg.js';

const COLUMN = 51;
const WIDTH = COLUMN * 7;
const HEADER = 22;
const LINE = 14;
const NUMBER_LINE = 22;
const LEAST_HEIGHT = 40;

/** The same days as weeks under each other, for narrow places: a calendar sheet whose labels stand in the days themselves. */
export function narrowStrip(drawing: StripDrawing): string {
  const { id, title, desc, texts, strip } = drawing;
  const weeks = withoutIdleEnd(weeksOf(strip.days));
  const gapWeek = strip.gap === null ? undefined : strip.days[strip.gap.afterIndex + 1];
  let y = HEADER;
  const rows = weeks.map((week) => {
    const note = gapWeek !== undefined && strip.gap !== null && week.includes(gapWeek) ? gapNote(texts.days(strip.gap.days), y) : '';
    if (note !== '') y += 22;
    const height = Math.max(LEAST_HEIGHT, ...week.map((day) => NUMBER_LINE + labelsOf(drawing, day).length * LINE + 6));
    const svg = week.map((day) => drawDay(drawing, day, y, height)).join('');
    y += height + 3;
    return note + svg;
  });
  const foot = footOf(drawing, y + 8);
  const className = `strip-svg strip-svg-narrow${overdueClass(drawing)}`;
  return picture({ id, className, width: WIDTH, height: foot.bottom, title, desc }, header(drawing) + rows.join('') + foot.svg);
}

const KEY_LINE = 22;

function footOf({ id, texts, strip, isOpen }: StripDrawing, top: number): { svg: string; bottom: number } {
  const reasons = [...new Set(strip.days.flatMap((day) => (day.pause === null ? [] : [texts.waitingFor[day.pause]])))];
  const entries: [string, string][] = [
    ['strip-dim', texts.notWorking],
    ...reasons.map((reason): [string, string] => ['strip-pause', `${texts.notCounted}: ${reason}`]),
  ];
  if (strip.days.some((day) => day.kind === 'extension')) entries.push(['strip-kind-extension', texts.extended]);
  if (strip.days.some((day) => day.kind === 'late')) entries.push(['strip-kind-late', texts.afterDue]);
  const keys = entries.map(([className, words], index) => key(id, className, words, top + index * KEY_LINE));
  const after = top + keys.length * KEY_LINE;
  const note = isOpen ? text(texts.noDateYet, { class: 'strip-key-text', x: 1, y: after + 11.5 }) : '';
  return { svg: keys.join('') + note, bottom: after + (isOpen ? KEY_LINE : 0) };
}

function weeksOf(days: readonly StripDay[]): StripDay[][] {
  const weeks = new Map<number, StripDay[]>();
  for (const day of days) {
    const monday = day.day - ((day.weekday + 6) % 7);
    weeks.set(monday, [...(weeks.get(monday) ?? []), day]);
  }
  return [...weeks.values()];
}

/** Weeks after the last flag tell nothing. */
function withoutIdleEnd(weeks: readonly StripDay[][]): StripDay[][] {
  const last = weeks.findLastIndex((week) => week.some((day) => day.flags.length > 0));
  return weeks.slice(0, last + 1);
}

function columnOf(day: StripDay): number {
  return ((day.weekday + 6) % 7) * COLUMN;
}

function header({ texts }: StripDrawing): string {
  return [1, 2, 3, 4, 5, 6, 0]
    .map((weekday, index) =>
      text(texts.weekdaysShort[weekday] ?? '', { class: 'strip-weekday', x: (index + 0.5) * COLUMN, y: 14, 'text-anchor': 'middle' }),
    )
    .join('');
}

function labelsOf({ texts }: StripDrawing, day: StripDay): { className: string; words: string }[] {
  return day.flags.map((flag) => ({
    className: `strip-flag-${flag}`,
    words: texts.flagsShort[flag] ?? texts.flags[flag].split(' ')[0] ?? '',
  }));
}

function drawDay(drawing: StripDrawing, day: StripDay, y: number, height: number): string {
  const { id, texts, strip } = drawing;
  const x = columnOf(day);
  const box = { x: x + 1, y, width: COLUMN - 2, height, rx: 4 };
  const isMonthStart = day.dayOfMonth === 1 || day === strip.days[0];
  const month = isMonthStart
    ? element('tspan', { class: 'strip-month-small', dx: 3 }, escapeXml(texts.monthsShort[day.month - 1] ?? ''))
    : '';
  const labels = labelsOf(drawing, day).map(({ className, words }, index) => {
    const at = { x: x + 5, y: y + NUMBER_LINE + index * LINE + 9, ...fitted(words) };
    return element('g', { class: `strip-flag ${className}` }, text(words, { class: 'strip-label strip-label-small', ...at }));
  });
  return element(
    'g',
    { class: `strip-day strip-kind-${day.kind}${day.isDimmed ? ' strip-dim' : ''}${day.isToday ? ' strip-today' : ''}` },
    element('title', {}, escapeXml(texts.shortDate(day.date))) +
      element('rect', { class: 'strip-cell', ...box }) +
      (day.pause === null ? '' : element('rect', { class: 'strip-pause', fill: `url(#${id}-hatch)`, ...box })) +
      element('text', { class: 'strip-number', x: x + 5, y: y + 17 }, `${day.dayOfMonth}${month}`) +
      labels.join('') +
      (day.isToday ? element('rect', { class: 'strip-today-ring', ...box }) : ''),
  );
}

/** A long word is drawn closer rather than cut. */
function fitted(words: string): { textLength?: number; lengthAdjust?: string } {
  return widthOf(words, 12) > COLUMN - 9 ? { textLength: COLUMN - 9, lengthAdjust: 'spacingAndGlyphs' } : {};
}

function gapNote(words: string, y: number): string {
  return text(`… ${words} …`, { class: 'strip-gap', x: WIDTH / 2, y: y + 14, 'text-anchor': 'middle' });
}

function key(id: string, className: string, words: string, y: number): string {
  const isPause = className === 'strip-pause';
  const box = element('rect', {
    class: isPause ? 'strip-pause' : 'strip-cell',
    fill: isPause ? `url(#${id}-hatch)` : undefined,
    x: 1,
    y,
    width: 14,
    height: 14,
    rx: 3,
  });
  return element('g', { class: `strip-key ${className}` }, box + text(words, { class: 'strip-key-text', x: 22, y: y + 11.5 }));
}
