import type { ReasonCode } from '../../../domain/seals/verdict.js';
import { isAmbiguous, isObject, type JsonObject, readJsonObject } from '../encoding/json-object.js';
import { looksCompact, type OpenedJws, openCompact } from '../jose/jws.js';

/** A credential as it came, with what secures it still unverified. */
export type ReadCredential =
  | { form: 'embedded'; credential: JsonObject }
  | { form: 'vc+jwt' | 'badge-jwt'; credential: JsonObject; jws: OpenedJws };

const ENVELOPE = /^data:application\/(vc\+jwt|vp\+jwt|jwt),/i;
/** Claims that a JWT puts beside the members of the credential. */
const CLAIMS = ['iss', 'sub', 'jti', 'nbf', 'exp', 'iat', 'aud'];

/** Reads a credential from a text: JSON, or a compact JWT. */
export function readCredential(text: string): ReadCredential | ReasonCode {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (looksCompact(trimmed)) return readJwt(trimmed);
  const value = readJsonObject(trimmed);
  if (value !== undefined) return readObject(value);
  if (trimmed.length === 0 || !isJsonObject(trimmed)) return 'NOTHING_READABLE';
  return isAmbiguous(trimmed) ? 'AMBIGUOUS' : 'TOO_COMPLEX';
}

/** Reads a credential that is a JSON object already; an EnvelopedVerifiableCredential is opened. */
export function readObject(value: JsonObject): ReadCredential | ReasonCode {
  const { id, type } = value;
  const isEnvelope = type === 'EnvelopedVerifiableCredential' || (Array.isArray(type) && type.includes('EnvelopedVerifiableCredential'));
  if (!isEnvelope) return { form: 'embedded', credential: value };
  return typeof id === 'string' && ENVELOPE.test(id) ? readJwt(id.replace(ENVELOPE, '')) : 'NOT_SECURED';
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

function readJwt(token: string): ReadCredential | ReasonCode {
  const jws = openCompact(token);
  if (jws === undefined) return 'NOTHING_READABLE';
  const { typ } = jws.header;
  const isVcJwt = typeof typ === 'string' && /^(application\/)?vc\+jwt$|^(application\/)?vc\+ld\+json\+jwt$/i.test(typ);
  if (isVcJwt && ('vc' in jws.payload || 'vp' in jws.payload)) return 'CLAIMS_DIFFER';
  const members = Object.entries(jws.payload).filter(([name]) => !CLAIMS.includes(name));
  return { form: isVcJwt ? 'vc+jwt' : 'badge-jwt', credential: Object.fromEntries(members), jws };
}
