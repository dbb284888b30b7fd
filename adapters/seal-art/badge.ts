import { createHash } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import { isRightToLeft } from '../../domain/seals/art-text.js';
import { type ArtLanguage, type BadgeFacts, type BadgeTheme, FURTHER_KIND_NAMES } from '../../domain/seals/art-words.js';
import { badgeSvg, neutralSvg } from '../../domain/seals/badge.js';
import type { ShownSeal } from '../../domain/seals/display.js';
import { kindOf } from '../../domain/seals/kinds.js';
import { dayCodeOf, dayOf } from './day-code.js';

/** What goes over the wire. */
export interface Picture {
  body: string;
  etag: string;
}

export interface Wishes {
  theme: BadgeTheme;
  language: ArtLanguage;
}

const hashOf = (text: string) => createHash('sha1').update(text).digest('base64url');
const pictureOf = (body: string): Picture => ({ body, etag: `"${hashOf(body)}"` });

/** Remembers what was made of a few texts that come again and again. */
function remembered<T>(make: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

const kindNamed = remembered(kindOf, 100);
const hashOfMark = remembered(hashOf, 2_000);

/** Changes when the art is drawn otherwise, so that a picture kept from before is fetched anew. */
const ART_VERSION = hashOf(
  badgeSvg({
    language: 'ar',
    theme: 'auto',
    kindName: 'Kind of seal',
    emblem: { outline: 'ribbon', sign: 'star' },
    issuer: { name: 'Issuer', colour: '#123456', markSvg: null },
    domain: 'xn--mller-kva.example',
    domainInLetters: 'müller.example',
    mark: { kind: 'live', on: '2026-01-01', code: '0000' },
  }),
);

/**
 * The badge of a seal that is shown as valid. No database, no HTTP: whoever keeps seals in memory calls this. Its tag is made of what it
 * is drawn from, which is shorter than what is drawn.
 * @param dayKey the sub-key that day codes are made with.
 */
export function renderBadge(seal: ShownSeal, wishes: Wishes, { now, dayKey }: { now: Date; dayKey: Buffer }): Picture {
  const on = dayOf(now);
  const code = dayCodeOf(dayKey, seal.id, on);
  const facts = factsOf(seal, wishes);
  const { issuer } = facts;
  const mark = issuer.markSvg === null ? '' : hashOfMark(issuer.markSvg);
  const drawnFrom = [
    ART_VERSION,
    on,
    code,
    facts.language,
    facts.theme,
    facts.kindName,
    seal.kind,
    issuer.name,
    issuer.colour,
    mark,
    facts.domain,
  ];
  return { body: badgeSvg({ ...facts, mark: { kind: 'live', on, code } }), etag: `"${hashOf(drawnFrom.join('\n'))}"` };
}

/** Art that is kept elsewhere: it says until when instead of when it was checked. */
export function keptBadge(seal: ShownSeal, wishes: Wishes): string {
  return badgeSvg({ ...factsOf(seal, wishes), mark: { kind: 'kept', until: dayOf(seal.validUntil) } });
}

const neutral = new Map<string, Picture>();

/** The one mark for everything that is not valid; few of them, so they are kept for the day. */
export function renderNeutral(wishes: Wishes, now: Date): Picture {
  const on = dayOf(now);
  const key = `${on} ${wishes.theme} ${wishes.language}`;
  const known = neutral.get(key);
  if (known !== undefined) return known;
  if (neutral.size > 100) neutral.clear();
  const picture = pictureOf(neutralSvg({ ...wishes, on }));
  neutral.set(key, picture);
  return picture;
}

function factsOf(seal: ShownSeal, { theme, language }: Wishes): Omit<BadgeFacts, 'mark'> {
  return {
    language,
    theme,
    kindName: kindNameOf(seal.kind, language),
    emblem: kindNamed(seal.kind).art,
    issuer: seal.issuer,
    domain: seal.domain,
    domainInLetters: inLetters(seal.domain),
  };
}

/** The name of a kind in a language of the art. */
export function kindNameOf(code: string, language: ArtLanguage): string {
  const { name } = kindNamed(code);
  const further = FURTHER_KIND_NAMES[language]?.[code];
  return further ?? (language === 'de' || language === 'fr' ? name[language] : name.en);
}

/** Scripts with letters that are taken for Latin ones: a name in them stays in the form of DNS, as browsers do it. */
const TAKEN_FOR_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u;

/** A domain in letters where these cannot be taken for others. */
export function inLetters(domain: string): string {
  if (!domain.includes('xn--')) return domain;
  const letters = domainToUnicode(domain);
  return letters === '' || TAKEN_FOR_LATIN.test(letters) ? domain : letters;
}

const FRAME_STYLE =
  'html,body{margin:0;background:transparent}a{display:block;border-radius:9px}a:focus-visible{outline:3px solid #ffbf3c;outline-offset:-3px}svg{display:block;width:100%;height:auto;max-height:100vh}';

/** The page for a frame: the picture and its link, no script, nothing loaded. The picture stands in it, so that a sandbox shows it too. */
export function framePage(picture: Picture, language: ArtLanguage, verifyPath: string): Picture {
  const direction = isRightToLeft(language) ? 'rtl' : 'ltr';
  const title = /<title id="rt">([^<]*)/.exec(picture.body)?.[1] ?? '';
  return pictureOf(
    `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta name="color-scheme" content="light dark"><title>${title}</title><style>${FRAME_STYLE}</style></head>` +
      `<body><main><a href="${verifyPath}" target="_blank" rel="noopener noreferrer">${picture.body}</a></main></body></html>`,
  );
}
