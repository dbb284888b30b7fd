import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Folder of the checkout: Jest runs in it. */
export const project = process.cwd();

/** A throw-away folder that looks like the checkout and holds only these files: for planting mistakes. */
export function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-planted-'));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Runs a tool of node_modules in `folder` and returns its standard output, whatever its exit code. */
export function runTool(folder: string, script: string, args: readonly string[]): string {
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 100_000_000, env: { ...process.env, NODE_OPTIONS: '' } } as const;
  const { stdout, stderr, error } = spawnSync(process.execPath, [join(project, 'node_modules', script), ...args], options);
  if (error) throw error;
  if (stdout === '') throw new Error(`${script} said nothing: ${stderr}`);
  return stdout;
}
