import type { Basis } from '../../domain/portability/origin.js';
import { type LeftOutReason, scopeOf } from '../../domain/portability/scope.js';
import { PORTABILITY_WORDS } from '../../domain/portability/words.js';
import { type Answer, answerOf } from './answer.js';
import { onlyColumns } from './answer-collection.js';
import type { AnswerDeps } from './answer-deps.js';

/** A part that stays out of a portable package; the words of its reason are the letter's. */
export interface NotIncluded {
  system: string;
  collection: string;
  reason: LeftOutReason;
  /** Empty: the whole collection. */
  fields: readonly string[];
}

/** The part of an answer that GDPR Art. 20(1) covers, and the rest with its reasons. */
export interface PortableAnswer {
  answer: Answer;
  notIncluded: readonly NotIncluded[];
}

/** Lays out what of a case is portable: given and observed, under consent or contract, held by machine. Throws REQUEST_MISSING. */
export async function portableAnswerOf(deps: AnswerDeps, requestId: string): Promise<PortableAnswer> {
  const answer = await answerOf(deps, requestId);
  const decided = await decidedBases(deps, requestId);
  const notIncluded: NotIncluded[] = [];
  const systems = answer.systems.map((system) => {
    const collections = system.collections.flatMap((collection) => {
      const scope = scopeOf(collection, decided.get(`${system.name}/${collection.name}`));
      const at = { system: system.name, collection: collection.name };
      notIncluded.push(...scope.leftOut.map((part) => ({ ...at, ...part })));
      return scope.columns.length === 0 ? [] : [onlyColumns(collection, scope.columns)];
    });
    const { paper } = PORTABILITY_WORDS[answer.language];
    if (system.files.length > 0) notIncluded.push({ system: system.name, collection: paper, reason: 'not-automated', fields: [] });
    return { ...system, collections, files: [] };
  });
  if (answer.withheldCount > 0)
    notIncluded.push({ system: '', collection: PORTABILITY_WORDS[answer.language].held, reason: 'another-person', fields: [] });
  return { answer: { ...answer, systems }, notIncluded };
}

/** What reviewers said about bases that descriptions leave open, by `system/collection`. */
export async function decidedBases({ pool }: Pick<AnswerDeps, 'pool'>, requestId: string): Promise<ReadonlyMap<string, Basis>> {
  const { rows } = await pool.query<{ system: string; collection: string; basis: Basis }>(
    'SELECT system, collection, basis FROM portability_basis WHERE request_id = $1',
    [requestId],
  );
  return new Map(rows.map(({ system, collection, basis }) => [`${system}/${collection}`, basis]));
}
