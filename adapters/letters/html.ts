import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import juice from 'juice';
import type { Block, Inline, LetterDocument } from '../../domain/letters/document.js';
import { compileFrame, TEMPLATES, type Template } from './templates.js';

/** Around the letter: who writes, and under which reference. */
export interface LetterFrame {
  senderName: string;
  senderLines: readonly string[];
  referenceLine: string;
}

/** Styles go into each element once, when the frame is read: a letter then costs no more than filling it in. */
function inlineStyles(source: string): string {
  const css = readFileSync(join(TEMPLATES, 'emails', 'letter.css'), 'utf8');
  const dark = readFileSync(join(TEMPLATES, 'emails', 'letter-dark.css'), 'utf8');
  return juice
    .inlineContent(source, css, { xmlMode: true })
    .replace('/* dark */', dark.trim())
    .replace(/(?<=[>}])\s*\n\s*(?=[<{])/g, '');
}

let frame: Template | undefined;

/** What the frame asks of a part; strict templates want each question answered. */
const NO_KIND = {
  heading: false,
  paragraph: false,
  quote: false,
  list: false,
  facts: false,
  table: false,
  action: false,
  callout: false,
} satisfies Record<Block['kind'], boolean>;
const NO_RUN = { strong: false, link: false, break: false } satisfies Record<Exclude<Inline['kind'], 'text'>, boolean>;

function runView(run: Inline): object {
  const words = run.kind === 'break' ? '' : run.text;
  return { ...NO_RUN, text: false, href: run.kind === 'link' ? run.href : '', words, [run.kind]: true };
}

function runViews(runs: readonly Inline[]): object[] {
  return runs.map(runView);
}

function blockView(block: Block): object {
  const kind = { ...NO_KIND, [block.kind]: true };
  switch (block.kind) {
    case 'heading':
      return { ...kind, major: block.level === 2, inlines: runViews(block.inlines) };
    case 'paragraph':
    case 'quote':
      return { ...kind, inlines: runViews(block.inlines) };
    case 'list':
      return { ...kind, isOrdered: block.isOrdered, items: block.items.map(runViews) };
    case 'facts':
      return { ...kind, rows: block.rows.map((row) => ({ term: runViews(row.term), value: runViews(row.value) })) };
    case 'table':
      return { ...kind, head: block.head.map(runViews), rows: block.rows.map((row) => row.map(runViews)) };
    case 'action':
      return { ...kind, label: block.label, href: block.href };
    case 'callout':
      return { ...kind, blocks: block.blocks.map(blockView) };
  }
}

/** The letter as one HTML page for mail clients: styles inlined, dark mode by media query, nothing fetched from anywhere. */
export function letterHtml(document: LetterDocument, around: LetterFrame): string {
  frame ??= compileFrame('emails/letter.hbs', inlineStyles);
  return frame({ ...around, language: document.language, title: document.title, blocks: document.blocks.map(blockView) });
}
