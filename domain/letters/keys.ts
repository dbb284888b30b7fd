/** The part of an address that lets whoever has it in: at least this long, and nothing a person would choose. */
const KEY_IN_ADDRESS = /(https?:\/\/[^\s"'<>]*?\/)[A-Za-z0-9_-]{20,}(?=[/?#\s"'<>)]|$)/g;

/** A text without the keys in its addresses: links of a person open their case and are not for the eyes of the desk. */
export function withoutKeys(text: string): string {
  return text.replace(KEY_IN_ADDRESS, '$1…');
}

/** The same for every text inside a value. */
export function withoutKeysIn<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_name, inner: unknown) => (typeof inner === 'string' ? withoutKeys(inner) : inner));
}
