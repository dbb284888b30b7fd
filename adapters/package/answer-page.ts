import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { categoriesInWords } from '../../domain/collection/category-words.js';
import { columnInWords } from '../../domain/collection/column-words.js';
import { noticeInWords } from '../../domain/collection/notice-words.js';
import type { JsonValue } from '../../domain/collection/row.js';
import { formatInstantInWords } from '../../domain/letters/dates.js';
import type { Language } from '../../domain/request/types.js';
import { TEMPLATES } from '../letters/templates.js';
import type { Answer } from './answer.js';
import type { AnswerCollection } from './answer-collection.js';
import { PAGE_WORDS } from './page-words.js';

/** A table of the answer and the file that holds all of it. */
export interface PageTable {
  system: string;
  systemLabel: string;
  collection: AnswerCollection;
  file: string;
}

/** A page that holds everything of a large answer opens in no browser: it shows the first rows and names the file with the rest. */
const SHOWN_ROWS = 100;
const SHOWN_CHARACTERS = 600;
const SHOWN_COLUMNS = 40;

const engine = Handlebars.create();
const compile = (name: string) => engine.compile(readFileSync(join(TEMPLATES, 'answer', `${name}.hbs`), 'utf8'), { strict: true });
const templates = { head: compile('head'), table: compile('table'), foot: compile('foot') };

/** The answer as one readable page without scripts and without anything from outside, table by table. */
export async function* answerPage(
  answer: Answer,
  tables: readonly PageTable[],
  made: { at: Date; files: readonly string[] },
): AsyncGenerator<string> {
  const words = PAGE_WORDS[answer.language];
  const unanswered = answer.systems.filter((system) => !system.isComplete).map((system) => system.label);
  const madeOn = formatInstantInWords(made.at.toISOString(), answer.language, 'UTC');
  yield templates.head({
    words,
    title: answer.regime === 'POLICY_ONLY' ? words.policyTitle : words.title,
    language: answer.language,
    reference: answer.reference,
    madeOn,
    unanswered,
    withheldCount: answer.withheldCount,
    hasTables: tables.length > 0,
  });
  for (const table of tables) yield templates.table({ words, ...(await viewOf(table, answer.language)) });
  yield templates.foot({ words, files: made.files });
}

async function viewOf({ system, systemLabel, collection, file }: PageTable, language: Language) {
  const columns = collection.columns.slice(0, SHOWN_COLUMNS);
  const rows: { text: string; isRedacted: boolean }[][] = [];
  if (collection.rowCount > 0) {
    for await (const some of collection.rows()) {
      rows.push(...some.slice(0, SHOWN_ROWS - rows.length).map((row) => columns.map((column) => cellOf(row[column] ?? null))));
      if (rows.length === SHOWN_ROWS) break;
    }
  }
  const { purposes, recipients, period, source, safeguards } = collection.notice;
  const inWords = (text: string) => noticeInWords(text, language);
  const isPart = collection.rowCount > rows.length || collection.columns.length > columns.length;
  return {
    system,
    systemLabel,
    name: collection.name,
    label: collection.label,
    file,
    rowCount: collection.rowCount,
    shownCount: rows.length,
    isPart,
    columns: columns.map((name) => ({ name, label: columnInWords(name, language) })),
    rows,
    isPolicyOnly: collection.regime === 'POLICY_ONLY',
    ownRegimes: Object.entries(collection.fieldRegimes).map(([field, regime]) => ({
      field: columnInWords(field, language),
      isPolicyOnly: regime === 'POLICY_ONLY',
    })),
    categories: categoriesInWords(collection.categories, language).join(', '),
    purposes: purposes.map(inWords).join('; '),
    recipients: recipients.map(inWords).join('; '),
    period: inWords(period ?? ''),
    source: inWords(source ?? ''),
    safeguards: inWords(safeguards ?? ''),
  };
}

function cellOf(value: JsonValue): { text: string; isRedacted: boolean } {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && value.redacted === true)
    return { text: String(value.reason), isRedacted: true };
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { text: text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)} …` : text, isRedacted: false };
}
