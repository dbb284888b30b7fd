/** Signs that are taken for a Latin letter (a small part of Unicode's confusables: what occurs in registered names). */
const TAKEN_FOR: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  һ: 'h',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  в: 'b',
  к: 'k',
  м: 'm',
  н: 'h',
  т: 't',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  '8': 'b',
};

/**
 * What a name looks like at a glance: two names of the same look can be taken for each other. Diacritics, hyphens, doubled letters and
 * pairs that run together (rn, vv, cl) do not count.
 * @param name in Unicode, not punycode.
 */
export function lookOf(name: string): string {
  const bare = name.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const latin = Array.from(bare, (sign) => TAKEN_FOR[sign] ?? sign).join('');
  return latin
    .replaceAll('-', '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('i', 'l')
    .replaceAll(/(.)\1+/g, '$1');
}
