/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One value or an array of them, as JSON-LD writes sets; nothing is an empty set. */
export function setOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** How much one document may hold. Whatever reads it afterwards needs time in proportion. */
export interface JsonLimits {
  sizeBytes: number;
  values: number;
  depth: number;
}

const DOCUMENT: JsonLimits = { sizeBytes: 1_048_576, values: 20_000, depth: 40 };

/** Reads a JSON object within limits; undefined when it is none, too large, too deep, or ambiguous. */
export function readJsonObject(text: string, limits: JsonLimits = DOCUMENT): JsonObject | undefined {
  if (text.length > limits.sizeBytes) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isObject(value) && isWithin(value, limits) && !isAmbiguous(text) ? value : undefined;
}

/** Whether a parsed value is within limits, found without recursion. */
export function isWithin(value: unknown, { values, depth }: Pick<JsonLimits, 'values' | 'depth'>): boolean {
  let left = values;
  let level: unknown[] = [value];
  for (let at = 0; level.length > 0; at += 1) {
    if (at > depth) return false;
    left -= level.length;
    if (left < 0) return false;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return true;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

/**
 * Whether an object of a JSON text names a member twice, or `__proto__`: readers take the first or the last, or lose it, so that what
 * one of them verified another does not see (I-JSON, RFC 7493, 2.3). For texts that parse.
 */
export function isAmbiguous(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, isName] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (isName !== undefined) {
      const name: unknown = JSON.parse(token.slice(0, -isName.length));
      const names = open.at(-1);
      if (typeof name !== 'string' || name === '__proto__' || names?.has(name) === true) return true;
      names?.add(name);
    }
  }
  return false;
}
