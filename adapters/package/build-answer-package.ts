import { openBlobWriter } from '../connectors/blob-writer.js';
import { type Answer, answerOf } from './answer.js';
import type { AnswerDeps } from './answer-deps.js';
import { answerPage, type PageTable } from './answer-page.js';
import { dataJson } from './data-json.js';
import { createFileNames } from './file-names.js';
import { readMe, tableLabels } from './read-me.js';
import { tableCsv } from './table-csv.js';
import { openZip } from './zip.js';

export interface PackageDeps extends AnswerDeps {
  now?: () => Date;
  /** A worker's sign of life, after every file. */
  onProgress?: (fileCount: number) => void;
}

/** A ready package: an encrypted ZIP in the store. `sha256` (64 hex digits) and `sizeBytes` are of the ZIP itself. */
export interface BuiltPackage {
  blobId: string;
  sha256: string;
  sizeBytes: number;
  rowCount: number;
  withheldCount: number;
}

/** The letter that goes along, as its files. */
export interface LetterFile {
  filename: string;
  content: Uint8Array;
}

/**
 * Puts the answer to a case into one ZIP: everything staged, what a reviewer released, nothing that is held back, black-outs marked
 * with their reason. Streams all the way; calling it twice makes two packages, and the caller records one.
 */
export async function buildAnswerPackage(
  deps: PackageDeps,
  order: { requestId: string; letters: readonly LetterFile[]; deleteAfter?: Date },
): Promise<BuiltPackage> {
  const at = deps.now?.() ?? new Date();
  const answer = await answerOf(deps, order.requestId);
  const writer = openBlobWriter(deps.blobs, { subjectId: answer.subjectId, mediaType: 'application/zip', deleteAfter: order.deleteAfter });
  try {
    await pack(deps, answer, order.letters, openZip(writer, at), at);
    const { blobId, sha256, sizeBytes } = await writer.finish();
    const rowCount = answer.systems.flatMap((system) => system.collections).reduce((sum, collection) => sum + collection.rowCount, 0);
    return { blobId, sha256: sha256.toString('hex'), sizeBytes, rowCount, withheldCount: answer.withheldCount };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function pack(
  deps: PackageDeps,
  answer: Answer,
  letters: readonly LetterFile[],
  zip: ReturnType<typeof openZip>,
  at: Date,
): Promise<void> {
  const { add: addFile, close, files } = zip;
  const add: typeof addFile = async (...file) => {
    await addFile(...file);
    deps.onProgress?.(files.length);
  };
  const generatedAt = at.toISOString();
  for (const { filename, content } of letters) await add(filename, once(content));
  const expected = answer.systems.flatMap(({ collections }) => collections).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await add('data.json', dataJson(answer, generatedAt), expected);
  const nameOf = createFileNames();
  const tables: PageTable[] = [];
  for (const system of answer.systems) {
    for (const collection of system.collections) {
      const file = nameOf(`csv/${system.name}`, collection.name, '.csv');
      await add(file, tableCsv(collection), collection.sizeBytes);
      tables.push({ system: system.name, systemLabel: system.label, collection, file });
    }
    for (const { filename, blobId } of system.files) await add(nameOf(`files/${system.name}`, filename, ''), deps.blobs.open(blobId));
  }
  if (tables.length > 0) await add('csv/README.txt', readMe(tables, answer.language));
  await add('index.html', answerPage(answer, tables, { at, files: files.map(({ name }) => name) }));
  const manifest = {
    schema: 'rightsdesk-manifest-1',
    generator: 'Rightsdesk',
    generatedAt,
    reference: answer.reference,
    regime: answer.regime,
    language: answer.language,
    tables: tables.map((table) => tableLabels(table, answer.language)),
    files,
  };
  await addFile('manifest.json', once(JSON.stringify(manifest, null, 2)));
  await close();
}

async function* once<T>(content: T): AsyncGenerator<T> {
  yield content;
}
