import { type ObjectionKind, RIGHTS, type Right } from '../request/types.js';
import { citedArticles } from './articles.js';
import { isMeant, listsRights } from './frames.js';
import { type Prepared, prepare, type Span, spansOf } from './match.js';
import type { CompiledTable } from './patterns/compile.js';
import type { Mark, Rule } from './patterns/table.js';
import type { Sentence } from './text.js';

/** One reason found in a sentence. */
export interface Evidence {
  readonly gives: Right | Mark;
  readonly weight: number;
  readonly because: string;
  readonly objectionKind?: ObjectionKind;
  readonly isTransfer?: boolean;
}

interface Match {
  readonly rule: Rule;
  readonly span: Span;
}

/** A cited article with a demand in its sentence convinces alone; named in passing it is a hint. */
const CITED_WITH_DEMAND = 2.5;
const CITED_IN_PASSING = 1;

function matchesOf(sentence: Prepared, table: CompiledTable): Match[] {
  return [...sentence.places.keys()]
    .flatMap((group) => table.patternsFrom.get(group) ?? [])
    .flatMap((pattern) => spansOf(pattern, sentence).map((span) => ({ rule: pattern.rule, span })))
    .filter(({ rule, span }) => isMeant(rule, span, sentence, table));
}

/** Takes out matches that a better reading of the same words replaces ("take me off the newsletter" is no erasure). */
function withoutOverruled(matches: readonly Match[]): Match[] {
  const better = matches.filter(({ rule }) => rule.insteadOf !== undefined);
  const overlaps = (a: Span, b: Span) => a.from <= b.to && b.from <= a.to;
  return matches.filter(
    ({ rule, span }) => !better.some((by) => by.rule.insteadOf?.some((replaced) => replaced === rule.gives) && overlaps(span, by.span)),
  );
}

function articleEvidence(sentence: Sentence, prepared: Prepared, table: CompiledTable): Evidence[] {
  const weight = prepared.places.has(table.frames.demand) ? CITED_WITH_DEMAND : CITED_IN_PASSING;
  return citedArticles(sentence.text).map(({ right, objectionKind }) => ({
    gives: right,
    weight,
    because: `cites the article of the right of ${right}`,
    objectionKind,
  }));
}

function isRight(gives: Right | Mark): gives is Right {
  return RIGHTS.some((right) => right === gives);
}

/** All evidence of one sentence: what its words say and the articles it cites. A mere list of rights is evidence for none. */
export function evidenceOf(sentence: Sentence, table: CompiledTable, isLawNamed: boolean): Evidence[] {
  const prepared = prepare(sentence, table);
  const isList = listsRights(prepared, table);
  const said = withoutOverruled(matchesOf(prepared, table)).map(({ rule }): Evidence => rule);
  if (isList) return said.filter(({ gives }) => !isRight(gives));
  return isLawNamed ? [...said, ...articleEvidence(sentence, prepared, table)] : said;
}
