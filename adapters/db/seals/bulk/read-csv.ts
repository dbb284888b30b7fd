import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { FieldProblem } from '../../../../domain/errors.js';
import { CSV_COLUMNS } from '../../../../domain/seals/csv-columns.js';
import { readKind, SEAL_KINDS } from '../../../../domain/seals/kinds.js';
import type { NewSeal } from '../../../../domain/seals/view.js';

/** A row as it was read: what it wants, or what is wrong with it. Pointers name columns. */
export type CsvRow = { line: number } & ({ input: NewSeal } | { problems: FieldProblem[] });

const MAX_ROWS = 100_000;
const CHUNK = 500;

/** Reads a CSV file in chunks of 500 rows, so that its size does not matter; `sha256` is known when all is read. */
export function readSealCsv(source: Readable): { chunks(): AsyncGenerator<CsvRow[]>; sha256(): Buffer } {
  const hash = createHash('sha256');
  async function* chunks(): AsyncGenerator<CsvRow[]> {
    const parser = parse({
      columns: (names: string[]) => names.map(columnOf),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
      max_record_size: 20_000,
    });
    source.on('data', (chunk: Buffer) => hash.update(chunk));
    source.on('error', (error) => parser.destroy(error));
    source.pipe(parser);
    let rows: CsvRow[] = [];
    let count = 0;
    for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
      count += 1;
      if (count > MAX_ROWS) throw new RangeError(`at most ${MAX_ROWS} rows`);
      rows.push({ line: info.lines, ...rowOf(record) });
      if (rows.length === CHUNK) {
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  }
  return { chunks, sha256: () => hash.digest() };
}

/** Whether reading failed because of what is in the file. */
export const isUnreadableCsv = (error: unknown): error is Error => error instanceof CsvError || error instanceof RangeError;

/** `Licence number` and `licenceNumber` are `licence_number`. */
const columnOf = (name: string) =>
  name
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '_');

function rowOf(record: Record<string, string>): { input: NewSeal } | { problems: FieldProblem[] } {
  const value = (name: (typeof CSV_COLUMNS)[number]) => (record[name] ?? '').trim();
  const problems: FieldProblem[] = [];
  if (value('member') === '')
    problems.push({ pointer: '/member', detail: 'Give the id, reference, name or domain of a member, or the name of a new one.' });
  const kind = readKind(value('kind'));
  if (kind === undefined) problems.push({ pointer: '/kind', detail: `Choose of ${SEAL_KINDS.join(', ')}.` });
  const validUntil = value('valid_until') === '' ? undefined : new Date(value('valid_until'));
  if (validUntil !== undefined && Number.isNaN(validUntil.getTime()))
    problems.push({ pointer: '/valid_until', detail: 'Give a date like 2027-11-23, or leave it empty.' });
  for (const name of CSV_COLUMNS) if (value(name).length > 1000) problems.push({ pointer: `/${name}`, detail: 'At most 1000 characters.' });
  if (problems.length > 0 || kind === undefined) return { problems };
  const registrationNumber = value('registration_number');
  // A registration number says enough of a member to enter it where it is not known yet.
  const member =
    registrationNumber === ''
      ? value('member')
      : { name: value('member'), registrationNumber, ...given(value, ['address']), ...named('contactEmail', value('contact_email')) };
  return {
    input: {
      member,
      kind,
      ...given(value, ['domain', 'certificate', 'reference']),
      ...named('licenceNumber', value('licence_number')),
      ...(validUntil === undefined ? {} : { validUntil }),
    },
  };
}

const named = (name: string, text: string): Record<string, string> => (text === '' ? {} : { [name]: text });
const given = (value: (name: (typeof CSV_COLUMNS)[number]) => string, names: readonly (typeof CSV_COLUMNS)[number][]) =>
  Object.assign({}, ...names.map((name) => named(name, value(name)))) as Record<string, string>; // texts by their columns
