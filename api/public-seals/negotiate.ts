/** One wish of an `Accept` or `Accept-Language` header. */
interface Wish {
  what: string;
  weight: number;
}

const MOST_WISHES = 40;

/** The wishes of a header, the strongest first, in the order given where they are equal (RFC 9110 12.4.2). */
function wishesOf(header: string): Wish[] {
  return header
    .split(',', MOST_WISHES)
    .map((part) => {
      const [what = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const weight = Number(parameters.find((piece) => piece.startsWith('q='))?.slice(2) ?? 1);
      return { what, weight: Number.isNaN(weight) ? 0 : weight };
    })
    .filter(({ what, weight }) => what !== '' && weight > 0)
    .sort((one, other) => other.weight - one.weight);
}

const remembered = new Map<string, unknown>();
const MOST_REMEMBERED = 500;

/** Browsers and verifiers send the same few headers again and again. */
function remember<T>(key: string, make: () => T): T {
  if (remembered.has(key)) return remembered.get(key) as T; // the key says which of the two functions below made it
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const made = make();
  remembered.set(key, made);
  return made;
}

/** Which of the media types on offer is wanted most; the first on offer where anything goes. Undefined where none is wanted. */
export function mediaTypeFor<T extends string>(offered: readonly T[], header: string | undefined): T | undefined {
  if (header === undefined || header === '') return offered[0];
  return remember(`${offered[0]} ${offered.length} ${header.slice(0, 1_000)}`, () => {
    for (const { what } of wishesOf(header.slice(0, 1_000))) {
      const found =
        what === '*/*' ? offered[0] : offered.find((type) => type === what || (what.endsWith('/*') && type.startsWith(what.slice(0, -1))));
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** The language of a page: asked for in the address, or by the browser; English where neither is spoken here. */
export function languageFor<T extends string>(spoken: readonly T[], asked: string | undefined, header: string | undefined): T | 'en' {
  const exact = spoken.find((language) => language === asked);
  if (exact !== undefined) return exact;
  return remember(`language ${header?.slice(0, 200)}`, () => {
    const wished = wishesOf((header ?? '').slice(0, 200)).map(({ what }) => what.split('-')[0]);
    return spoken.find((language) => language === wished.find((one) => spoken.some((other) => other === one))) ?? 'en';
  });
}
