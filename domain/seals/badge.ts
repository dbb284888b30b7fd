import { brandColour, onColour } from './art-colour.js';
import { escapeText, inTwoLines, isRightToLeft } from './art-text.js';
import { ART_WORDS, type BadgeFacts, type NeutralFacts } from './art-words.js';
import { emblemOf, frameOf, HEIGHT, lineOf, paperOf, WIDTH } from './badge-parts.js';
import { readMark } from './mark-svg.js';

const TEXT_AT = 90;
const TEXT_WIDTH = 162;
const BUTTON_TEXT_AT = 74;
const BUTTON_TEXT_WIDTH = 182;

/** Keeps a date in its order where the words around it run from right to left (UAX 9: LRI, PDI). */
const leftToRight = (text: string) => `\u2066${text}\u2069`;

/**
 * The badge of a valid seal as SVG: a card, which becomes a button of two or three lines where it is shown small. Pure and quick; the
 * caller has asked before whether the seal is valid and who asks for its picture.
 */
export function badgeSvg(facts: BadgeFacts): string {
  const fill = brandColour(facts.issuer.colour);
  const colours = { fill, sign: onColour(fill) };
  const mirrored = isRightToLeft(facts.language);
  const words = ART_WORDS[facts.language];
  const day = facts.mark.kind === 'live' ? facts.mark.on : facts.mark.until;
  const dayWords = facts.mark.kind === 'live' ? `${words.checked} ${day}` : `${words.until} ${day}`;
  const domains = facts.domain === facts.domainInLetters ? facts.domain : `${facts.domainInLetters} (${facts.domain})`;
  const spoken = {
    title: `${facts.issuer.name}: ${facts.kindName}, ${domains}`,
    description: facts.mark.kind === 'live' ? `${dayWords}, ${facts.mark.code}` : dayWords,
  };
  return frameOf(facts, spoken, `${paperOf(fill, mirrored)}${cardOf(facts, colours, mirrored)}${buttonOf(facts, colours, mirrored)}`);
}

type Colours = { fill: string; sign: string };

/** Emblem at the beginning; issuer, kind, domain and day under one another. */
function cardOf(facts: BadgeFacts, colours: Colours, mirrored: boolean): string {
  const kind = inTwoLines(facts.kindName, 12.5, TEXT_WIDTH, 'bold');
  const isLong = kind.length > 1;
  const kindLine = (text: string, y: number) =>
    lineOf(text, { x: TEXT_AT, y, size: isLong ? 11.5 : 13, width: TEXT_WIDTH, class: 'ri', weight: 'bold' }, mirrored);
  const kindLines = isLong ? kind.map((text, index) => kindLine(text, 35.5 + 12.5 * index)) : [kindLine(facts.kindName, 40)];
  const domainAt = isLong ? 65 : 60;
  return (
    `<g class="ra">${emblemOf(facts.emblem, colours, { x: mirrored ? 188 : 12, y: 10.5, scale: 1 })}` +
    markOf(facts, { x: TEXT_AT, y: 10, size: 13 }, colours, mirrored) +
    lineOf(facts.issuer.name, { x: TEXT_AT + 18, y: 20.5, size: 10.5, width: TEXT_WIDTH - 18, class: 'rs' }, mirrored) +
    kindLines.join('') +
    lineOf(
      facts.domainInLetters,
      { x: TEXT_AT, y: domainAt, size: 13, width: TEXT_WIDTH, class: 'ri', cut: 'start', isLatin: true },
      mirrored,
    ) +
    dayOf(facts, { x: TEXT_AT, y: isLong ? 81 : 78.5 }, mirrored) +
    '</g>'
  );
}

/** "● checked 2026-11-29 · K7Q2": the dot is the shape of what is in order. */
function dayOf(facts: BadgeFacts, at: { x: number; y: number }, mirrored: boolean): string {
  const words = ART_WORDS[facts.language];
  const { mark } = facts;
  const text = mark.kind === 'live' ? `${mark.on} · ${mark.code}` : mark.until;
  const before = mark.kind === 'live' ? words.checked : words.until;
  const dot = `<circle class="rk" cx="${mirrored ? WIDTH - at.x - 4 : at.x + 4}" cy="${at.y - 3.5}" r="4"/>`;
  return (
    dot +
    lineOf(
      `${before} ${mirrored ? leftToRight(text) : text}`,
      { x: at.x + 13, y: at.y, size: 10, width: TEXT_WIDTH - 13, class: 'rs rn' },
      mirrored,
    )
  );
}

/** At 88 by 31 on the screen: three lines of nine pixels beside the sign of the kind. */
function buttonOf(facts: BadgeFacts, colours: Colours, mirrored: boolean): string {
  const { mark } = facts;
  const line = { x: BUTTON_TEXT_AT, size: 27, width: BUTTON_TEXT_WIDTH, isLatin: true } as const;
  const panel = mirrored ? `M${WIDTH} 9a9 9 0 00-9-9H198v93h57a9 9 0 009-9z` : 'M0 9a9 9 0 019-9h57v93H9a9 9 0 01-9-9z';
  const ink = { fill: colours.sign, sign: colours.fill };
  return (
    `<g class="rb"><path d="${panel}" fill="${colours.fill}"/>${emblemOf(facts.emblem, ink, { x: mirrored ? 204 : 6, y: 15, scale: 0.86 })}` +
    lineOf(facts.domainInLetters, { ...line, y: 28, class: 'ri', cut: 'start' }, mirrored) +
    lineOf(mark.kind === 'live' ? mark.on : mark.until, { ...line, y: 57, class: 'rs rn' }, mirrored) +
    (mark.kind === 'live' ? lineOf(mark.code, { ...line, y: 86, width: 120, class: 'rs rn' }, mirrored) : '') +
    markOf(facts, { x: 230, y: 63, size: 25 }, colours, mirrored) +
    '</g>'
  );
}

/** The issuer's mark, or the first letter of its name on its colour. */
function markOf(facts: BadgeFacts, at: { x: number; y: number; size: number }, colours: Colours, mirrored: boolean): string {
  const x = mirrored ? WIDTH - at.x - at.size : at.x;
  const mark = facts.issuer.markSvg === null ? undefined : readMark(facts.issuer.markSvg);
  if (mark !== undefined)
    return `<svg x="${x}" y="${at.y}" width="${at.size}" height="${at.size}" viewBox="${mark.viewBox}">${mark.content}</svg>`;
  const letter = escapeText([...facts.issuer.name.trim()][0]?.toUpperCase() ?? '');
  const middle = `x="${x + at.size / 2}" y="${at.y + at.size * 0.77}"`;
  return (
    `<rect x="${x}" y="${at.y}" width="${at.size}" height="${at.size}" rx="${at.size / 6}" fill="${colours.fill}"/>` +
    `<text class="rw" ${middle} font-size="${at.size * 0.75}" text-anchor="middle" fill="${colours.sign}">${letter}</text>`
  );
}

/**
 * The mark where there is no valid seal to show: one picture for suspended, revoked, expired, hidden and unknown, so that nobody can
 * watch a seal to learn of trouble at its member ("Clubbing Seals", ACM CCS 2014). Why is said on the page of the seal, as its issuer chose.
 */
export function neutralSvg(facts: NeutralFacts): string {
  const words = ART_WORDS[facts.language];
  const mirrored = isRightToLeft(facts.language);
  const colours = { fill: '#5d666e', sign: '#ffffff' };
  const [first = '', second] = inTwoLines(words.notValid, 27, BUTTON_TEXT_WIDTH, 'bold');
  const button = { x: BUTTON_TEXT_AT, size: 27, width: BUTTON_TEXT_WIDTH };
  const panel = mirrored ? `M${WIDTH} 9a9 9 0 00-9-9H198v${HEIGHT}h57a9 9 0 009-9z` : `M0 9a9 9 0 019-9h57v${HEIGHT}H9a9 9 0 01-9-9z`;
  const ink = { fill: colours.sign, sign: colours.fill };
  const content =
    '<rect class="rc" x=".75" y=".75" width="262.5" height="91.5" rx="9" stroke-width="1.5" stroke-dasharray="7 4"/>' +
    `<g class="ra">${emblemOf('none', colours, { x: mirrored ? 188 : 12, y: 10.5, scale: 1 })}` +
    lineOf(words.notValid, { x: TEXT_AT, y: 38, size: 15, width: TEXT_WIDTH, class: 'ri', weight: 'bold' }, mirrored) +
    lineOf(words.lookUp, { x: TEXT_AT, y: 57, size: 11.5, width: TEXT_WIDTH, class: 'rs' }, mirrored) +
    lineOf(facts.on, { x: TEXT_AT, y: 76, size: 10, width: TEXT_WIDTH, class: 'rs rn', isLatin: true }, mirrored) +
    `</g><g class="rb"><path d="${panel}" fill="${colours.fill}"/>${emblemOf('none', ink, { x: mirrored ? 204 : 6, y: 15, scale: 0.86 })}` +
    lineOf(first, { ...button, y: second ? 28 : 42, class: 'ri', weight: 'bold' }, mirrored) +
    (second ? lineOf(second, { ...button, y: 57, class: 'ri', weight: 'bold' }, mirrored) : '') +
    lineOf(facts.on, { ...button, y: second ? 86 : 72, class: 'rs rn', isLatin: true }, mirrored) +
    '</g>';
  return frameOf(facts, { title: words.notValid, description: `${words.lookUp}, ${facts.on}` }, content);
}
