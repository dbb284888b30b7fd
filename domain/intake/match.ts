import type { CompiledPattern, CompiledTable } from './patterns/compile.js';
import type { Sentence } from './text.js';

/** A sentence prepared for a table: which word belongs to which groups, and where the words of a group stand. */
export interface Prepared {
  readonly words: readonly string[];
  readonly groups: readonly (readonly number[])[];
  readonly places: ReadonlyMap<number, readonly number[]>;
  /** True for words inside a condition ("if you have given my data away"). */
  readonly isConditional: readonly boolean[];
}

/** The first and last word of a match. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

function placesOf(groups: Prepared['groups']): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let at = 0; at < groups.length; at++) {
    for (const group of groups[at] ?? []) {
      const known = places.get(group);
      if (known === undefined) places.set(group, [at]);
      else if (known.at(-1) !== at) known.push(at);
    }
  }
  return places;
}

/** True for the "if" of "I would be grateful if you": a demand, no condition. */
function isCourtesy(groups: Prepared['groups'], at: number, table: CompiledTable): boolean {
  return groups.slice(Math.max(0, at - 4), at).some((own) => own.includes(table.frames.courtesy));
}

function conditionalWords(words: readonly string[], groups: Prepared['groups'], table: CompiledTable): boolean[] {
  let inside = false;
  return words.map((word, at) => {
    const own = groups[at] ?? [];
    if (own.includes(table.frames.condition)) inside = !isCourtesy(groups, at, table);
    else if (word === ',' || own.includes(table.frames.breaks)) inside = false;
    return inside;
  });
}

/** Looks a sentence's words up in a table. */
export function prepare({ words }: Sentence, table: CompiledTable): Prepared {
  const groups = words.map(table.groupsOf);
  return { words, groups, places: placesOf(groups), isConditional: conditionalWords(words, groups, table) };
}

/** Finds the end of the pattern for a start, keeping every place a step can reach: linear in words times gap. */
function endOf(pattern: CompiledPattern, start: number, groups: Prepared['groups']): number | undefined {
  let places = [start];
  for (const step of pattern.steps.slice(1)) {
    const next: number[] = [];
    for (const place of places) {
      for (let at = place + 1; at <= place + 1 + step.gap && at < groups.length; at++) {
        if (groups[at]?.includes(step.group) && !next.includes(at)) next.push(at);
      }
    }
    if (next.length === 0) return undefined;
    places = next;
  }
  return places[0];
}

/** Where a pattern holds in the sentence, outside conditions, with the nearest end for each start. */
export function spansOf(pattern: CompiledPattern, sentence: Prepared): Span[] {
  if (!pattern.steps.every((step) => sentence.places.has(step.group))) return [];
  const starts = sentence.places.get(pattern.steps[0]?.group ?? -1) ?? [];
  return starts.flatMap((from) => {
    const to = sentence.isConditional[from] ? undefined : endOf(pattern, from, sentence.groups);
    return to === undefined ? [] : [{ from, to }];
  });
}
