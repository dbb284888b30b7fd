import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INSTALL_MS = 120_000;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A tool of another language, or why there is none here. */
export type OutsideTool = { run(input: object): unknown } | { missing: string };

/** Makes a folder once per user and version of what is in it; whole or not at all. */
function madeOnce(name: string, from: readonly string[], make: (folder: string) => void): string {
  const version = createHash('sha256').update(from.join('\n')).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `rightsdesk-${name}-${userInfo().uid}-${version}`);
  if (existsSync(join(folder, 'complete'))) return folder;
  const fresh = mkdtempSync(`${folder}-`);
  make(fresh);
  writeFileSync(join(fresh, 'complete'), '');
  if (!existsSync(folder)) renameSync(fresh, folder);
  return existsSync(join(folder, 'complete')) ? folder : fresh;
}

const quietly = (command: string, args: readonly string[]) => execFileSync(command, args, { stdio: 'pipe', timeout: INSTALL_MS });
const lastLine = (error: unknown) => String(error instanceof Error ? error.message : error).split('\n')[0];

function runner(command: string, args: readonly string[]): OutsideTool {
  return { run: (input) => JSON.parse(execFileSync(command, args, { input: JSON.stringify(input), stdio: 'pipe' }).toString()) };
}

/** Python's openvc-core in an environment of its own, installed with pip where it is not there yet. */
export function pythonVerifier(): OutsideTool {
  const requirements = here('requirements.txt');
  try {
    const folder = madeOnce('python', [quietly('python3', ['--version']).toString(), readFileSync(requirements, 'utf8')], (fresh) => {
      quietly('python3', ['-m', 'venv', '--copies', fresh]);
      quietly(join(fresh, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
    });
    return runner(join(folder, 'bin', 'python'), [here('verify.py')]);
  } catch (error) {
    return { missing: `Python or its packages: ${lastLine(error)}` };
  }
}

/** Java's nimbus-jose-jwt with Maven, where both are there: the libraries are fetched once, the program is run from its source. */
export function javaVerifier(): OutsideTool {
  const project = here('pom.xml');
  try {
    quietly('java', ['-version']);
    const folder = madeOnce('java', [readFileSync(project, 'utf8')], (fresh) => {
      const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${fresh}`];
      quietly('mvn', ['--quiet', '--batch-mode', '--file', project, ...goal]);
    });
    return runner('java', ['-cp', join(folder, '*'), here('Verify.java')]);
  } catch (error) {
    return { missing: `Java, Maven or the libraries: ${lastLine(error)}` };
  }
}
