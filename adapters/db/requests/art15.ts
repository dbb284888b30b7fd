import type { Pool } from 'pg';
import { categoriesInWords } from '../../../domain/collection/category-words.js';
import { noticeInWords } from '../../../domain/collection/notice-words.js';
import type { Art15Facts, Art15Recipient, Art15System } from '../../../domain/letters/art15.js';
import type { CaseItem } from '../../../domain/request/case-items.js';
import { collectionOf } from '../../../domain/request/own-business.js';
import type { Language } from '../../../domain/request/types.js';
import type { SearchOverview } from '../../connectors/search-record.js';
import { localDateOf } from './case-clock.js';
import { caseItems, policyItemsOf } from './case-items.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { commonFacts } from './letters.js';
import { withheldItems } from './release.js';
import { openProfile } from './sealed.js';
import { systemWordsOf } from './system-labels.js';

const FILES_OF_PACKAGE = ['index.html', 'data.json', 'csv/', 'manifest.json'] as const;
const FILE_WORDS = {
  en: ['all data, to read', 'all data, for machines', 'one table per file', 'every file with its SHA-256'],
  de: ['alle Daten zum Lesen', 'alle Daten für Maschinen', 'je Datei eine Tabelle', 'jede Datei mit ihrer SHA-256-Summe'],
  fr: ['toutes les données, à lire', 'toutes les données, pour machines', 'un tableau par fichier', 'chaque fichier avec son SHA-256'],
} as const satisfies Record<Language, readonly string[]>;

interface SearchRow {
  system: string;
  status: string;
  is_complete: boolean;
  row_count: number;
  summary: SearchOverview | null;
}

interface DisclosureRow {
  system: string;
  recipient: string;
  categories: string[];
  purpose: string;
  at: Date;
}

/** What the letter inside the package says about this person: GDPR Art. 15(1)(a)-(h) and 15(2), system by system. */
export async function art15FactsOf(deps: DeskDeps, row: CaseRow, now: Date): Promise<Art15Facts> {
  const profile = await openProfile(deps.vault, row);
  const items = (await caseItems(deps.pool, row.id)).filter((item) => item.field === undefined && item.isGiven);
  const searches = (await searchesOf(deps.pool, row.id)).map((search) => ourPart(search, items));
  const disclosures = row.regime === 'POLICY_ONLY' ? [] : await disclosuresOf(deps.pool, row.subject_id);
  const withheld = await withheldItems(deps.pool, row.id, row.language);
  const words = await systemWordsOf(deps.pool, row.language);
  const policyItems = await policyItemsOf(deps.pool, row);
  const answered = searches.filter((one) => one.is_complete);
  return {
    ...commonFacts(deps, row, profile, now),
    asOf: localDateOf(row.collected_at ?? now, row.time_zone),
    systems: answered
      .filter((one) => recordsOf(one) > 0)
      .map((one) => systemFacts(one, { name: words.system(one.system), disclosures, language: row.language })),
    nothingHeldIn: answered.filter((one) => recordsOf(one) === 0).map((one) => words.system(one.system)),
    unreachableSystems: searches.filter((one) => !one.is_complete).map((one) => words.system(one.system)),
    files: FILES_OF_PACKAGE.map((name, index) => ({ name, what: FILE_WORDS[row.language][index] ?? '' })),
    withheld,
    codes: [],
    policyItems: policyItems.length === 0 ? null : policyItems,
  };
}

/** Rows, and the files that somebody found there. */
const recordsOf = ({ row_count, summary }: SearchRow): number => row_count + (summary?.files ?? 0);

/** What a system gave without the collections that our answer does not hold: forwarded, or personal where only corporate data were asked. */
function ourPart(search: SearchRow, items: readonly CaseItem[]): SearchRow {
  if (search.summary === null) return search;
  const all = search.summary.collections;
  const collections = all.flatMap((one) => {
    const parts = items.filter((item) => item.system === search.system && collectionOf(item) === one.name);
    const rowCount = parts.reduce((sum, part) => sum + part.rowCount, 0); // with rows held back
    return parts.length === 0 ? [] : [{ ...one, rowCount: Math.min(one.rowCount, rowCount) }];
  });
  const isWhole = collections.length === all.length && collections.every(({ rowCount }, n) => rowCount === all[n]?.rowCount);
  const row_count = isWhole ? search.row_count : collections.reduce((sum, one) => sum + one.rowCount, 0);
  return { ...search, row_count, summary: { ...search.summary, collections } };
}

async function searchesOf(pool: Pool, requestId: string): Promise<SearchRow[]> {
  const { rows } = await pool.query<SearchRow>(
    'SELECT system, status, is_complete, row_count, summary FROM source_search WHERE request_id = $1 ORDER BY system',
    [requestId],
  );
  return rows;
}

/** The disclosure register: recipients by name (C-154/21). */
async function disclosuresOf(pool: Pool, subjectId: string): Promise<DisclosureRow[]> {
  const { rows } = await pool.query<DisclosureRow>(
    'SELECT system, recipient, categories, purpose, at FROM disclosure WHERE subject_id = $1 ORDER BY at',
    [subjectId],
  );
  return rows;
}

interface Told {
  name: string;
  disclosures: readonly DisclosureRow[];
  language: Language;
}

/** In the words of the person's language, as far as they are ours. */
function systemFacts(search: SearchRow, { name, disclosures, language }: Told): Art15System {
  const collections = (search.summary?.collections ?? []).filter((one) => one.rowCount > 0);
  const all = (pick: (one: (typeof collections)[number]) => readonly string[]) => [
    ...new Set(collections.flatMap((one) => [...pick(one)])),
  ];
  const each = (pick: (one: (typeof collections)[number]) => string | null) =>
    all((one) => [pick(one) ?? []].flat().map((text) => noticeInWords(text, language)));
  const kinds = categoriesInWords(
    all((one) => one.categories),
    language,
  );
  const named: Art15Recipient[] = disclosures
    .filter((one) => one.system === search.system)
    .map((one) => ({
      name: one.recipient,
      what: categoriesInWords(one.categories, language).join(', '),
      disclosedOn: one.at.toISOString().slice(0, 10),
    }));
  const standing: Art15Recipient[] = all((one) => one.recipients)
    .filter((name) => !named.some((one) => one.name === name))
    .map((name) => ({ name: noticeInWords(name, language), what: kinds.join(', '), disclosedOn: null }));
  return {
    name,
    records: recordsOf(search),
    purposes: all((one) => one.purposes).map((text) => noticeInWords(text, language)),
    legalBasis: null,
    categories: kinds,
    recipients: [...named, ...standing],
    storagePeriod: each((one) => one.period).join('; '),
    sources: each((one) => one.source),
    automatedDecision: null,
    transfers: each((one) => one.safeguards).map((safeguard) => ({ country: '', safeguard })),
  };
}
