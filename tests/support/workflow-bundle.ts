import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { SHARED_FOLDER, withLock } from './shared-folder.js';

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  for (const folder of ['workflows', 'domain']) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The workflow bundle of the present sources, made once for all tests of the checkout. Answers its path. */
export function testWorkflowBundle(): Promise<string> {
  const file = join(SHARED_FOLDER, `workflows-${fingerprint()}.js`);
  return withLock('workflow-bundle', async () => {
    if (existsSync(file)) return file;
    const quiet = () => undefined;
    const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
    const { code } = await bundleWorkflowCode({ workflowsPath: join(process.cwd(), 'workflows', 'index.ts'), logger });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, code);
    renameSync(fresh, file);
    return file;
  });
}
