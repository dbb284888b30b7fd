import { isObject } from './json-object.js';

/**
 * RFC 8785 (JCS): members sorted by UTF-16 code units, no white space, numbers and texts as JSON.stringify writes them. A member that
 * is undefined is left out, as in JSON. The depth of what comes from outside is bounded where it is parsed.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
  return `{${members.join(',')}}`;
}
