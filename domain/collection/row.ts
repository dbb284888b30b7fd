/** A value as the answer carries it. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** One record, by column name. */
export type DataRow = Record<string, JsonValue>;

/** The key of a row as text: the values of its key columns, joined by `|`. */
export function rowKeyOf(values: readonly (JsonValue | undefined)[]): string {
  return values.map((value) => textOf(value ?? null)).join('|');
}

function textOf(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
