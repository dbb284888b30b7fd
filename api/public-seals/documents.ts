import { type Answer, answerOf } from './answer.js';
import type { Asked, PublicSealsDeps } from './deps.js';
import { mediaTypeFor } from './negotiate.js';

/** The same as the `ttl` in the lists (Bitstring Status List 1.0, 2.2). */
const LIST_SECONDS = 60;
/** A compromised key has to leave soon. */
const KEYS_SECONDS = 60;

const JWT = 'application/vc+jwt';
/** The default is a type that libraries parse: some read only what contains `json`. */
const LIST_TYPES = ['application/vc+ld+json', JWT, 'application/vc', 'application/json', 'application/ld+json'] as const;

const open = (maxAge: number) => ({
  'Cache-Control': `public, max-age=${maxAge}`,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});

const LIST_PATH = /^\/status\/([a-z0-9-]{1,63})\/(revocation|suspension)\/([1-9]\d{0,6})$/;
const DID_PATH = /^\/issuers\/([a-z0-9-]{1,63})\/did\.json$/;

/** Status lists, `did.json` and JWKS as they are published. Undefined for any other address. */
export function documentAnswer(deps: PublicSealsDeps, asked: Asked): Answer | undefined {
  if (asked.path === '/.well-known/jwks.json') return served(deps, 'jwks', 'application/jwk-set+json', KEYS_SECONDS) ?? notThere;
  const [, list, purpose, number] = LIST_PATH.exec(asked.path) ?? [];
  if (list !== undefined) return listAnswer(deps, `status/${list}/${purpose}/${number}`, asked);
  const [, slug] = DID_PATH.exec(asked.path) ?? [];
  return slug === undefined ? undefined : (served(deps, `did/${slug}`, 'application/did+json', KEYS_SECONDS) ?? notThere);
}

/** A list as of another moment (`?timestamp=`) is not kept here; the door with the database knows it. */
function listAnswer(deps: PublicSealsDeps, name: string, asked: Asked): Answer | undefined {
  if (asked.query.has('timestamp')) return undefined;
  const type = mediaTypeFor(LIST_TYPES, asked.accept) ?? LIST_TYPES[0];
  const headers = { Vary: 'Accept, Accept-Encoding' };
  return served(deps, `${name}.${type === JWT ? 'jwt' : 'json'}`, type, LIST_SECONDS, headers) ?? noList;
}

function served(deps: PublicSealsDeps, name: string, type: string, maxAge: number, more: Record<string, string> = {}): Answer | undefined {
  const kept = deps.cache.get(name, type);
  if (kept !== undefined) return kept;
  const body = deps.document(name);
  if (body === undefined) return undefined;
  const answer = answerOf({ headers: { 'Content-Type': type, Vary: 'Accept-Encoding', ...open(maxAge), ...more }, body });
  deps.cache.set(name, type, answer);
  return answer;
}

const problem = (body: object) =>
  answerOf({
    status: 404,
    headers: { 'Content-Type': 'application/problem+json', ...open(0), 'Cache-Control': 'no-store' },
    body: JSON.stringify(body),
  });

const notThere = problem({
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  code: 'ISSUER_UNKNOWN',
  detail: 'There is no such issuer.',
});

/** RFC 9457 in the words of the standard (Bitstring Status List 1.0, 3.5). */
const noList = problem({
  type: 'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR',
  title: 'There is no such status list',
  status: 404,
  code: 'STATUS_RETRIEVAL_ERROR',
});
