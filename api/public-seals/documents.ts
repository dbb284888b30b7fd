import { CLOCK_SKEW_MS } from '../../domain/seals/verdict.js';
import { type Answer, answerOf, openHeaders } from './answer.js';
import type { Asked, PublicSealsDeps } from './deps.js';
import { mediaTypeFor } from './negotiate.js';
import { bundleAnswer } from './offline-bundle.js';

/** The same as the `ttl` in the lists (Bitstring Status List 1.0, 2.2). */
const LIST_SECONDS = 60;
/** A compromised key has to leave soon. */
const KEYS_SECONDS = 60;

const JWT = 'application/vc+jwt';
/** The default is a type that libraries parse: some read only what contains `json`. */
const LIST_TYPES = ['application/vc+ld+json', JWT, 'application/vc', 'application/json', 'application/ld+json'] as const;
/**
 * The document has an `@context`, so it is the JSON-LD representation (DID Core 1.0, 6.3), which did:web asks to be named as such. The
 * same bytes are also the JSON representation (6.2), and what DID 1.1 calls `application/did`.
 */
const DID_TYPES = [
  'application/did+ld+json',
  'application/did+json',
  'application/did',
  'application/json',
  'application/ld+json',
] as const;

/** Pages about requests stand under `/status` too, by their reference: `RR-2026-…` is none of ours. */
const LIST_PATH = /^\/status\/(?!rr-\d{4}-)([a-z0-9-]{1,63})\/([a-z]{1,20})\/(\d{1,7})$/;
/** A logo is named by its hash: what stands at an address never changes. */
const LOGO_PATH = /^\/issuers\/([a-z0-9-]{1,63})\/logo-([A-Za-z0-9_-]{16})\.png$/;
const LOGO_SECONDS = 31_536_000;
const LOGO_HEADERS = { 'Content-Security-Policy': "default-src 'none'; sandbox" };
const DID_PATH = /^\/issuers\/([a-z0-9-]{1,63})\/did\.json$/;

/** Status lists, `did.json`, JWKS and all of them together, as they are published. Undefined for any other address. */
export function documentAnswer(deps: PublicSealsDeps, asked: Asked): Answer | undefined {
  if (asked.path === '/.well-known/jwks.json') return served(deps, 'jwks', 'application/jwk-set+json', KEYS_SECONDS) ?? notThere;
  if (asked.path === '/verify/offline/bundle.json') return bundleAnswer(deps);
  const [, , logo] = LOGO_PATH.exec(asked.path) ?? [];
  if (logo !== undefined) return served(deps, `logo/${logo}`, 'image/png', LOGO_SECONDS, LOGO_HEADERS) ?? notThere;
  const [, list, purpose, number] = LIST_PATH.exec(asked.path) ?? [];
  if (list !== undefined) return listAnswer(deps, `status/${list}/${purpose}/${number}`, asked);
  const [, slug] = DID_PATH.exec(asked.path) ?? [];
  if (slug === undefined) return undefined;
  const type = mediaTypeFor(DID_TYPES, asked.accept) ?? DID_TYPES[0];
  return served(deps, `did/${slug}`, type, KEYS_SECONDS, VARIES) ?? notThere;
}

const VARIES = { Vary: 'Accept, Accept-Encoding' };

function listAnswer(deps: PublicSealsDeps, name: string, asked: Asked): Answer {
  const type = mediaTypeFor(LIST_TYPES, asked.accept) ?? LIST_TYPES[0];
  const answer = served(deps, `${name}.${type === JWT ? 'jwt' : 'json'}`, type, LIST_SECONDS, VARIES) ?? noList;
  const stamp = asked.query.get('timestamp');
  if (stamp === null || answer === noList) return answer;
  const at = readStamp(stamp.replace(' ', '+')); // a bare + in a query is a space
  if (at === undefined) return malformedStamp;
  return saidSoAt(deps.document(`${name}.json`), at, deps.now()) ? answer : noListThen;
}

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** XSD dateTimeStamp, as `?timestamp=` has it. */
function readStamp(text: string): Date | undefined {
  const at = STAMP.test(text) ? new Date(text) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
}

/** Whether the published list is what was published at that moment: it is signed anew with every change. */
function saidSoAt(list: Buffer | undefined, at: Date, now: Date): boolean {
  const { validFrom }: { validFrom: string } = JSON.parse(list?.toString() ?? '{"validFrom":""}'); // signed by us
  return new Date(validFrom) <= at && at.getTime() <= now.getTime() + CLOCK_SKEW_MS;
}

function served(deps: PublicSealsDeps, name: string, type: string, maxAge: number, more: Record<string, string> = {}): Answer | undefined {
  const kept = deps.cache.get(name, type);
  if (kept !== undefined) return kept;
  const body = deps.document(name);
  if (body === undefined) return undefined;
  const answer = answerOf({ headers: { 'Content-Type': type, Vary: 'Accept-Encoding', ...openHeaders(maxAge), ...more }, body });
  deps.cache.set(name, type, answer);
  return answer;
}

const problem = (status: number, body: object) =>
  answerOf({
    status,
    headers: { 'Content-Type': 'application/problem+json', ...openHeaders(0), 'Cache-Control': 'no-store' },
    body: JSON.stringify({ ...body, status }),
  });

const notThere = problem(404, { type: 'about:blank', title: 'Not found', code: 'ISSUER_UNKNOWN', detail: 'There is no such issuer.' });

/** RFC 9457 in the words of the standard (Bitstring Status List 1.0, 3.5). */
const listProblem = (status: number, code: 'STATUS_RETRIEVAL_ERROR' | 'MALFORMED_VALUE_ERROR', title: string, detail: string) =>
  problem(status, { type: `https://www.w3.org/ns/credentials/status-list#${code}`, title, code, detail });

const noList = listProblem(404, 'STATUS_RETRIEVAL_ERROR', 'The list cannot be had', 'There is no such status list.');
const noListThen = listProblem(
  404,
  'STATUS_RETRIEVAL_ERROR',
  'The list cannot be had',
  'What the list said then is not kept. Without timestamp you get what it says now.',
);
const malformedStamp = listProblem(
  400,
  'MALFORMED_VALUE_ERROR',
  'A value is malformed',
  'timestamp is a dateTimeStamp, like 2026-11-23T10:00:00Z.',
);
