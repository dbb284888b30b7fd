import {
  copyingHost,
  frameHeaders,
  type Headers,
  isShownAsValid,
  pictureHeaders,
  readWishes,
  type Sharing,
  type ShownSeal,
  sharingOf,
} from '../../domain/seals/display.js';
import type { PublishedSeal } from '../../domain/seals/published.js';
import { type Answer, answerOf } from './answer.js';
import type { Asked, PublicSealsDeps } from './deps.js';

const SVG = 'image/svg+xml; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const DAY_MS = 86_400_000;

/** A published seal as the display draws it. */
export function shownSeal({ statement, status, covers, look, memberLanguage }: PublishedSeal): ShownSeal {
  return {
    id: statement.sealId,
    kind: statement.kind,
    status,
    domain: statement.domain,
    allowsWww: covers.www,
    allowsSubdomains: covers.subdomains,
    validFrom: new Date(statement.validFrom),
    validUntil: new Date(statement.validUntil),
    memberName: statement.member.name,
    language: memberLanguage,
    issuer: {
      slug: statement.issuer.slug,
      name: look.name,
      colour: look.colour,
      markSvg: look.markSvg ?? null,
      language: look.language,
      ...(look.head === undefined ? {} : { head: look.head }),
    },
  };
}

interface Looked {
  /** Only where it is valid now, and the page that asks may show it; otherwise everybody gets the neutral mark. */
  shown: ShownSeal | undefined;
  sharing: Sharing;
}

/** Who asks for which seal. A website that is not the seal's is noted: the website, not the visitor. */
function look(deps: PublicSealsDeps, id: string, { origin, mode }: Asked): Looked {
  const now = deps.now();
  const published = deps.find(id);
  const found = published === undefined ? undefined : shownSeal(published);
  const seal = isShownAsValid(found, now) ? found : undefined;
  const sharing = sharingOf(seal, origin, deps.isPlainService);
  const host = isVouchedFor(mode) ? copyingHost(seal, origin) : undefined;
  if (host !== undefined) deps.noteMisuse(id, host, now);
  return { shown: sharing.verdict === 'foreign' ? undefined : seal, sharing };
}

/** Where a browser says how it asks, it must be CORS mode: only then does it vouch for the origin. */
const isVouchedFor = (mode: string | undefined) => mode === undefined || mode === 'cors';

/** The neutral mark is kept once for all ids: that it is known, or packed, says nothing about a seal. */
const NEUTRAL = 'neutral';

/** A picture in one theme and language is drawn once a day; who may read it is said per request. */
function draw(deps: PublicSealsDeps, kind: 'badge' | 'frame', id: string, { query }: Asked, seal: ShownSeal | undefined): Answer {
  const now = deps.now();
  const wishes = readWishes({ theme: query.get('theme') ?? undefined, lang: query.get('lang') ?? undefined }, seal);
  const [about, key] = [seal === undefined ? NEUTRAL : id, `${kind} ${wishes.theme} ${wishes.language}`];
  const isKept = seal !== undefined || kind === 'badge'; // a neutral frame leads to its id
  const kept = isKept ? deps.cache.get(about, key) : undefined;
  if (kept !== undefined && kept.goodUntil > now.getTime()) return kept;
  const picture = seal === undefined ? deps.neutral(wishes, now) : deps.badge(seal, wishes, now);
  const body = kind === 'badge' ? picture.body : deps.frame(picture, wishes.language, verifyAddress(deps.publicUrl, id)).body;
  const tomorrow = (Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS;
  const answer = answerOf({
    headers: { 'Content-Type': kind === 'badge' ? SVG : HTML },
    body,
    goodUntil: Math.min(tomorrow, seal?.validUntil.getTime() ?? tomorrow),
  });
  if (seal === undefined && isKept) answer.sent = 1; // packed from the first time on: how often it was asked for says something too
  if (isKept) deps.cache.set(about, key, answer);
  return answer;
}

/** What is no id leads to where one is entered. */
const verifyAddress = (publicUrl: string, id: string) => (/^[0-9a-f-]{36}$/.test(id) ? `${publicUrl}/verify/${id}` : `${publicUrl}/verify`);

/**
 * `GET /seals/{id}/badge.svg`: the picture, for pages of the seal's own websites. Anything not valid is one neutral picture for all; a
 * website that is not the seal's gets it too, without leave to show even that, and its console says 403.
 */
export function badgeAnswer(deps: PublicSealsDeps, id: string, asked: Asked): Answer {
  const looked = look(deps, id, asked);
  return shared(draw(deps, 'badge', id, asked, looked.shown), looked.sharing);
}

/** `GET /seals/{id}/embed`: the picture in a page for a frame, which only the seal's own websites may show. */
export function embedAnswer(deps: PublicSealsDeps, id: string, asked: Asked): Answer {
  const looked = look(deps, id, { ...asked, origin: undefined }); // a frame is asked for without an origin
  return withHeaders(draw(deps, 'frame', id, asked, looked.shown), frameHeaders(looked.shown, deps.isPlainService));
}

/**
 * `GET /seals/{id}/credential`: what the component checks in the visitor's browser, for the same pages as the picture. Undefined for
 * ES256: that is signed when it is asked for, by somebody with the keys.
 */
export function credentialAnswer(deps: PublicSealsDeps, id: string, asked: Asked): Answer | undefined {
  if (asked.query.get('alg') === 'ES256') return undefined;
  const { shown, sharing } = look(deps, id, asked);
  const seal = shown === undefined ? undefined : deps.find(id);
  const body = seal === undefined ? undefined : deps.asJwt(seal);
  if (body === undefined) return shared(nothingToShow, sharing);
  return shared(answerOf({ headers: { 'Content-Type': 'application/vc+jwt' }, body }), sharing);
}

const nothingToShow = answerOf({
  status: 404,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: 'There is no valid seal to show here.\n',
});

const shared = (answer: Answer, sharing: Sharing): Answer => ({
  ...withHeaders(answer, pictureHeaders(sharing)),
  status: sharing.verdict === 'foreign' ? 403 : answer.status,
});

/** The kept answer under headers of its own; its compressed form is kept with it. */
function withHeaders(answer: Answer, headers: Headers): Answer {
  const vary = headers.Vary === undefined ? 'Accept-Encoding' : `${headers.Vary}, Accept-Encoding`;
  const { head: _head, ...own } = answer;
  return { ...own, headers: { ...answer.headers, ...headers, Vary: vary }, kept: answer };
}
