import { DomainError } from '../../domain/errors.js';
import type { SystemWords } from '../../domain/letters/system-words.js';
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
import type { SearchOverview } from '../connectors/search-record.js';
import { readStagedIndex, type StagedFile } from '../connectors/staging.js';
import { itemRulesOf } from '../db/requests/case-items.js';
import { systemWordsOf } from '../db/requests/system-labels.js';
import { poolForUse } from '../db/restrictions/allowed-use.js';
import { type AnswerCollection, answerCollections, onlyColumns, type Redactions, redactionsOf } from './answer-collection.js';
import type { AnswerDeps } from './answer-deps.js';

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
  for (const search of searches.rows) systems.push(ours(known, await systemOf(deps, at, search, { held: held.rows, redactions, known })));
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

async function systemOf(
  deps: AnswerDeps,
  at: { requestId: string; subjectId: string; words: SystemWords },
  search: SearchRow,
  { held, redactions, known }: { held: readonly HeldCount[]; redactions: Redactions; known: ItemRules },
): Promise<AnswerSystem> {
  const index = search.blob_id === null ? null : await readStagedIndex(deps.blobs, search.blob_id);
  const released = held.filter((row) => row.system === search.system && row.released > 0);
  const staged = index?.collections ?? [];
  const names = [...new Set([...staged.map(({ name }) => name), ...released.map(({ collection }) => collection)])];
  const collections: AnswerCollection[] = [];
  for (const name of names) {
    const releasedCount = released.find(({ collection }) => collection === name)?.released ?? 0;
    const place = { ...at, system: search.system, collection: name };
    const from = { index, overview: search.summary, releasedCount, redactions, organisations: known.organisations };
    collections.push(...(await answerCollections(deps, place, from)));
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
