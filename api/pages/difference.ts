/** A piece of a value; `isChanged` where the other value does not have it. */
export interface Piece {
  text: string;
  isChanged: boolean;
}

/** Longer values are compared as a whole: nobody reads a difference of a thousand words. */
const MOST_WORDS = 200;

/** What differs between two values, word by word, for showing them side by side. Where nothing stood before, everything is new. */
export function difference(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.length > MOST_WORDS || now.length > MOST_WORDS)
    return { before: pieces([[before, before === after]]), after: pieces([[after, before === after]]) };
  const lengths = commonLengths(old, now);
  const left: [string, boolean][] = [];
  const right: [string, boolean][] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [one, other] = [old[i], now[j]];
    if (one !== undefined && one === other) {
      left.push([one, true]);
      right.push([one, true]);
      i++;
      j++;
    } else if (other === undefined || (one !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      left.push([one ?? '', false]);
      i++;
    } else {
      right.push([other, false]);
      j++;
    }
  }
  return { before: pieces(left), after: pieces(right) };
}

/** Words, the spaces between them and single signs, so that "Morgan-Lund" differs from "Morgan" only in what was added. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];

const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** How many words the ends of both texts from (i, j) on have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => Array.from({ length: now.length + 1 }, () => 0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  return table;
}

function pieces(parts: readonly (readonly [string, boolean])[]): Piece[] {
  const joined: Piece[] = [];
  for (const [text, isSame] of parts) {
    const last = joined.at(-1);
    if (last !== undefined && last.isChanged !== isSame) last.text += text;
    else if (text !== '') joined.push({ text, isChanged: !isSame });
  }
  return withoutGaps(joined);
}

/** A space between two changed words is marked with them, so that a changed phrase reads as one. */
function withoutGaps(parts: readonly Piece[]): Piece[] {
  const closed: Piece[] = [];
  for (const [n, piece] of parts.entries()) {
    const last = closed.at(-1);
    const isGap = !piece.isChanged && piece.text.trim() === '' && last?.isChanged === true && parts[n + 1]?.isChanged === true;
    if (last !== undefined && (isGap || (last.isChanged && piece.isChanged))) last.text += piece.text;
    else closed.push({ ...piece });
  }
  return closed;
}
