import type { DataNotice } from '../../domain/collection/description.js';
import { type FieldRedaction, redacted } from '../../domain/collection/redaction.js';
import type { DataRow } from '../../domain/collection/row.js';
import type { SystemWords } from '../../domain/letters/system-words.js';
import { type CollectionOrigin, UNKNOWN_ORIGIN } from '../../domain/portability/origin.js';
import type { ItemRegime } from '../../domain/request/case-items.js';
import { type CaseOrganisation, ownBusinessOf } from '../../domain/request/own-business.js';
import { rowName } from '../connectors/held-back.js';
import type { SearchOverview } from '../connectors/search-record.js';
import { readStagedRows, type StagedIndex } from '../connectors/staging.js';
import type { AnswerDeps } from './answer-deps.js';
import { releasedColumns, releasedRows } from './released-rows.js';

/** One collection of the answer; `rows` can be read as often as wanted, some at a time, within bounded memory. */
export interface AnswerCollection {
  name: string;
  /** The same in words of the answer's language. */
  label: string;
  categories: readonly string[];
  notice: DataNotice;
  columns: readonly string[];
  rowCount: number;
  sizeBytes: number;
  /** What GDPR Art. 20 asks of the data; `structure` are keys and dates that hold rows together. */
  origin: CollectionOrigin;
  structure: readonly string[];
  /** RULEBOOK P5: under what it is given; `fieldRegimes` names the fields that differ. */
  regime: ItemRegime;
  fieldRegimes: Readonly<Record<string, ItemRegime>>;
  rows(): AsyncIterable<DataRow[]>;
}

/** A collection with some of its columns. */
export function onlyColumns(collection: AnswerCollection, columns: readonly string[]): AnswerCollection {
  const kept = new Set(columns);
  const pick = (row: DataRow): DataRow => Object.fromEntries(Object.entries(row).filter(([column]) => kept.has(column)));
  return {
    ...collection,
    columns,
    async *rows() {
      for await (const some of collection.rows()) yield some.map(pick);
    },
  };
}

export type Redactions = ReadonlyMap<string, FieldRedaction[]>;

/** By the index of the row's name, and under the bare `system/collection` whether there are any at all. */
export async function redactionsOf({ pool }: AnswerDeps, requestId: string): Promise<Redactions> {
  const { rows } = await pool.query<{ system: string; collection: string; key_index: Buffer; field: string; reason: string }>(
    'SELECT system, collection, key_index, field, reason FROM redaction WHERE request_id = $1 ORDER BY created_at, id',
    [requestId],
  );
  const byRow = new Map<string, FieldRedaction[]>();
  for (const { system, collection, key_index, field, reason } of rows) {
    for (const name of [key_index.toString('hex'), rowName(system, collection, '')])
      byRow.set(name, [...(byRow.get(name) ?? []), { field, reason }]);
  }
  return byRow;
}

interface Place {
  words: SystemWords;
  requestId: string;
  subjectId: string;
  system: string;
  collection: string;
}

interface From {
  index: StagedIndex | null;
  overview: SearchOverview | null;
  releasedCount: number;
  redactions: Redactions;
}

/** The rows of one kind, where a collection holds two. */
interface Part {
  collection: string;
  isIn(key: string, row: DataRow): boolean;
}

const NO_NOTICE: DataNotice = { purposes: [], recipients: [], period: null, source: null, safeguards: null };

/** A collection of the search as the answer gives it; a person's own business stands apart from organisations (RULEBOOK P5). */
export async function answerCollections(
  deps: AnswerDeps,
  place: Place,
  { organisations, ...from }: From & { organisations: readonly CaseOrganisation[] },
): Promise<AnswerCollection[]> {
  const own = ownBusinessOf(organisations, place);
  if (own === undefined) return [await collectionOf(deps, place, from)];
  const business: Part = { collection: own.collection, isIn: own.isOwn };
  const others: Part = { collection: place.collection, isIn: (key, row) => !own.isOwn(key, row) };
  const both = [await collectionOf(deps, place, from, business), await collectionOf(deps, place, from, others)];
  const counted = await Promise.all(both.map(async (one) => ({ ...one, rowCount: await countOf(one) })));
  return counted.filter(({ rowCount }) => rowCount > 0);
}

async function countOf({ rows }: AnswerCollection): Promise<number> {
  let count = 0;
  for await (const some of rows()) count += some.length;
  return count;
}

async function collectionOf(deps: AnswerDeps, place: Place, from: From, part?: Part): Promise<AnswerCollection> {
  const staged = from.index?.collections.find(({ name }) => name === place.collection);
  const overview = from.overview?.collections.find(({ name }) => name === place.collection);
  const further = from.releasedCount > 0 ? await releasedColumns(deps, place) : [];
  const hasRedactions = from.redactions.has(rowName(place.system, place.collection, ''));
  const clean = (key: string, row: DataRow): DataRow => {
    if (!hasRedactions) return row;
    const name = deps.vault.indexOf('row-key', rowName(place.system, place.collection, key)).toString('hex');
    return redacted(row, from.redactions.get(name) ?? []);
  };
  async function* rows(): AsyncGenerator<DataRow[]> {
    const isOurs = ({ key, row }: { key: string; row: DataRow }) => part === undefined || part.isIn(key, row);
    for await (const some of staged ? readStagedRows(deps.blobs, staged.blobId) : [])
      yield some.filter(isOurs).map(({ key, row }) => clean(key, row));
    if (from.releasedCount > 0) for await (const one of releasedRows(deps, place)) if (isOurs(one)) yield [clean(one.key, one.row)];
  }
  const name = part?.collection ?? place.collection;
  return {
    name,
    label: place.words.collection(place.system, name),
    categories: staged?.categories ?? overview?.categories ?? [],
    notice: staged?.notice ?? overview ?? NO_NOTICE,
    columns: [...new Set([...(staged?.columns ?? []), ...further])],
    rowCount: (staged?.rowCount ?? 0) + from.releasedCount,
    sizeBytes: staged?.sizeBytes ?? 0,
    origin: staged?.origin ?? overview?.origin ?? { rest: UNKNOWN_ORIGIN, fields: {} },
    structure: staged?.structure ?? overview?.structure ?? [],
    regime: 'STATUTORY',
    fieldRegimes: {},
    rows,
  };
}
