const BEGINS_FORMULA = /^[=+\-@\t\r]/;
/** A number people call is no formula, although it may begin with a plus. */
const IS_NUMBER = /^\+?[\d ()/.-]+$/;

/** One field of a CSV file (RFC 4180). What a spreadsheet would calculate is made a text (CWE-1236). */
export function csvField(value: string | number): string {
  const text = String(value);
  const safe = BEGINS_FORMULA.test(text) && !IS_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A CSV file with its head line, lines ended as RFC 4180 wants. */
export function csvFile(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}
