import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Launch } from './launched.js';

/** What a bundle is made of: workflow code, the law it calls, and the SDK, whose version stands in the lock file. */
function fingerprintOfSources(project: string): string {
  const hash = createHash('sha256').update(readFileSync(join(project, 'package-lock.json')));
  for (const folder of ['workflows', 'domain']) {
    const files = readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    );
    for (const file of files.sort()) hash.update(file).update(readFileSync(join(project, folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * The workflow bundle of the present sources, kept in the home: without it the worker would bundle at each start, and take seconds
 * longer to come back after it was killed. Undefined where there are no workflows.
 */
export async function ensureWorkflowBundle({ project, home, given, supervisor }: Launch): Promise<string | undefined> {
  if (!existsSync(join(project, 'workflows', 'index.ts'))) return undefined;
  const name = `workflows-${fingerprintOfSources(project)}.bundle.js`;
  const file = join(home, name);
  if (existsSync(file)) return file;
  const args = ['--import', 'tsx', 'bin/bundle.ts', file];
  await supervisor.runOnce('bundle', { file: process.execPath, args, cwd: project, env: given });
  for (const old of readdirSync(home)) if (/^workflows-.*\.bundle\.js$/.test(old) && old !== name) rmSync(join(home, old));
  return file;
}
