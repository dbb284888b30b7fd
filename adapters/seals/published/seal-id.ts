/** A uuid as four 32-bit words: what the index keeps instead of its text. */
export type IdWords = readonly [number, number, number, number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The words of a uuid in lower case; undefined for any other text. */
export function wordsOf(id: string): IdWords | undefined {
  if (!UUID.test(id)) return undefined;
  const hex = (from: number, to: number) => Number.parseInt(id.slice(from, to), 16);
  return [hex(0, 8), hex(9, 13) * 65_536 + hex(14, 18), hex(19, 23) * 65_536 + hex(24, 28), hex(28, 36)];
}

/** The text of a uuid. */
export function textOf([a, b, c, d]: IdWords): string {
  const hex = (word: number) => word.toString(16).padStart(8, '0');
  const [second, third] = [hex(b), hex(c)];
  return `${hex(a)}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${hex(d)}`;
}

export function writeWords(words: IdWords, target: Buffer, offset: number): void {
  for (const [n, word] of words.entries()) target.writeUInt32BE(word, offset + n * 4);
}

export const readWords = (source: Buffer, offset: number): IdWords => [
  source.readUInt32BE(offset),
  source.readUInt32BE(offset + 4),
  source.readUInt32BE(offset + 8),
  source.readUInt32BE(offset + 12),
];
