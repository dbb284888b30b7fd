import { columnInWords } from '../../domain/collection/column-words.js';
import type { Language } from '../../domain/request/types.js';
import type { Answer } from './answer.js';
import type { AnswerCollection } from './answer-collection.js';
import { PAGE_WORDS, SEARCH_WORDS } from './page-words.js';

/**
 * The whole answer as one JSON document, in pieces: `{generatedAt, reference, regime, language, codes, systems: [{name, label,
 * collections: {name: {label, regime, …, columnLabels, rows}}}]}`. Names and codes stay the same for programs; `label`, `columnLabels` and
 * `codes` say them in words of the person's language.
 */
export async function* dataJson(answer: Answer, generatedAt: string): AsyncGenerator<string> {
  yield `{"schema":"rightsdesk-answer-1","generatedAt":${JSON.stringify(generatedAt)},"reference":${JSON.stringify(answer.reference)},"regime":${JSON.stringify(answer.regime)},"language":${JSON.stringify(answer.language)},"codes":${JSON.stringify(codesOf(answer.language))},"systems":[`;
  let between = '\n';
  for (const system of answer.systems) {
    const { name, label, status, isComplete, collectedAt, files } = system;
    const head = { name, label, status, isComplete, collectedAt, files: files.map(({ filename }) => filename) };
    yield `${between}${JSON.stringify(head).slice(0, -1)},"collections":{`;
    let comma = '\n';
    for (const collection of system.collections) {
      yield `${comma}${JSON.stringify(collection.name)}:`;
      yield* collectionJson(collection, answer.language);
      comma = ',\n';
    }
    yield '}}';
    between = ',\n';
  }
  yield ']}\n';
}

async function* collectionJson(collection: AnswerCollection, language: Language): AsyncGenerator<string> {
  const { purposes, recipients, period, source, safeguards } = collection.notice;
  const { regime, fieldRegimes } = collection;
  const own = Object.keys(fieldRegimes).length === 0 ? {} : { fieldRegimes };
  const columnLabels = Object.fromEntries(collection.columns.map((name) => [name, columnInWords(name, language)]));
  const head = {
    label: collection.label,
    regime,
    ...own,
    columnLabels,
    categories: collection.categories,
    purposes,
    recipients,
    period,
    source,
    safeguards,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let between = '\n';
  for await (const rows of collection.rows()) {
    yield between + rows.map((row) => JSON.stringify(row)).join(',\n');
    between = ',\n';
  }
  yield ']}';
}

/** What the codes of the document say. */
function codesOf(language: Language): Record<string, string> {
  const { byLaw, byPolicy } = PAGE_WORDS[language];
  return { STATUTORY: byLaw, POLICY_ONLY: byPolicy, ...SEARCH_WORDS[language] };
}
