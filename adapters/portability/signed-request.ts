import { randomBytes, sign, verify } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { DomainError } from '../../domain/errors.js';
import type { Vault } from '../crypto/vault.js';
import { ownJwk, publicKeyOf, type TransferJwk } from './transfer-keys.js';

/** What every transfer signs (RFC 9421): a request changed in any of these is refused. */
const COVERED = ['@method', '@target-uri', 'content-digest', 'content-length', 'content-type', 'date'];
const PARAMS = ['created', 'nonce', 'keyid', 'tag', 'alg'];
const TAG = 'data-portability';

/** A signature is fresh for this long; clocks may differ by it. */
export const FRESH_FOR_MS = 300_000;

/** Content-Digest of RFC 9530. */
export const contentDigest = (sha256: Buffer): string => `sha-256=:${sha256.toString('base64')}:`;

/** The SHA-256 of a Content-Digest header; undefined where it names none. */
export function sha256OfDigest(header: string): Buffer | undefined {
  const found = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(header)?.[1];
  return found === undefined ? undefined : Buffer.from(found, 'base64');
}

/** The headers of a signed POST. `origin` says whose keys to look in: keyid is `origin#kid`. */
export async function signRequest(
  vault: Pick<Vault, 'transferKey'>,
  request: { url: string; origin: string; sha256: Buffer; sizeBytes: number; contentType: string; now: Date },
): Promise<Record<string, string>> {
  const key = vault.transferKey();
  const message = {
    method: 'POST',
    url: request.url,
    headers: {
      'content-digest': contentDigest(request.sha256),
      'content-length': String(request.sizeBytes),
      'content-type': request.contentType,
      date: request.now.toUTCString(),
    },
  };
  const signed = await httpbis.signMessage(
    {
      key: { id: `${request.origin}#${ownJwk(vault).kid}`, alg: 'ed25519', sign: async (data) => sign(null, data, key) },
      fields: COVERED,
      params: PARAMS,
      paramValues: { created: request.now, nonce: randomBytes(18).toString('base64url'), tag: TAG },
    },
    message,
  );
  return Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Who says that it signed, before anything was checked: enough to look for keys. */
export interface SignatureClaim {
  origin: string;
  kid: string;
  nonce: string;
}

function refused(code: string, detail: string): DomainError {
  return new DomainError({ code, kind: 'unauthenticated', detail });
}

/** Reads who claims to have signed. Throws SIGNATURE_MISSING or SIGNATURE_MALFORMED. */
export async function claimOf(headers: Record<string, string>): Promise<SignatureClaim> {
  const seen: Record<string, unknown>[] = [];
  const isSigned = headers.signature !== undefined && headers['signature-input'] !== undefined;
  if (!isSigned) throw refused('SIGNATURE_MISSING', 'The request carries no HTTP message signature (RFC 9421).');
  await httpbis
    .verifyMessage(
      {
        keyLookup: async (params) => {
          seen.push(params);
          return null;
        },
      },
      { method: 'POST', url: 'https://unused.invalid/', headers },
    )
    .catch(() => null); // what cannot be read at all leaves `seen` empty
  const [only] = seen;
  const malformed = refused(
    'SIGNATURE_MALFORMED',
    'There must be one signature with created, nonce, keyid (origin#kid) and the tag data-portability.',
  );
  if (seen.length !== 1 || only === undefined || typeof only.keyid !== 'string' || typeof only.nonce !== 'string') throw malformed;
  const [origin = '', kid = '', ...rest] = only.keyid.split('#');
  if (rest.length > 0 || !URL.canParse(origin) || new URL(origin).origin !== origin || only.nonce.length > 100 || only.nonce.length < 16)
    throw malformed;
  return { origin, kid, nonce: only.nonce };
}

/**
 * Checks the signature of a request against the sender's keys: what it covers, that it is fresh, and that one of the keys made it.
 * Throws SIGNATURE_KEY_UNKNOWN, SIGNATURE_NOT_FRESH or SIGNATURE_INVALID (all unauthenticated).
 */
export async function requireSigned(
  request: { url: string; headers: Record<string, string> },
  claim: SignatureClaim,
  keys: readonly TransferJwk[],
  now: Date,
): Promise<void> {
  const key = keys.find(({ kid }) => kid === claim.kid);
  if (key === undefined) throw refused('SIGNATURE_KEY_UNKNOWN', 'The sender does not publish the key that the signature names.');
  const publicKey = publicKeyOf(key);
  let created: Date | undefined;
  let tag: string | undefined;
  const isGood = await httpbis
    .verifyMessage(
      {
        keyLookup: async (params) => {
          created = params.created ?? undefined;
          tag = params.tag;
          return { id: claim.kid, algs: ['ed25519'], verify: async (data, signature) => verify(null, data, publicKey, signature) };
        },
        requiredFields: COVERED,
        requiredParams: PARAMS,
        notAfter: Number.MAX_SAFE_INTEGER, // freshness is judged below, by our own clock
      },
      { method: 'POST', url: request.url, headers: request.headers },
    )
    .catch(() => false); // a malformed signature is a wrong one
  if (isGood !== true || tag !== TAG) throw refused('SIGNATURE_INVALID', 'The signature does not fit the request and the sender’s key.');
  if (created === undefined || Math.abs(now.getTime() - created.getTime()) > FRESH_FOR_MS)
    throw refused('SIGNATURE_NOT_FRESH', 'The signature is older than five minutes, or from the future. Sign the request anew.');
}
