import {
  copyingHost,
  frameHeaders,
  type Headers,
  isShownAsValid,
  pictureHeaders,
  readWishes,
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
    issuer: { slug: statement.issuer.slug, name: look.name, colour: look.colour, markSvg: look.markSvg ?? null, language: look.language },
  };
}

interface Drawn {
  answer: Answer;
  seal: ShownSeal | undefined;
}

/** Each seal's picture in each theme and language is drawn once a day; who may read it is said per request. */
function draw(deps: PublicSealsDeps, kind: 'badge' | 'frame', id: string, asked: Asked): Drawn {
  const now = deps.now();
  const published = deps.find(id);
  const found = published === undefined ? undefined : shownSeal(published);
  const seal = isShownAsValid(found, now) ? found : undefined;
  const wishes = readWishes({ theme: asked.query.get('theme') ?? undefined, lang: asked.query.get('lang') ?? undefined }, seal);
  const key = `${kind} ${wishes.theme} ${wishes.language} ${seal === undefined ? 'neutral' : ''}`;
  const kept = deps.cache.get(id, key);
  if (kept !== undefined && kept.goodUntil > now.getTime()) return { answer: kept, seal };
  const picture = seal === undefined ? deps.neutral(wishes, now) : deps.badge(seal, wishes, now);
  const body = kind === 'badge' ? picture.body : deps.frame(picture, wishes.language, `${deps.publicUrl}/verify/${id}`).body;
  const tomorrow = (Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS;
  const answer = answerOf({
    headers: { 'Content-Type': kind === 'badge' ? SVG : HTML },
    body,
    goodUntil: Math.min(tomorrow, seal?.validUntil.getTime() ?? tomorrow),
  });
  if (published !== undefined) deps.cache.set(id, key, answer);
  return { answer, seal };
}

/** `GET /seals/{id}/badge.svg`: the picture, for pages of the seal's own websites. Anything not valid is one neutral picture for all. */
export function badgeAnswer(deps: PublicSealsDeps, id: string, asked: Asked): Answer {
  const { answer, seal } = draw(deps, 'badge', id, asked);
  const sharing = sharingOf(seal, asked.origin, deps.isPlainService);
  const host = copyingHost(seal, asked.origin);
  if (host !== undefined) deps.noteMisuse(id, host, deps.now());
  return withHeaders(answer, pictureHeaders(sharing));
}

/** `GET /seals/{id}/embed`: the picture in a page for a frame, which only the seal's own websites may show. */
export function embedAnswer(deps: PublicSealsDeps, id: string, asked: Asked): Answer {
  const { answer, seal } = draw(deps, 'frame', id, asked);
  return withHeaders(answer, frameHeaders(seal, deps.isPlainService));
}

/** The kept answer under headers of its own; its compressed form is kept with it. */
function withHeaders(answer: Answer, headers: Headers): Answer {
  const vary = headers.Vary === undefined ? 'Accept-Encoding' : `${headers.Vary}, Accept-Encoding`;
  const { head: _head, ...own } = answer;
  return { ...own, headers: { ...answer.headers, ...headers, Vary: vary }, kept: answer };
}
