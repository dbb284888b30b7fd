import { DomainError } from '../errors.js';
import { withoutComments } from './markup.js';

/**
 * What of an uploaded drawing is kept: shapes, gradients, clips. Everything else is left out, above all what runs (script, handlers,
 * animation), what loads (image, use of another document, style sheets, fonts, links) and what is HTML (foreignObject).
 */
const ELEMENTS = new Set(
  'svg g path circle ellipse rect line polyline polygon defs linearGradient radialGradient stop clipPath'.split(' '),
);
const ATTRIBUTES = new Set(
  (
    'd cx cy r rx ry x y x1 y1 x2 y2 fx fy width height points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity ' +
    'stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray opacity clip-path clip-rule clipPathUnits offset stop-color ' +
    'stop-opacity gradientUnits gradientTransform spreadMethod id'
  ).split(' '),
);
/** Numbers, words, colours, functions of transform; a reference only to something in the same drawing. */
const VALUE = /^(?:[\w\s#%.,()+-]*|url\(#[\w-]+\))$/;
const FOREIGN = /url\((?!#[\w-]+\))|javascript|data:|expression|\\/i;
const MOST_GIVEN = 64_000;
const MOST_KEPT = 6_000;

/** A drawing as it may be shown inside ours. */
export interface Mark {
  viewBox: string;
  content: string;
}

interface Tag {
  name: string;
  isEnd: boolean;
  isEmpty: boolean;
  attributes: readonly (readonly [name: string, value: string])[];
}

/**
 * Takes an uploaded SVG apart and puts together anew what may stay. What comes back was written by us letter by letter.
 * @throws DomainError MARK_UNREADABLE (no SVG with a size), MARK_TOO_LARGE
 */
export function sanitiseMark(svg: string): string {
  if (svg.length > MOST_GIVEN) throw refusal('MARK_TOO_LARGE', 'The drawing is larger than 64 kB. Simplify it and send it again.');
  const kept = keptOf(svg);
  if (kept === undefined)
    throw refusal('MARK_UNREADABLE', 'This is no SVG drawing with a viewBox, or width and height, and a shape. Export it as plain SVG.');
  const clean = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${kept.viewBox}">${kept.content}</svg>`;
  if (clean.length > MOST_KEPT)
    throw refusal('MARK_TOO_LARGE', 'The drawing has too many details for a mark of 13 pixels: at most 6 kB of shapes. Simplify it.');
  return clean;
}

/** The same of a larger drawing; undefined for what is none, or is more than this. */
export function sanitiseDrawing(svg: string, mostKept: number): string | undefined {
  const kept = keptOf(svg);
  if (kept === undefined || kept.content.length > mostKept) return undefined;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${kept.viewBox}">${kept.content}</svg>`;
}

const refusal = (code: string, detail: string) => new DomainError({ code, kind: 'invalid', detail });

const known = new Map<string, Mark | undefined>();

/** A stored mark, judged again before it is drawn: what was written past the sanitiser is not shown. Remembers what it has seen. */
export function readMark(stored: string): Mark | undefined {
  if (known.has(stored)) return known.get(stored);
  const mark = stored.length > MOST_GIVEN ? undefined : keptOf(stored);
  if (known.size >= 500) known.clear();
  const judged = mark !== undefined && mark.content.length <= MOST_KEPT ? mark : undefined;
  known.set(stored, judged);
  return judged;
}

function keptOf(svg: string): Mark | undefined {
  const parts: string[] = [];
  const open: string[] = [];
  let viewBox: string | undefined;
  let dropped = 0; // how deep we are in something that is left out
  for (const tag of tagsOf(svg)) {
    if (dropped > 0 || !ELEMENTS.has(tag.name)) {
      if (!tag.isEmpty) dropped = Math.max(0, dropped + (tag.isEnd ? -1 : 1));
      continue;
    }
    if (viewBox === undefined) {
      if (tag.name !== 'svg' || tag.isEnd) return undefined;
      viewBox = boxOf(tag);
      if (viewBox === undefined) return undefined;
      open.push('svg');
      continue;
    }
    if (tag.name === 'svg' && !tag.isEnd) {
      if (!tag.isEmpty) dropped = 1; // a drawing in a drawing
      continue;
    }
    if (!tag.isEnd) {
      parts.push(`<${tag.name}${attributesOf(tag)}${tag.isEmpty ? '/>' : '>'}`);
      if (!tag.isEmpty) open.push(tag.name);
      if (open.length > 30) return undefined;
    } else if (open.at(-1) !== tag.name) return undefined;
    else if (open.pop() !== 'svg') parts.push(`</${tag.name}>`);
    if (open.length === 0) break;
  }
  const content = parts.join('');
  return viewBox !== undefined && open.length === 0 && /<(path|circle|ellipse|rect|line|poly)/.test(content)
    ? { viewBox, content }
    : undefined;
}

/** Tags one after the other; text, CDATA, doctypes and instructions are passed over. */
function* tagsOf(svg: string): Generator<Tag> {
  const tags = /<[!?][^<>]*>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
  for (const [, slash, name, attributes = '', end] of withoutComments(svg).matchAll(tags)) {
    if (name === undefined) continue;
    const pairs = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
    yield {
      name,
      isEnd: slash === '/',
      isEmpty: end === '/',
      attributes: pairs.flatMap(([, key = '', double, single]) =>
        key === 'style' ? declarations(double ?? single ?? '') : [[key, double ?? single ?? '']],
      ),
    };
  }
}

/** `style="fill:#123;stroke:none"`, as drawing programs write it, as attributes. */
function declarations(style: string): [string, string][] {
  return style.split(';').flatMap((declaration): [string, string][] => {
    const colon = declaration.indexOf(':');
    return colon < 0 ? [] : [[declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()]];
  });
}

/** Ids get a prefix, because the mark will stand among others' ids. */
function attributesOf({ attributes }: Tag): string {
  const kept = new Map<string, string>();
  for (const [name, value] of attributes) {
    if (!ATTRIBUTES.has(name) || FOREIGN.test(value) || !VALUE.test(value)) continue;
    kept.set(name, name === 'id' ? `m-${value}` : value.replace('url(#', 'url(#m-'));
  }
  return [...kept].map(([name, value]) => ` ${name}="${value.trim().replace(/\s+/g, ' ')}"`).join('');
}

function boxOf({ attributes }: Tag): string | undefined {
  const given = new Map(attributes);
  const box = (given.get('viewBox') ?? `0 0 ${Number.parseFloat(given.get('width') ?? '')} ${Number.parseFloat(given.get('height') ?? '')}`)
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , width = 0, height = 0] = box;
  return box.length === 4 && box.every(Number.isFinite) && width > 0 && height > 0 ? box.join(' ') : undefined;
}
