import type { Block, Inline, LetterDocument } from '../../domain/letters/document.js';
import { COLON } from '../../domain/letters/words.js';

const WIDTH = 76;

/** Breaks a paragraph at blanks; an address longer than the line stays whole, so that it can be clicked. */
function wrap(text: string, indent = '', width = WIDTH): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, indent, width))
    .join('\n');
}

function wrapLine(line: string, indent: string, width: number): string {
  const out: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && indent.length + current.length + 1 + word.length > width) {
      out.push(indent + current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...out, indent + current].join('\n');
}

/** A run of text; a link whose words are not its address shows both. */
function inlineText(inline: Inline): string {
  if (inline.kind === 'break') return '\n';
  if (inline.kind !== 'link') return inline.text;
  const address = inline.href.replace(/^(mailto|tel):/, '');
  return inline.text.replace(/\s/g, '') === address.replace(/\s/g, '') ? inline.text : `${inline.text} (${address})`;
}

function line(inlines: readonly Inline[]): string {
  return inlines.map(inlineText).join('');
}

function listText(items: readonly (readonly Inline[])[], isOrdered: boolean): string {
  return items
    .map((item, index) => {
      const mark = isOrdered ? `${index + 1}. ` : '- ';
      return wrap(line(item), ' '.repeat(mark.length)).replace(/^ +/, mark);
    })
    .join('\n');
}

function rowText(head: readonly (readonly Inline[])[], row: readonly (readonly Inline[])[], colon: string): string {
  return row
    .map((cell, index) => wrap(`${line(head[index] ?? [])}${colon}${line(cell)}`, '  '))
    .join('\n')
    .replace(/^ {2}/, '- ');
}

function blockText(block: Block, colon: string): string {
  switch (block.kind) {
    case 'heading': {
      const words = line(block.inlines);
      return `${words}\n${(block.level === 2 ? '=' : '-').repeat(Math.min(words.length, WIDTH))}`;
    }
    case 'paragraph':
      return wrap(line(block.inlines));
    case 'quote':
      return wrap(line(block.inlines), '> ');
    case 'list':
      return listText(block.items, block.isOrdered);
    case 'facts':
      return block.rows.map((row) => wrap(`${line(row.term)}${colon}${line(row.value)}`)).join('\n');
    case 'table':
      return block.rows.map((row) => rowText(block.head, row, colon)).join('\n');
    case 'action':
      return `${block.label}${colon.trimEnd()}\n${block.href}`;
    case 'callout':
      return block.blocks.map((inner) => blockText(inner, colon)).join('\n\n');
  }
}

/** The letter as plain text of at most 76 columns: headings underlined, table rows as named lines, every address written out. */
export function letterText(document: LetterDocument, sender: readonly string[]): string {
  const colon = COLON[document.language];
  const blocks = document.blocks.map((block) => blockText(block, colon));
  return `${[document.title, ...blocks, `--\n${sender.join('\n')}`].join('\n\n')}\n`;
}
