import type { DataNotice } from '../../domain/collection/description.js';
import { type FieldRedaction, redacted } from '../../domain/collection/redaction.js';
import type { DataRow } from '../../domain/collection/row.js';
import { DomainError } from '../../domain/errors.js';
import type { SystemWords } from '../../domain/letters/system-words.js';
import { type CollectionOrigin, UNKNOWN_ORIGIN } from '../../domain/portability/origin.js';
import {
  columnsToGive,
  FILES,
  type ItemRegime,
  type ItemRules,
  isGiven,
  ownRegimes,
  regimeOfItem,
} from '../../domain/request/case-items.js';
import type { Language } from '../../domain/request/types.js';
import { rowName } from '../connectors/held-back.js';
import type { SearchOverview } from '../connectors/search-record.js';
import { readStagedIndex, readStagedRows, type StagedFile, type StagedIndex } from '../connectors/staging.js';
import { itemRulesOf } from '../db/requests/case-items.js';
import { systemWordsOf } from '../db/requests/system-labels.js';
import { poolForUse } from '../db/restrictions/allowed-use.js';
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

/** What one system contributed. */
export interface AnswerSystem {
  name: string;
  /** The same in words of the answer's language. */
  label: string;
  status: string;
  isComplete: boolean;
  collectedAt: string | null;
  collections: readonly AnswerCollection[];
  files: readonly StagedFile[];
}

/** Everything that goes into the package of one case. */
export interface Answer {
  requestId: string;
  reference: string;
  subjectId: string;
  language: Language;
  /** Of the case as a whole: a request for corporate data holds nothing else. */
  regime: ItemRegime;
  systems: readonly AnswerSystem[];
  /** Rows held back that nobody released. */
  withheldCount: number;
}

interface SearchRow {
  system: string;
  status: string;
  is_complete: boolean;
  blob_id: string | null;
  summary: SearchOverview | null;
}

interface HeldCount {
  system: string;
  collection: string;
  released: number;
  withheld: number;
}

/**
 * Lays out the answer of a case: staged rows, plus what a reviewer released, minus what was blacked out, what another controller answers
 * for, and, where it is about corporate data only, everything about persons. Throws REQUEST_MISSING.
 */
export async function answerOf(deps: AnswerDeps, requestId: string): Promise<Answer> {
  const found = await deps.pool.query<{ reference: string; subject_id: string; language: Language }>(
    'SELECT reference, subject_id, language FROM request WHERE id = $1',
    [requestId],
  );
  const request = found.rows[0];
  if (!request) throw new DomainError({ code: 'REQUEST_MISSING', kind: 'missing', detail: 'There is no such request.' });
  const searches = await deps.pool.query<SearchRow>(
    `SELECT system, status, is_complete, blob_id, summary FROM source_search WHERE request_id = $1 ORDER BY (system <> 'rightsdesk'), system`,
    [requestId],
  );
  const held = await deps.pool.query<HeldCount>(
    `SELECT system, collection, (count(*) FILTER (WHERE verdict = 'released'))::int AS released,
            (count(*) FILTER (WHERE verdict IS DISTINCT FROM 'released'))::int AS withheld
     FROM held_back_row WHERE request_id = $1 GROUP BY system, collection ORDER BY system, collection`,
    [requestId],
  );
  const words = await systemWordsOf(deps.pool, request.language);
  const at = { requestId, subjectId: request.subject_id, words };
  const redactions = await redactionsOf(deps, requestId);
  const known = await itemRulesOf(poolForUse(deps.pool, 'rights-of-the-person'), requestId);
  const systems: AnswerSystem[] = [];
  for (const search of searches.rows) systems.push(ours(known, await systemOf(deps, at, search, held.rows, redactions)));
  return {
    requestId,
    subjectId: request.subject_id,
    reference: request.reference,
    language: request.language,
    regime: known.caseRegime,
    systems,
    withheldCount: held.rows.filter((row) => isAnswered(systems, row)).reduce((sum, row) => sum + row.withheld, 0),
  };
}

/** The part of what a system gave that our answer holds, each collection with its regime. */
function ours(known: ItemRules, system: AnswerSystem): AnswerSystem {
  const collections = system.collections.flatMap((collection) => {
    const place = { system: system.name, collection: collection.name, categories: collection.categories };
    const columns = columnsToGive(known, place, collection);
    if (columns.length === 0 && !isGiven(known, place)) return [];
    const marked = { ...collection, regime: regimeOfItem(known, place).regime, fieldRegimes: ownRegimes(known, place) };
    return [columns.length === collection.columns.length ? marked : onlyColumns(marked, columns)];
  });
  const isWithFiles = isGiven(known, { system: system.name, collection: FILES, categories: [] });
  return { ...system, collections, files: isWithFiles ? system.files : [] };
}

/** Rows held back of a collection that the answer is not about are not counted: nothing is said of them. */
const isAnswered = (systems: readonly AnswerSystem[], held: HeldCount): boolean =>
  held.released === 0 ||
  systems.some(({ name, collections }) => name === held.system && collections.some((one) => one.name === held.collection));

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

type Redactions = ReadonlyMap<string, FieldRedaction[]>;

/** By the index of the row's name, and under the bare `system/collection` whether there are any at all. */
async function redactionsOf({ pool }: AnswerDeps, requestId: string): Promise<Redactions> {
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

async function systemOf(
  deps: AnswerDeps,
  at: { requestId: string; subjectId: string; words: SystemWords },
  search: SearchRow,
  held: readonly HeldCount[],
  redactions: Redactions,
): Promise<AnswerSystem> {
  const index = search.blob_id === null ? null : await readStagedIndex(deps.blobs, search.blob_id);
  const released = held.filter((row) => row.system === search.system && row.released > 0);
  const staged = index?.collections ?? [];
  const names = [...new Set([...staged.map(({ name }) => name), ...released.map(({ collection }) => collection)])];
  const collections: AnswerCollection[] = [];
  for (const name of names) {
    const releasedCount = released.find(({ collection }) => collection === name)?.released ?? 0;
    collections.push(
      await collectionOf(
        deps,
        { ...at, system: search.system, collection: name },
        { index, overview: search.summary, releasedCount, redactions },
      ),
    );
  }
  return {
    name: search.system,
    label: at.words.system(search.system),
    status: search.status,
    isComplete: search.is_complete,
    collectedAt: index?.collectedAt ?? null,
    collections,
    files: index?.files ?? [],
  };
}

interface Place {
  words: SystemWords;
  requestId: string;
  subjectId: string;
  system: string;
  collection: string;
}

const NO_NOTICE: DataNotice = { purposes: [], recipients: [], period: null, source: null, safeguards: null };

async function collectionOf(
  deps: AnswerDeps,
  place: Place,
  from: { index: StagedIndex | null; overview: SearchOverview | null; releasedCount: number; redactions: Redactions },
): Promise<AnswerCollection> {
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
    if (staged) for await (const some of readStagedRows(deps.blobs, staged.blobId)) yield some.map(({ key, row }) => clean(key, row));
    if (from.releasedCount > 0) for await (const { key, row } of releasedRows(deps, place)) yield [clean(key, row)];
  }
  return {
    name: place.collection,
    label: place.words.collection(place.system, place.collection),
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
