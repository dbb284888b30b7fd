import { type ObjectionKind, RIGHTS, type Right } from '../request/types.js';
import { citedArticles } from './articles.js';
import type { CompiledPattern, CompiledTable } from './patterns/compile.js';
import type { Mark } from './patterns/table.js';
import type { Sentence } from './text.js';

/** One reason found in a sentence. */
export interface Evidence {
  readonly gives: Right | Mark;
  readonly weight: number;
  readonly because: string;
  readonly objectionKind?: ObjectionKind;
  readonly isTransfer?: boolean;
}

/** A sentence prepared for a table: which word belongs to which groups, and which groups occur at all. */
interface Prepared {
  readonly groups: readonly (readonly number[])[];
  readonly present: ReadonlySet<number>;
  /** True for words inside a condition ("if you have given my data away"). */
  readonly isConditional: readonly boolean[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A cited article with a demand in its sentence convinces alone; named in passing it is a hint. */
const CITED_WITH_DEMAND = 2.5;
const CITED_IN_PASSING = 1;

/** How far a "not" reaches: words before a demand and after it. */
const NEGATION_BEFORE = 6;
const NEGATION_AFTER = 3;

function conditionalWords(sentence: Sentence, groups: Prepared['groups'], table: CompiledTable): boolean[] {
  let inside = false;
  return sentence.words.map((word, at) => {
    const own = groups[at] ?? [];
    if (own.includes(table.frames.condition)) inside = true;
    else if (word === ',' || own.includes(table.frames.breaks)) inside = false;
    return inside;
  });
}

function prepare(sentence: Sentence, table: CompiledTable, cache: Map<string, readonly number[]>): Prepared {
  const groups = sentence.words.map((word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const found = table.groupsOf(word);
    cache.set(word, found);
    return found;
  });
  return { groups, present: new Set(groups.flat()), isConditional: conditionalWords(sentence, groups, table) };
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

/** Where a pattern holds in the sentence, taking the first words that fit, outside conditions. */
function spansOf(pattern: CompiledPattern, sentence: Prepared): Span[] {
  if (!pattern.steps.every((step) => sentence.present.has(step.group))) return [];
  const first = pattern.steps[0];
  if (first === undefined) return [];
  const spans: Span[] = [];
  for (let from = 0; from < sentence.groups.length; from++) {
    if (!sentence.groups[from]?.includes(first.group) || sentence.isConditional[from]) continue;
    const to = endOf(pattern, from, sentence.groups);
    if (to !== undefined) spans.push({ from, to });
  }
  return spans;
}

/** True where a "not" turns the demand round; commas and words like "please" or "but" end its reach. */
function isNegated(span: Span, words: readonly string[], sentence: Prepared, table: CompiledTable): boolean {
  const is = (at: number, group: number) => sentence.groups[at]?.includes(group) ?? false;
  for (let at = span.from; at <= span.to; at++) if (is(at, table.frames.negation)) return true;
  for (let at = span.from - 1; at >= Math.max(0, span.from - NEGATION_BEFORE); at--) {
    if (words[at] === ',' || is(at, table.frames.breaks)) break;
    if (is(at, table.frames.negation)) return true;
  }
  for (let at = span.to + 1; at <= span.to + NEGATION_AFTER; at++) {
    if (words[at] === ',' || is(at, table.frames.breaks)) break;
    if (is(at, table.frames.negation)) return true;
  }
  return false;
}

/** True where somebody else announced the act: "you told me that you will delete my file". */
function isReported(span: Span, sentence: Prepared, table: CompiledTable): boolean {
  return sentence.groups.slice(Math.max(0, span.from - 8), span.from).some((groups) => groups.includes(table.frames.reported));
}

/** True for a sentence that lists rights ("I know that I also have the right to erasure, objection …"): it asks for none of them. */
function listsRights(sentence: Prepared, table: CompiledTable): boolean {
  const nouns = table.frames.nouns.filter((group) => sentence.present.has(group)).length;
  if (nouns >= 4) return true;
  return nouns >= 3 && sentence.present.has(table.frames.rightWord);
}

function holds(pattern: CompiledPattern, span: Span, words: readonly string[], sentence: Prepared, table: CompiledTable): boolean {
  const { rule } = pattern;
  if (rule.notAfterCondition && sentence.isConditional.slice(0, span.from).includes(true)) return false;
  if (rule.evenNegated) return true;
  return !isNegated(span, words, sentence, table) && !isReported(span, sentence, table);
}

function articleEvidence(sentence: Sentence, prepared: Prepared, table: CompiledTable): Evidence[] {
  const weight = prepared.present.has(table.frames.demand) ? CITED_WITH_DEMAND : CITED_IN_PASSING;
  return citedArticles(sentence.text).map(({ right, objectionKind }) => ({
    gives: right,
    weight,
    because: `cites the article of the right of ${right}`,
    objectionKind,
  }));
}

/** All evidence of one sentence: pattern matches, less those another match explains better, and cited articles. */
export function evidenceOf(
  sentence: Sentence,
  table: CompiledTable,
  options: { cache: Map<string, readonly number[]>; isLawNamed: boolean },
): Evidence[] {
  const prepared = prepare(sentence, table, options.cache);
  const isList = listsRights(prepared, table);
  const matches = table.patterns.flatMap((pattern) =>
    spansOf(pattern, prepared)
      .filter((span) => holds(pattern, span, sentence.words, prepared, table))
      .map((span) => ({ pattern, span })),
  );
  const overruled = matches.flatMap(({ pattern, span }) => (pattern.rule.insteadOf ?? []).map((right) => ({ right, span })));
  const found = matches
    .filter(
      ({ pattern, span }) => !overruled.some(({ right, span: by }) => right === pattern.gives && span.from <= by.to && by.from <= span.to),
    )
    .filter(({ pattern }) => !isList || !isRight(pattern.gives))
    .map(
      ({ pattern: { rule } }): Evidence => ({
        gives: rule.gives,
        weight: rule.weight,
        because: rule.because,
        objectionKind: rule.objectionKind,
        isTransfer: rule.isTransfer,
      }),
    );
  if (!options.isLawNamed || isList) return found;
  return [...found, ...articleEvidence(sentence, prepared, table)];
}

function isRight(gives: Right | Mark): gives is Right {
  return RIGHTS.some((right) => right === gives);
}
