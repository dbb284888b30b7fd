import { stringify } from 'csv-stringify/sync';
import type { JsonValue } from '../../domain/collection/row.js';
import type { AnswerCollection } from './answer-collection.js';

/**
 * One table as CSV (RFC 4180, UTF-8 with a byte-order mark). A text that a spreadsheet would run as a formula gets a leading
 * apostrophe; data.json has every value as it is.
 */
export async function* tableCsv(collection: AnswerCollection): AsyncGenerator<string> {
  yield `\uFEFF${lines([[...collection.columns]])}`;
  for await (const rows of collection.rows()) {
    yield lines(rows.map((row) => collection.columns.map((column) => cell(row[column] ?? null))));
  }
}

function lines(rows: readonly (string | number | null)[][]): string {
  return stringify([...rows], { escape_formulas: true, record_delimiter: 'windows' });
}

function cell(value: JsonValue): string | number | null {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'object' && !Array.isArray(value) && value.redacted === true) return `[redacted: ${String(value.reason)}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
