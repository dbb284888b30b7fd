import { domainToASCII } from 'node:url';

/** One spelling for each e-mail address: trimmed, NFC, lower case, domain in punycode. What is no address stays a text to compare. */
export function normaliseEmail(email: string): string {
  const text = email.normalize('NFC').trim().toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 1) return text;
  const domain = text.slice(at + 1);
  return `${text.slice(0, at)}@${domainToASCII(domain) || domain}`;
}

/** The text as a search sees it: lower case, without accents, every run of anything but letters, digits and `@.-_+` one space. */
export function normaliseForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}@.\-_+]+/gu, ' ')
    .trim();
}

/** Every run of three characters, each once, in order of appearance. Empty when the text has fewer than three. */
export function trigramsOf(text: string): string[] {
  const letters = Array.from(normaliseForSearch(text));
  const found = new Set<string>();
  for (let start = 0; start + 3 <= letters.length; start += 1) found.add(letters.slice(start, start + 3).join(''));
  return [...found];
}

/** The words of a text as a search sees them, of two characters or more, each once. */
export function wordsOf(text: string): string[] {
  const words = normaliseForSearch(text).split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word.length > 1))];
}
