import type { FieldProblem } from '../../../../domain/errors.js';
import { CSV_COLUMNS, CSV_LONGEST, type CsvColumn } from '../../../../domain/seals/csv-columns.js';
import { readKind, SEAL_KINDS } from '../../../../domain/seals/kinds.js';
import { readDay } from '../../../../domain/seals/read-day.js';
import { hasHiddenSigns } from '../../../../domain/seals/shown-text.js';
import type { NewSeal } from '../../../../domain/seals/view.js';

/** What a row wants, or what is wrong with it. Pointers name columns. */
export type ReadRow = { input: NewSeal } | { problems: FieldProblem[] };

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;

/** A value of several lines, as a cell with an address has it, is one line here. */
const oneLine = (text: string) => text.trim().replaceAll(/\s*[\r\n]+\s*/g, ', ');

export function readRow(record: Record<string, string>): ReadRow {
  const value = (name: CsvColumn) => oneLine(Object.hasOwn(record, name) ? (record[name] ?? '') : '');
  const kind = readKind(value('kind'));
  const validUntil = readDay(value('valid_until'));
  const problems = problemsOf(value, { isKind: kind !== undefined, isDay: validUntil !== undefined });
  if (problems.length > 0 || kind === undefined) return { problems };
  return {
    input: {
      member: memberOf(value),
      kind,
      ...named('domain', value('domain')),
      ...named('certificate', value('certificate')),
      ...named('reference', value('reference')),
      ...named('licenceNumber', value('licence_number')),
      ...(validUntil === undefined ? {} : { validUntil }),
    },
  };
}

type Value = (name: CsvColumn) => string;

/** A registration number says enough of a member to enter it where it is not known yet. */
function memberOf(value: Value): NewSeal['member'] {
  const registrationNumber = value('registration_number');
  if (registrationNumber === '') return value('member');
  const more = { ...named('address', value('address')), ...named('contactEmail', value('contact_email')) };
  return { name: value('member'), registrationNumber, ...more };
}

const named = (name: string, text: string): Record<string, string> => (text === '' ? {} : { [name]: text });

function problemsOf(value: Value, { isKind, isDay }: { isKind: boolean; isDay: boolean }): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (name: CsvColumn, detail: string) => problems.push({ pointer: `/${name}`, detail });
  if (value('member') === '') wrong('member', 'Give the id, reference, name or domain of a member, or the name of a new one.');
  if (!isKind) wrong('kind', `Choose of ${SEAL_KINDS.join(', ')}.`);
  if (value('valid_until') !== '' && !isDay) wrong('valid_until', 'Give a date like 2027-11-23, or leave it empty.');
  if (value('contact_email') !== '' && !EMAIL.test(value('contact_email')))
    wrong('contact_email', 'Give an address like name@example.com.');
  for (const name of CSV_COLUMNS) {
    if (value(name).length > CSV_LONGEST[name]) wrong(name, `At most ${CSV_LONGEST[name]} characters.`);
    if (hasHiddenSigns(value(name)))
      wrong(name, 'Contains signs that cannot be read. Save the file as “CSV UTF-8”, or type the value anew.');
  }
  return problems;
}
