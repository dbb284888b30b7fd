import type { Answer, AnswerCollection } from './answer.js';

/** The whole answer as one JSON document, in pieces: `{generatedAt, reference, regime, systems: [{name, collections: {name: {regime, …, rows}}}]}`. */
export async function* dataJson(answer: Answer, generatedAt: string): AsyncGenerator<string> {
  yield `{"schema":"rightsdesk-answer-1","generatedAt":${JSON.stringify(generatedAt)},"reference":${JSON.stringify(answer.reference)},"regime":${JSON.stringify(answer.regime)},"systems":[`;
  let between = '\n';
  for (const system of answer.systems) {
    const { name, status, isComplete, collectedAt, files } = system;
    const head = { name, status, isComplete, collectedAt, files: files.map(({ filename }) => filename) };
    yield `${between}${JSON.stringify(head).slice(0, -1)},"collections":{`;
    let comma = '\n';
    for (const collection of system.collections) {
      yield `${comma}${JSON.stringify(collection.name)}:`;
      yield* collectionJson(collection);
      comma = ',\n';
    }
    yield '}}';
    between = ',\n';
  }
  yield ']}\n';
}

async function* collectionJson(collection: AnswerCollection): AsyncGenerator<string> {
  const { purposes, recipients, period, source, safeguards } = collection.notice;
  const { regime, fieldRegimes } = collection;
  const own = Object.keys(fieldRegimes).length === 0 ? {} : { fieldRegimes };
  const head = { regime, ...own, categories: collection.categories, purposes, recipients, period, source, safeguards };
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let between = '\n';
  for await (const rows of collection.rows()) {
    yield between + rows.map((row) => JSON.stringify(row)).join(',\n');
    between = ',\n';
  }
  yield ']}';
}
