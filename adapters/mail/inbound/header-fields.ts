/** One header field as it stands in the mail: `name` in lower case, `value` unfolded, not decoded. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** How much of a mail is searched for its header, how many fields and how long a value are read. */
const MAX_HEADER_BYTES = 512 * 1024;
const MAX_FIELDS = 2_000;
const MAX_VALUE_CHARS = 16_384;

/** Where the header ends: the offset of the first byte of the body, at most MAX_HEADER_BYTES. */
export function headerLength(raw: Buffer): number {
  const head = raw.subarray(0, MAX_HEADER_BYTES);
  const ends = [head.indexOf('\r\n\r\n'), head.indexOf('\n\n')].filter((at) => at >= 0);
  return ends.length === 0 ? head.length : Math.min(...ends);
}

/** The fields of a header block in their order, top first. Lines that are no field are passed over. Never throws; linear. */
export function readHeaderFields(block: string): HeaderField[] {
  const fields: { name: string; lines: string[]; chars: number }[] = [];
  for (const line of block.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    const last = fields.at(-1);
    if ((text.startsWith(' ') || text.startsWith('\t')) && last !== undefined) {
      if (last.chars < MAX_VALUE_CHARS) last.lines.push(text.trim());
      last.chars += text.length;
      continue;
    }
    const colon = text.indexOf(':');
    if (colon <= 0 || colon > 100 || text.slice(0, colon).includes(' ')) continue;
    if (fields.length >= MAX_FIELDS) break;
    fields.push({ name: text.slice(0, colon).toLowerCase(), lines: [text.slice(colon + 1).trim()], chars: text.length });
  }
  return fields.map(({ name, lines }) => ({ name, value: lines.join(' ').slice(0, MAX_VALUE_CHARS) }));
}

/** The header fields of a raw mail. */
export function headerFieldsOf(raw: Buffer): HeaderField[] {
  return readHeaderFields(raw.subarray(0, headerLength(raw)).toString('latin1'));
}

/** The first value of a field, or undefined. */
export function firstValue(fields: readonly HeaderField[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}

/** All values of a field, top first. */
export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value);
}
