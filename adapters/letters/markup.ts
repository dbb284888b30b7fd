import type { Block, Inline } from '../../domain/letters/document.js';

/** An element of the letter markup; text is a string. */
interface Element {
  tag: string;
  href: string | null;
  children: Node[];
}
type Node = Element | string;

const TOKEN = /<(\/?)([a-z][a-z0-9]*)(\s+href="[^"]*")?\s*>|([^<]+)/gy;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#x60': '`', '#x3D': '=' };

/** What the templates may use. Anything else is a mistake in a template and stops the rendering: no image, script or style gets through. */
const BLOCK_TAGS = new Set(['h2', 'h3', 'p', 'blockquote', 'ul', 'ol', 'dl', 'table', 'nav', 'aside']);
const INLINE_TAGS = new Set(['strong', 'a', 'br']);
const PART_TAGS = new Set(['title', 'li', 'dt', 'dd', 'tr', 'th', 'td']);

function decode(text: string): string {
  return text.replace(/&(#?[a-zA-Z0-9]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function hrefOf(attributes: string): string | null {
  const match = /\shref="([^"]*)"/.exec(attributes);
  return match?.[1] === undefined ? null : decode(match[1]);
}

function refuse(what: string): never {
  throw new Error(`letter markup: ${what}`);
}

/** Reads well-formed markup into a tree; the template's own mistakes are errors, values cannot make any (Handlebars escapes them). */
function readTree(source: string): Element {
  const root: Element = { tag: 'root', href: null, children: [] };
  const open: Element[] = [root];
  let position = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(source); token !== null; token = TOKEN.exec(source)) {
    position = TOKEN.lastIndex;
    const parent = open.at(-1) ?? root;
    const [, slash, tag = '', attributes = '', text] = token;
    if (text !== undefined) parent.children.push(decode(text));
    else if (slash === '/') {
      if (open.pop()?.tag !== tag) refuse(`</${tag}> closes nothing`);
    } else {
      if (!BLOCK_TAGS.has(tag) && !INLINE_TAGS.has(tag) && !PART_TAGS.has(tag)) refuse(`<${tag}> is not part of it`);
      const element: Element = { tag, href: hrefOf(attributes), children: [] };
      parent.children.push(element);
      if (tag !== 'br') open.push(element);
    }
  }
  if (position !== source.length) refuse(`cannot read at character ${position}`);
  if (open.length !== 1) refuse(`<${open.at(-1)?.tag}> is not closed`);
  return root;
}

function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

function collapse(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ');
}

function inlineOf(node: Node): Inline {
  if (typeof node === 'string') return { kind: 'text', text: collapse(node) };
  if (node.tag === 'br') return { kind: 'break' };
  const text = collapse(textOf(node)).trim();
  if (node.tag === 'strong') return { kind: 'strong', text };
  if (node.tag === 'a' && node.href !== null) return { kind: 'link', text, href: node.href };
  return refuse(`<${node.tag}> cannot stand inside a line`);
}

/** The runs of one line, without blank space at its ends or around breaks. */
function inlinesOf(element: Element): Inline[] {
  const runs = element.children.map(inlineOf);
  return runs
    .map((run, index): Inline => {
      if (run.kind !== 'text') return run;
      const startsLine = index === 0 || runs[index - 1]?.kind === 'break';
      const endsLine = index === runs.length - 1 || runs[index + 1]?.kind === 'break';
      const left = startsLine ? run.text.trimStart() : run.text;
      return { kind: 'text', text: endsLine ? left.trimEnd() : left };
    })
    .filter((run) => run.kind === 'break' || run.text !== '');
}

function elementsIn(parent: Element, allowed: readonly string[]): Element[] {
  return parent.children.flatMap((child) => {
    if (typeof child !== 'string') return allowed.includes(child.tag) ? [child] : refuse(`<${child.tag}> in <${parent.tag}>`);
    return child.trim() === '' ? [] : refuse(`loose text in <${parent.tag}>: ${child.trim().slice(0, 20)}`);
  });
}

function factsOf(element: Element): Block {
  const parts = elementsIn(element, ['dt', 'dd']);
  const rows = parts.flatMap((part, index) => {
    const value = parts[index + 1];
    return part.tag === 'dt' && value?.tag === 'dd' ? [{ term: inlinesOf(part), value: inlinesOf(value) }] : [];
  });
  return rows.length * 2 === parts.length ? { kind: 'facts', rows } : refuse('each <dt> needs its <dd>');
}

function tableOf(element: Element): Block {
  const rows = elementsIn(element, ['tr']).map((row) => elementsIn(row, ['th', 'td']));
  const head = rows[0] ?? [];
  if (head.length === 0 || head.some((cell) => cell.tag !== 'th')) refuse('a table starts with a row of <th>');
  return { kind: 'table', head: head.map(inlinesOf), rows: rows.slice(1).map((row) => row.map(inlinesOf)) };
}

function actionOf(element: Element): Block {
  const link = elementsIn(element, ['a'])[0];
  return link?.href ? { kind: 'action', label: collapse(textOf(link)).trim(), href: link.href } : refuse('<nav> needs a link');
}

function blockOf(element: Element): Block {
  switch (element.tag) {
    case 'h2':
      return { kind: 'heading', level: 2, inlines: inlinesOf(element) };
    case 'h3':
      return { kind: 'heading', level: 3, inlines: inlinesOf(element) };
    case 'p':
      return { kind: 'paragraph', inlines: inlinesOf(element) };
    case 'blockquote':
      return { kind: 'quote', inlines: inlinesOf(element) };
    case 'ul':
    case 'ol':
      return { kind: 'list', isOrdered: element.tag === 'ol', items: elementsIn(element, ['li']).map(inlinesOf) };
    case 'dl':
      return factsOf(element);
    case 'table':
      return tableOf(element);
    case 'nav':
      return actionOf(element);
    case 'aside':
      return { kind: 'callout', blocks: elementsIn(element, [...BLOCK_TAGS]).map(blockOf) };
    default:
      return refuse(`<${element.tag}> cannot stand as a block`);
  }
}

/**
 * Reads a rendered letter template: `<title>` first, then blocks. The vocabulary is closed and small; it is written as HTML so that
 * Handlebars escapes every value and editors know it. Throws on anything else: a template with a mistake is never sent.
 */
export function readLetterMarkup(source: string): { title: string; blocks: Block[] } {
  const [title, ...rest] = elementsIn(readTree(source), ['title', ...BLOCK_TAGS]);
  if (title?.tag !== 'title') return refuse('a letter starts with its <title>');
  return { title: collapse(textOf(title)).trim(), blocks: rest.map(blockOf) };
}
