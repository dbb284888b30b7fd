import type { Readable } from 'node:stream';
import { DomainError } from '../../../../domain/errors.js';

const MOST_BYTES = 30_000_000;
const LONGEST_HEAD = 20_000;
/** A spreadsheet writes the sign of its country's lists. */
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * The text of a file that is UTF-8, or UTF-16 with its mark, as spreadsheets call "Unicode text". Anything else is refused, not guessed:
 * a name with a wrong letter in it would be signed.
 */
export async function* textOf(source: Readable, note: (chunk: Buffer) => void): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let size = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    note(chunk);
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new DomainError({ code: 'CSV_TOO_LARGE', kind: 'invalid', detail: 'At most 30 MB in one file. Send it in parts.' });
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decoded(() => decoder?.decode(chunk, { stream: true }) ?? '');
  }
  yield decoded(() => decoder?.decode() ?? '');
}

function encodingOf([first, second]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function decoded(read: () => string): string {
  try {
    return read();
  } catch (cause) {
    throw new DomainError({
      code: 'CSV_NOT_UTF8',
      kind: 'invalid',
      detail: 'The letters of this file cannot be read: it is not in UTF-8. Save it as “CSV UTF-8” and send it again.',
      cause,
    });
  }
}

/** What separates the values, read from the first line, and the whole text again. */
export async function delimiterOf(text: AsyncGenerator<string>): Promise<{ delimiter: string; whole: AsyncGenerator<string> }> {
  let head = '';
  let isEnd = false;
  while (!isEnd && head.length < LONGEST_HEAD && !/[\r\n]/.test(head.trimStart())) {
    const { value, done } = await text.next();
    isEnd = done === true;
    head += value ?? '';
  }
  const [line = ''] = head.trimStart().split(/[\r\n]/, 1);
  const count = (sign: string) => line.split(sign).length;
  const delimiter = DELIMITERS.reduce<string>((best, sign) => (count(sign) > count(best) ? sign : best), ',');
  async function* whole(): AsyncGenerator<string> {
    yield head;
    yield* text;
  }
  return { delimiter, whole: whole() };
}
