import type { Prepared, Span } from './match.js';
import type { CompiledTable } from './patterns/compile.js';
import type { Rule } from './patterns/table.js';

/** How far a "not" reaches: words before a demand and after it. */
const NEGATION_BEFORE = 6;
const NEGATION_AFTER = 3;
/** How far "you told me that you will" reaches. */
const REPORT_BEFORE = 8;

/** The words from `start` in steps of `step`, at most `count`, up to a comma or a word like "please" or "but". */
function reaches(group: number, start: number, step: 1 | -1, count: number, sentence: Prepared, table: CompiledTable): boolean {
  for (let at = start, seen = 0; seen < count && at >= 0 && at < sentence.words.length; at += step, seen++) {
    const own = sentence.groups[at] ?? [];
    if (sentence.words[at] === ',' || own.includes(table.frames.breaks)) return false;
    if (own.includes(group)) return true;
  }
  return false;
}

/** True where a "not" turns the demand round. */
function isNegated({ from, to }: Span, sentence: Prepared, table: CompiledTable): boolean {
  const { negation } = table.frames;
  const inside = sentence.places.get(negation)?.some((at) => at >= from && at <= to) ?? false;
  return (
    inside ||
    reaches(negation, from - 1, -1, NEGATION_BEFORE, sentence, table) ||
    reaches(negation, to + 1, 1, NEGATION_AFTER, sentence, table)
  );
}

/** True where somebody else announced the act: "you told me that you will delete my file". */
function isReported({ from }: Span, sentence: Prepared, table: CompiledTable): boolean {
  return sentence.places.get(table.frames.reported)?.some((at) => at < from && at >= from - REPORT_BEFORE) ?? false;
}

/** True where the words of a match mean what they say: not denied, not reported, not hanging on an "if". */
export function isMeant(rule: Rule, span: Span, sentence: Prepared, table: CompiledTable): boolean {
  if (rule.notAfterCondition && sentence.isConditional.slice(0, span.from).includes(true)) return false;
  return rule.evenNegated === true || (!isNegated(span, sentence, table) && !isReported(span, sentence, table));
}

/** True for a sentence that lists rights ("I know that I also have the right to erasure, objection …"): it asks for none of them. */
export function listsRights(sentence: Prepared, table: CompiledTable): boolean {
  const nouns = table.frames.nouns.filter((group) => sentence.places.has(group)).length;
  return nouns >= 4 || (nouns >= 3 && sentence.places.has(table.frames.rightWord));
}
