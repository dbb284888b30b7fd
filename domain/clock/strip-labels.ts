import { widthOf } from './svg.js';

const SIZE = 14;
const POLE_GAP = 14;
/** Beyond so many labels in one row, all ways of placing them are too many to try. */
const MOST_TRIED = 4;

/** A label with its pole at `x`; its text runs right (`start`) or left (`end`) of the pole, `lane` rows away from the days. */
export interface Label {
  className: string;
  text: string;
  x: number;
  lane: number;
  anchor: 'start' | 'end';
}

/** A label not placed yet. */
export function labelAt(className: string, words: string, x: number): Label {
  return { className, text: words, x, lane: 0, anchor: 'start' };
}

/** How many lanes placed labels take. */
export function laneCount(labels: readonly Label[]): number {
  return labels.reduce((most, label) => Math.max(most, label.lane + 1), 0);
}

interface Place {
  width: number;
  prefers: Label['anchor'];
}

/** Places labels so that no text touches another, leaves the drawing, or is crossed by a pole, in as few lanes as can be. */
export function place(labels: readonly Label[], within: Place): Label[] {
  if (labels.length > MOST_TRIED) return placeInTurn(labels, within);
  let chosen: Label[] = [];
  let least = Number.POSITIVE_INFINITY;
  const tryRest = (done: Label[], rest: readonly Label[], cost: number): void => {
    const [next, ...others] = rest;
    if (cost >= least) return;
    if (next === undefined) {
      chosen = done;
      least = cost;
      return;
    }
    for (const option of options(next, labels.length)) tryRest([...done, option], others, cost + costOf(option, done, within));
  };
  tryRest([], labels, 0);
  return chosen;
}

function placeInTurn(labels: readonly Label[], within: Place): Label[] {
  const done: Label[] = [];
  for (const label of labels) done.push(best(options(label, laneCount(done) + 1), done, within));
  return done;
}

function options(label: Label, lanes: number): Label[] {
  return Array.from({ length: lanes }, (_, lane) => lane).flatMap((lane) => [
    { ...label, lane, anchor: 'start' as const },
    { ...label, lane, anchor: 'end' as const },
  ]);
}

function best(candidates: readonly Label[], done: readonly Label[], within: Place): Label {
  return candidates.reduce((a, b) => (costOf(b, done, within) < costOf(a, done, within) ? b : a));
}

function costOf(label: Label, done: readonly Label[], { width, prefers }: Place): number {
  const [from, to] = extent(label);
  const outside = from < 0 || to > width ? 1000 : 0;
  const clashes = done.reduce((sum, other) => sum + clash(label, other), 0);
  return outside + clashes + label.lane * 4 + (label.anchor === prefers ? 0 : 1);
}

function extent(label: Label): [number, number] {
  const width = widthOf(label.text, SIZE) + POLE_GAP;
  return label.anchor === 'start' ? [label.x, label.x + width] : [label.x - width, label.x];
}

function clash(a: Label, b: Label): number {
  const [aFrom, aTo] = extent(a);
  const [bFrom, bTo] = extent(b);
  if (a.lane === b.lane) return aFrom <= bTo && bFrom <= aTo ? 1000 : 0;
  const [near, deep] = a.lane < b.lane ? [a, b] : [b, a];
  const [from, to] = extent(near);
  return deep.x > from && deep.x < to ? 50 : 0;
}
