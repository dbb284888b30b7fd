import { type ArtLanguage, artLanguage, BADGE_THEMES, type BadgeTheme } from './art-words.js';
import { type Coverage, coversOrigin, frameAncestorsOf, isCovered, readOrigin } from './coverage.js';
import type { PrintedHead } from './letterhead.js';

/** A seal as the public may see it, with all that its display needs. Hidden seals, drafts and unknown ids are not there at all. */
export interface ShownSeal extends Coverage {
  id: string;
  /** A code of kinds.ts. */
  kind: string;
  /** As stored; whether it is shown as valid is asked of `isShownAsValid`. */
  status: string;
  validFrom: Date;
  validUntil: Date;
  memberName: string;
  /** The member's; art in another language is asked for. */
  language: string;
  issuer: { slug: string; name: string; colour: string; markSvg: string | null; language: string; head?: PrintedHead };
}

/** Only a seal that is active today is shown; everything else is the neutral mark. */
export function isShownAsValid(seal: ShownSeal | undefined, now: Date): seal is ShownSeal {
  return seal !== undefined && seal.status === 'active' && seal.validFrom <= now && now < seal.validUntil;
}

/**
 * What a picture is asked for with: `?theme=` and `?lang=`. Without a wish a valid seal speaks its member's language; the neutral mark
 * speaks English, so that its language says nothing about a seal.
 */
export function readWishes(
  query: { theme?: unknown; lang?: unknown },
  seal: ShownSeal | undefined,
): { theme: BadgeTheme; language: ArtLanguage } {
  const asked = typeof query.lang === 'string' ? query.lang.slice(0, 35) : undefined;
  return { theme: BADGE_THEMES.find((theme) => theme === query.theme) ?? 'auto', language: artLanguage(asked, seal?.language) };
}

/** How long what is shown may be kept: after that a revocation shows. A stale picture may be shown while the new one is fetched. */
export const MAX_AGE_SECONDS = 60;
const CACHE = `public, max-age=${MAX_AGE_SECONDS}, stale-while-revalidate=${MAX_AGE_SECONDS}`;

export type Headers = Record<string, string>;

/** What every answer of the display says: it runs nothing, is nothing else than it says, and tells nobody where the visitor was. */
const COMMON: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': CACHE,
};

/** Pictures run nothing and load nothing, also when opened by themselves. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export type Sharing = { headers: Headers; verdict: 'open' | 'allowed' | 'foreign' };

/**
 * Who may read it. A browser that asks in CORS mode always tells the page's true origin, also where the page sends no referrer: the
 * seal's own websites are allowed, others get no answer they may show. Without CORS mode (`<img>` alone) another site gets nothing,
 * because it could be anyone's (Fetch, 3.7). The neutral mark is everybody's, so that it says nothing about a seal.
 */
export function sharingOf(seal: ShownSeal | undefined, origin: string | undefined, isPlainService: boolean): Sharing {
  const closed = { Vary: 'Origin', 'Cross-Origin-Resource-Policy': 'same-origin' };
  if (seal === undefined)
    return {
      headers: { Vary: 'Origin', 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' },
      verdict: 'open',
    };
  if (origin === undefined) return { headers: closed, verdict: 'open' };
  if (!coversOrigin(seal, origin, isPlainService)) return { headers: closed, verdict: 'foreign' };
  return { headers: { ...closed, 'Access-Control-Allow-Origin': origin }, verdict: 'allowed' };
}

/**
 * The host of a website that shows the seal without right; undefined where there is nothing to report. A page of the seal's own website
 * without TLS is refused too, but it is nobody's misuse.
 */
export function copyingHost(seal: ShownSeal | undefined, origin: string | undefined): string | undefined {
  const host = seal === undefined || origin === undefined ? undefined : readOrigin(origin)?.host;
  return seal === undefined || host === undefined || isCovered(seal, host) ? undefined : host;
}

/** The headers of a picture; `seal` is undefined for the neutral mark. */
export function pictureHeaders(sharing: Sharing): Headers {
  return { ...COMMON, ...sharing.headers, 'Content-Security-Policy': PICTURE_POLICY };
}

/** The headers of the page for a frame: only the seal's own websites may frame it, whatever they send or leave out. */
export function frameHeaders(seal: ShownSeal | undefined, isPlainService: boolean): Headers {
  const ancestors = seal === undefined ? '*' : frameAncestorsOf(seal, isPlainService);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`;
  return { ...COMMON, 'Content-Security-Policy': policy, 'Cross-Origin-Resource-Policy': 'cross-origin' };
}
