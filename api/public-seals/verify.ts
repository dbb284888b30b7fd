import type { Verification } from '../../adapters/seals/verify/verifier.js';
import { LANGUAGES } from '../../domain/request/types.js';
import { isConcealed, type PublishedSeal, standingOf, standsUntil } from '../../domain/seals/published.js';
import { type ReasonCode, timeReasons, verdictOf } from '../../domain/seals/verdict.js';
import { verificationBody } from '../verify/present.js';
import { type Answer, answerOf, timedAnswerOf } from './answer.js';
import type { Asked, PublicSealsDeps } from './deps.js';
import { languageFor, mediaTypeFor } from './negotiate.js';

const PAGE = 'text/html';
const JSON_TYPE = 'application/json';
const JWT = 'application/vc+jwt';
/** The Data Integrity form under each name that verifiers ask with; the first is the one that all of them read. */
const CREDENTIAL_TYPES = ['application/vc+ld+json', 'application/vc', 'application/ld+json'] as const;
const ALL_TYPES = [PAGE, JSON_TYPE, JWT, ...CREDENTIAL_TYPES] as const;

/** How long a verdict may be kept on the way: a revocation shows after that at the latest. */
const VERDICT_SECONDS = 5;
/** A credential says the same as long as it is valid; what became of it stands in the lists. */
const CREDENTIAL_SECONDS = 60;

/** Anyone may read it, from any page; nothing in it depends on who asks. */
const OPEN = {
  Vary: 'Accept, Accept-Encoding',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** What goes with a credential in any of its forms. */
export const CREDENTIAL_HEADERS = { ...OPEN, 'Cache-Control': `public, max-age=${CREDENTIAL_SECONDS}` } as const;

/** A page of ours loads from ours, sends nothing elsewhere, and is framed by nobody. */
const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  Vary: 'Accept, Accept-Encoding, Accept-Language',
  'Cache-Control': `public, max-age=${VERDICT_SECONDS}`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
} as const;

/** What is answered to `GET /verify/{id}`: a page, the verdict, or the credential itself, as it is accepted. */
export function verifyAnswer(deps: PublicSealsDeps, id: string, asked: Asked): Answer {
  const type = mediaTypeFor<Type>(ALL_TYPES, asked.accept);
  if (type === undefined) return notAcceptable;
  const language = type === PAGE ? languageFor(LANGUAGES, asked.query.get('lang') ?? undefined, asked.language) : '';
  const key = `verify ${type} ${language}`;
  const now = deps.now();
  const kept = deps.cache.get(id, key);
  if (kept !== undefined && kept.goodUntil > now.getTime()) return kept;
  const made = makeAnswer(deps, { id, type, language: language === '' ? 'en' : language, now });
  if (made.status === 200) deps.cache.set(id, key, made);
  return made;
}

type Type = (typeof ALL_TYPES)[number];

function makeAnswer(deps: PublicSealsDeps, what: { id: string; type: Type; language: 'en' | 'de' | 'fr'; now: Date }): Answer {
  const { id, type, language, now } = what;
  const seal = deps.find(id);
  if (type !== PAGE && type !== JSON_TYPE) {
    // Machines get what was signed as long as it is published at all: the lists say what became of it.
    const body = seal === undefined ? undefined : type === JWT ? deps.asJwt(seal) : deps.asJson(seal);
    return body === undefined ? noSuchSeal : answerOf({ headers: { ...CREDENTIAL_HEADERS, 'Content-Type': type }, body });
  }
  const verification = seal === undefined || isConcealed(seal, standingOf(seal, now)) ? undefined : factsOf(seal, now);
  const goodUntil = (seal && standsUntil(seal, now)?.getTime()) ?? Number.POSITIVE_INFINITY;
  if (type === PAGE) {
    const isLive = verification?.verdict === 'valid';
    const live = isLive ? { dayCode: deps.dayCode(id, now), ...of('linkBack', seal?.linkBack) } : {};
    const head = verification === undefined ? {} : of('head', seal?.look.head);
    const body = deps.page({ id, verification, language, now, ...live, ...head });
    return answerOf({
      status: verification === undefined ? 404 : 200,
      headers: PAGE_HEADERS,
      body,
      goodUntil: Math.min(goodUntil, now.getTime() + VERDICT_SECONDS * 1_000),
    });
  }
  if (verification === undefined) return noSuchSeal;
  const headers = { ...OPEN, 'Content-Type': JSON_TYPE, 'Cache-Control': `public, max-age=${VERDICT_SECONDS}` };
  return timedAnswerOf({ headers, body: JSON.stringify(verificationBody(verification, now)), goodUntil }, now.toISOString());
}

/** A field that is there only with a value. */
const of = <K extends string, V>(name: K, value: V | undefined) => (value === undefined ? {} : ({ [name]: value } as { [Name in K]: V })); // one field

const REASON_OF = {
  draft: 'NOT_IN_REGISTER',
  active: 'IN_REGISTER',
  suspended: 'SUSPENDED',
  revoked: 'REVOKED',
  expired: 'EXPIRED',
  superseded: 'SUPERSEDED',
} as const satisfies Record<PublishedSeal['status'], ReasonCode>;

/** What the register and the calendar say, as the verifier does. */
function factsOf(seal: PublishedSeal, now: Date): Verification {
  const { validFrom, validUntil } = seal.statement;
  const reasons = [REASON_OF[seal.status], ...timeReasons({ validFrom: new Date(validFrom), validUntil: new Date(validUntil) }, now)];
  return { verdict: verdictOf(reasons), reasons, seal };
}

const problem = (status: number, code: string, title: string, detail: string) =>
  answerOf({
    status,
    headers: { ...OPEN, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ type: 'about:blank', title, status, code, detail }),
  });

/** The same for what never was, a draft, and what is hidden. */
export const noSuchSeal = problem(404, 'SEAL_NOT_FOUND', 'There is no such seal', 'No seal with this id is published.');

const notAcceptable = problem(406, 'NOT_ACCEPTABLE', 'Not available in this form', `Ask for one of ${ALL_TYPES.join(', ')}.`);
