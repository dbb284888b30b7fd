import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import juice from 'juice';
import type { LetterDocument } from '../../domain/letters/document.js';
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

/** The letter as one HTML page for mail clients: styles inlined, dark mode by media query, nothing fetched from anywhere. */
export function letterHtml(document: LetterDocument, around: LetterFrame): string {
  frame ??= compileFrame('letter', inlineStyles);
  return frame({ ...around, language: document.language, title: document.title, blocks: document.blocks });
}
