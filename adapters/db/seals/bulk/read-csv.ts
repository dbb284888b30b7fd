import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { DomainError } from '../../../../domain/errors.js';
import { CSV_COLUMNS, CSV_NEEDED } from '../../../../domain/seals/csv-columns.js';
import { type ReadRow, readRow } from './csv-row.js';
import { delimiterOf, textOf } from './csv-text.js';

/** A row as it was read, with its line of the file. */
export type CsvRow = { line: number } & ReadRow;

const MAX_ROWS = 100_000;
const CHUNK = 500;

/**
 * Reads a CSV file in chunks of 500 rows, so that its size does not matter; `sha256` is known when all is read. It may be separated by
 * commas, semicolons or tabs, as spreadsheets of different countries write it. Throws DomainError invalid for what is no such file.
 */
export function readSealCsv(source: Readable): { chunks(): AsyncGenerator<CsvRow[]>; sha256(): Buffer } {
  const hash = createHash('sha256');
  async function* chunks(): AsyncGenerator<CsvRow[]> {
    const text = textOf(source, (chunk) => hash.update(chunk));
    const { delimiter, whole } = await delimiterOf(text);
    const parser = Readable.from(whole, { objectMode: false }).compose(parserFor(delimiter));
    let rows: CsvRow[] = [];
    let count = 0;
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
        count += 1;
        if (count > MAX_ROWS) throw tooLarge();
        rows.push({ line: info.lines, ...readRow(record) });
        if (rows.length === CHUNK) {
          yield rows;
          rows = [];
        }
      }
    } catch (error) {
      throw error instanceof CsvError ? unreadable(error) : error;
    }
    if (rows.length > 0) yield rows;
  }
  return { chunks, sha256: () => hash.digest() };
}

const parserFor = (delimiter: string) =>
  parse({
    columns: (names: string[]) => requireColumns(names.map(columnOf)),
    delimiter,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    max_record_size: 20_000,
  });

/** `Licence number` and `licenceNumber` are `licence_number`; so is the American spelling. */
const columnOf = (name: string) =>
  name
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '_')
    .replace(/^license_/, 'licence_');

function requireColumns(names: string[]): string[] {
  const missing = CSV_NEEDED.filter((name) => !names.includes(name));
  const twice = CSV_COLUMNS.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (missing.length === 0 && twice.length === 0) return names;
  const problem = missing.length > 0 ? `It does not name ${missing.join(' and ')}.` : `It names ${twice.join(', ')} more than once.`;
  throw new DomainError({
    code: 'CSV_COLUMNS_WRONG',
    kind: 'invalid',
    detail: `The first line of the file names the columns. ${problem} The columns are ${CSV_COLUMNS.join(', ')}.`,
  });
}

const tooLarge = () =>
  new DomainError({ code: 'CSV_TOO_LARGE', kind: 'invalid', detail: `At most ${MAX_ROWS} rows in one file. Send it in parts.` });

const unreadable = (cause: Error) =>
  new DomainError({
    code: 'CSV_UNREADABLE',
    kind: 'invalid',
    detail:
      'This is no CSV file that can be read. The first line names the columns (member, kind, domain, …), values with commas stand in quotes.',
    cause,
  });
