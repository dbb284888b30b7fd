import { isObject } from '../encoding/json-object.js';
import { canonicalNQuads } from './canonize.js';

/** One canonical line with its holes: constant text, then a value, then constant text … */
interface Line {
  /** One more than there are holes. */
  texts: readonly string[];
  holes: readonly { slot: number; isIri: boolean }[];
}

/** The canonical form of all documents of one shape. */
type Template = readonly Line[];

const SLOT = /(<|")https:\/\/slot\.invalid\/(\d+)\/(?:>|")/g;
const slotMark = (slot: number) => `https://slot.invalid/${slot}/`;

/** IRIs that JSON-LD passes through unchanged and N-Quads writes without escapes. */
const PLAIN_IRI = /^(https?:\/\/|did:web:)[\w.~:/?#[\]@!$&'()*+,;=%-]*$/;
/** What canonical N-Quads escape in a literal (RDF 1.1 N-Quads, canonical form; RDFC-1.0 section 5). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are escaped.
const ESCAPED = /[\u0000-\u001f\u007f"\\]/g;
const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

const escapeLiteral = (text: string) =>
  text.replace(ESCAPED, (letter) => SHORT[letter] ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

const templates = new Map<string, Template | null>();

/**
 * Learns the canonical form of documents like this one: `jsonld` canonicalises it once with a mark in place of every text, and the
 * marks say where the texts of later documents go. A shape with several nodes that have no name cannot be learnt, because their
 * canonical names depend on the values; a lone one, as in proof options, is always `_:c14n0`.
 */
async function learnShape(document: object): Promise<void> {
  const { shape } = takeApart(document);
  if (templates.has(shape)) return;
  const lines = (await canonicalNQuads(withMarks(document))).split('\n').slice(0, -1);
  templates.set(shape, lines.some((line) => /_:(?!c14n0 )/.test(line)) ? null : lines.map(lineOf));
}

/**
 * The canonical N-Quads of a document whose shape was learnt; undefined where it was not, or a value needs the libraries' care.
 * Byte for byte what the libraries give: the lines are a set, sorted by code point.
 */
function fillTemplate(document: object): string | undefined {
  const { shape, texts } = takeApart(document);
  const template = templates.get(shape);
  if (template === undefined || template === null) return undefined;
  const lines: string[] = [];
  for (const line of template) {
    let filled = line.texts[0] ?? '';
    for (const [at, { slot, isIri }] of line.holes.entries()) {
      const value = texts[slot] ?? '';
      if (isIri && !PLAIN_IRI.test(value)) return undefined;
      filled += `${isIri ? value : escapeLiteral(value)}${line.texts[at + 1]}`;
    }
    lines.push(filled);
  }
  return `${[...new Set(lines.sort())].join('\n')}\n`;
}

/** The canonical N-Quads of any document, the short way where its shape is known. Throws NotCanonical. */
export async function canonicalForm(document: object): Promise<string> {
  return fillTemplate(document) ?? canonicalNQuads(document);
}

/** The same for a document we made ourselves: its shape is learnt, so that the next one is quick. Shapes of others never are. */
export async function canonicalFormOfOurs(document: object): Promise<string> {
  const known = fillTemplate(document);
  if (known !== undefined) return known;
  await learnShape(document);
  return canonicalForm(document);
}

/** What two documents of one shape have in common, the order of their members too, and the texts in which they differ. */
function takeApart(document: object): { shape: string; texts: string[] } {
  const texts: string[] = [];
  let shape = '';
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      texts.push(value);
      shape += '"';
    } else if (Array.isArray(value)) {
      shape += '[';
      for (const one of value) {
        visit(one);
        shape += ',';
      }
      shape += ']';
    } else if (isObject(value)) {
      shape += '{';
      for (const name of Object.keys(value)) {
        shape += `${JSON.stringify(name)}:`;
        if (isConstant(name)) shape += textOf(value[name]);
        else visit(value[name]);
        shape += ',';
      }
      shape += '}';
    } else shape += String(value);
  };
  visit(document);
  return { shape, texts };
}

const textsOf = new WeakMap<object, string>();

/** A constant as text; those of our own documents are the same objects every time. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  const known = textsOf.get(value) ?? JSON.stringify(value);
  textsOf.set(value, known);
  return known;
}

function withMarks(document: object): object {
  let slot = 0;
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return slotMark(slot++);
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.keys(value).map((name) => [name, isConstant(name) ? value[name] : visit(value[name])]));
  };
  return visit(document) as object; // visit gives the kind it gets
}

/** Members whose value decides what the others mean, or is a word of a context itself. */
const isConstant = (name: string) => name === 'type' || name === '@context' || name === 'proofPurpose';

function lineOf(line: string): Line {
  const texts: string[] = [];
  const holes: { slot: number; isIri: boolean }[] = [];
  let from = 0;
  for (const match of line.matchAll(SLOT)) {
    const end = match.index + match[0].length;
    texts.push(line.slice(from, match.index + 1));
    holes.push({ slot: Number(match[2]), isIri: match[1] === '<' });
    from = end - 1;
  }
  return { texts: [...texts, line.slice(from)], holes };
}
