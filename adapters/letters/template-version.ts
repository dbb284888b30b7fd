import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LetterCode } from '../../domain/letters/facts.js';
import type { Language } from '../../domain/request/types.js';
import { TEMPLATES } from './templates.js';

const PARTIAL = /\{\{#?>\s*([a-z]+)/g;

/** The files that a letter in a language is made of: its own, the partials it names and theirs, and the frame around every mail. */
export function templateFiles(code: LetterCode, language: Language): string[] {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, name] of readFileSync(join(TEMPLATES, file), 'utf8').matchAll(PARTIAL))
      visit(join('partials', `letter-${name}.${language}.hbs`));
  };
  visit(join('letters', language, `${code}.hbs`));
  const frame = readdirSync(join(TEMPLATES, 'emails')).map((file) => join('emails', file));
  return [...[...files].sort(), ...frame.sort()];
}

const known = new Map<string, string>();

/** Which words a letter was written with: a hash over its templates (16 hex digits), the same until one of them changes. */
export function templateVersion(code: LetterCode, language: Language): string {
  const key = `${code}.${language}`;
  const version = known.get(key) ?? hashOf(templateFiles(code, language));
  known.set(key, version);
  return version;
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(TEMPLATES, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}
