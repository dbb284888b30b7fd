import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const FOLDERS = ['domain', 'workflows', 'activities', 'adapters', 'api', 'bin', 'templates', 'prisma', 'docker', 'tests', 'bench', 'docs'];
const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...inDocs.map((name) => join('docs', name))];

/** Files and folders that a page names in code spans; patterns and those still to be made (`<right>`, `CODE`) are no names. */
function namedPaths(text: string): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return spans.filter((span) => FOLDERS.some((folder) => span.startsWith(`${folder}/`)) && !/[\s<>{}*…]|CODE/.test(span));
}

/** Links to other pages of ours, with their place taken from the page that links. */
function linkedFiles(page: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => join(dirname(page), target));
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('names files that are there', () => {
    expect(namedPaths(text).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('links to files that are there', () => {
    expect(linkedFiles(page, text).filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('the docs', () => {
  it('name enough for this check to mean something', () => {
    expect(namedPaths(readFileSync('docs/ARCHITECTURE.md', 'utf8')).length).toBeGreaterThan(40);
  });

  it('list every decision', () => {
    const index = readFileSync('docs/decisions/README.md', 'utf8');
    const missing = readdirSync('docs/decisions').filter((name) => /^\d{4}-/.test(name) && !index.includes(`(${name})`));
    expect(missing).toEqual([]);
  });
});

describe('docs/RULES.md', () => {
  const rows = readFileSync('docs/RULES.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| rule |'));
  const spansOf = (row: string) => [...row.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span).filter((span) => /\.ts$|\/$/.test(span));
  const isTest = (path: string) => path.endsWith('.test.ts');

  it('has every rule in a row', () => {
    expect(rows.length).toBeGreaterThan(50);
  });

  it.each(rows)('%s: names where it is code and the test that fails without it', (row) => {
    const spans = spansOf(row);
    expect(spans.filter((path) => !existsSync(path))).toEqual([]);
    expect([spans.some(isTest), spans.some((path) => !isTest(path))]).toEqual([true, true]);
  });
});
