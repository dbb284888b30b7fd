import type { JsonValue } from '../../../domain/collection/row.js';

/** Object ids of PostgreSQL's built-in types (pg_type.h), fixed since they exist. */
const oid = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  float4: 700,
  float8: 701,
  json: 114,
  jsonb: 3802,
  timestamp: 1114,
  timestamptz: 1184,
};

/**
 * A column's text as a plain JSON value: whole numbers as numbers while they are exact, instants and times as ISO 8601 (those without
 * a zone stay without one), JSON as itself, everything else, money and decimals included, as PostgreSQL writes it.
 */
export function toJsonValue(typeOid: number, raw: string | null): JsonValue {
  if (raw === null) return null;
  switch (typeOid) {
    case oid.bool:
      return raw === 't';
    case oid.int2:
    case oid.int4:
      return Number(raw);
    case oid.int8:
      return Number.isSafeInteger(Number(raw)) ? Number(raw) : raw;
    case oid.float4:
    case oid.float8:
      return Number.isFinite(Number(raw)) ? Number(raw) : raw;
    case oid.json:
    case oid.jsonb:
      return JSON.parse(raw) as JsonValue; // PostgreSQL has checked it
    case oid.timestamp:
      return raw.replace(' ', 'T');
    case oid.timestamptz:
      return raw.replace(' ', 'T').replace(/\+00$/, 'Z');
    default:
      return raw;
  }
}
