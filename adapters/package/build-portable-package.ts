import { columnInWords } from '../../domain/collection/column-words.js';
import type { Language } from '../../domain/request/types.js';
import { openBlobWriter } from '../connectors/blob-writer.js';
import type { AnswerCollection } from './answer-collection.js';
import type { PageTable } from './answer-page.js';
import type { BuiltPackage, LetterFile, PackageDeps } from './build-answer-package.js';
import { dataJson } from './data-json.js';
import { createFileNames } from './file-names.js';
import { type NotIncluded, type PortableAnswer, portableAnswerOf } from './portable-answer.js';
import { readMe } from './read-me.js';
import { tableCsv } from './table-csv.js';
import { openZip, type PackedFile } from './zip.js';

/** What a portable package is made from beside the data. */
export interface PortableOrder {
  requestId: string;
  /** Who hands the data over. */
  source: { name: string; url: string };
  /** The letter that goes along; it names the SHA-256 of data.json, and what stays out. */
  letter(about: { dataSha256: string; notIncluded: readonly NotIncluded[] }): Promise<readonly LetterFile[]>;
  deleteAfter?: Date;
}

export type PortablePackage = BuiltPackage & { notIncluded: readonly NotIncluded[] };

/**
 * Puts the portable data of a case into one ZIP (GDPR Art. 20(1): structured, commonly used, machine-readable): data.json, a CSV per
 * table, the letter, and manifest.json with schema, source and the SHA-256 of every file. Streams; twice makes two packages.
 */
export async function buildPortablePackage(deps: PackageDeps, order: PortableOrder): Promise<PortablePackage> {
  const at = deps.now?.() ?? new Date();
  const portable = await portableAnswerOf(deps, order.requestId);
  const { answer, notIncluded } = portable;
  const writer = openBlobWriter(deps.blobs, { subjectId: answer.subjectId, mediaType: 'application/zip', deleteAfter: order.deleteAfter });
  try {
    await pack(deps, portable, order, openZip(writer, at), at);
    const { blobId, sha256, sizeBytes } = await writer.finish();
    const rowCount = answer.systems.flatMap((system) => system.collections).reduce((sum, collection) => sum + collection.rowCount, 0);
    return { blobId, sha256: sha256.toString('hex'), sizeBytes, rowCount, withheldCount: answer.withheldCount, notIncluded };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function pack(
  deps: PackageDeps,
  { answer, notIncluded }: PortableAnswer,
  order: PortableOrder,
  zip: ReturnType<typeof openZip>,
  at: Date,
): Promise<void> {
  const generatedAt = at.toISOString();
  const expected = answer.systems.flatMap(({ collections }) => collections).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await zip.add('data.json', dataJson(answer, generatedAt), expected);
  const dataSha256 = zip.files.find(({ name }) => name === 'data.json')?.sha256 ?? '';
  const nameOf = createFileNames();
  const collections: Record<string, unknown>[] = [];
  const tables: PageTable[] = [];
  for (const system of answer.systems) {
    for (const collection of system.collections) {
      const file = nameOf(`csv/${system.name}`, collection.name, '.csv');
      await zip.add(file, tableCsv(collection), collection.sizeBytes);
      deps.onProgress?.(zip.files.length);
      tables.push({ system: system.name, systemLabel: system.label, collection, file });
      const { label } = collection;
      collections.push({
        system: system.name,
        systemLabel: system.label,
        name: collection.name,
        label,
        file,
        ...schemaOf(collection, answer.language),
      });
    }
  }
  if (tables.length > 0) await zip.add('csv/README.txt', readMe(tables, answer.language));
  for (const { filename, content } of await order.letter({ dataSha256, notIncluded })) await zip.add(filename, once(content));
  const manifest = {
    schema: 'rightsdesk-portability-1',
    generator: 'Rightsdesk',
    generatedAt,
    source: order.source,
    reference: answer.reference,
    encoding: 'UTF-8',
    language: answer.language,
    collections,
    notIncluded,
    files: zip.files satisfies readonly PackedFile[],
  };
  await zip.add('manifest.json', once(JSON.stringify(manifest, null, 2)));
  await zip.close();
}

/** The columns of a table with where they come from, so that a machine elsewhere knows what it reads. */
function schemaOf({ columns, origin, rowCount, categories }: AnswerCollection, language: Language) {
  const described = columns.map((name) => {
    const { provenance, basis } = origin.fields[name] ?? origin.rest;
    return { name, label: columnInWords(name, language), provenance, basis };
  });
  return { rowCount, categories, columns: described };
}

async function* once<T>(content: T): AsyncGenerator<T> {
  yield content;
}
