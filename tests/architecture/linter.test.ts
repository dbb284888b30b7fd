import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { plant, project, runTool } from './run-tool.js';

const report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), severity: z.string(), location: z.object({ path: z.string() }) })),
});

/** One file a mistake, and the rule of the linter that must name it. */
const mistakes: readonly (readonly [file: string, content: string, category: string])[] = [
  ['domain/settings.ts', 'export const port = process.env.PORT;', 'lint/style/noRestrictedGlobals'],
  ['domain/bytes.ts', "export const bytes = Buffer.from('x');", 'lint/style/noRestrictedGlobals'],
  ['domain/call.ts', "export const call = () => fetch('http://example.org');", 'lint/style/noRestrictedGlobals'],
  ['domain/chance.ts', 'export const chance = () => crypto.randomUUID();', 'lint/style/noRestrictedGlobals'],
  ['domain/talk.ts', "export const talk = () => console.log('x');", 'lint/suspicious/noConsole'],
  ['workflows/settings.ts', 'export const port = process.env.PORT;', 'lint/style/noRestrictedGlobals'],
  ['workflows/talk.ts', "export const talk = () => console.log('x');", 'lint/suspicious/noConsole'],
  [
    'adapters/forgotten.ts',
    'async function send(): Promise<void> {}\nexport function forget(): void {\n  send();\n}',
    'lint/nursery/noFloatingPromises',
  ],
  [
    'adapters/misused.ts',
    'async function isThere(): Promise<boolean> {\n  return true;\n}\nexport function look(): number {\n  if (isThere()) return 1;\n  return 0;\n}',
    'lint/nursery/noMisusedPromises',
  ],
  ['adapters/any.ts', 'export const loose: any = 1;', 'lint/suspicious/noExplicitAny'],
  ['adapters/bang.ts', 'export const first = (list: string[]) => list[0]!;', 'lint/style/noNonNullAssertion'],
];

let folder: string;
let found: z.infer<typeof report>['diagnostics'];

beforeAll(() => {
  folder = plant({
    ...Object.fromEntries(mistakes.map(([file, content]) => [file, `${content}\n`])),
    'adapters/allowed.ts': 'export const home = process.env.HOME;\n',
  });
  copyFileSync(join(project, 'biome.json'), join(folder, 'biome.json'));
  copyFileSync(join(project, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  const args = ['lint', '--reporter=json', '--max-diagnostics=200', '--vcs-enabled=false', '.'];
  found = report.parse(JSON.parse(runTool(folder, '@biomejs/biome/bin/biome', args))).diagnostics;
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

it.each(mistakes)('%s is an error', (file, _content, category) => {
  expect(found.filter((one) => one.location.path === file && one.severity === 'error').map((one) => one.category)).toContain(category);
});

it('lets an adapter read what the domain may not', () => {
  expect(found.filter((one) => one.location.path === 'adapters/allowed.ts' && one.severity === 'error')).toEqual([]);
});
