// The whole of `npm test`: sets the checkout up, runs Jest, and ends with one line: N passed, N failed, N skipped.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { project, setUp } from './bootstrap.mjs';

const say = (line) => process.stderr.write(`${line}\n`);

/** Runs Jest to its end and returns its own account of it; undefined when it could not even begin. */
async function runJest(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-jest-'));
  const report = join(folder, 'report.json');
  const workers = Math.min(4, Math.max(1, availableParallelism()));
  const jest = join(project, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [jest, '--json', `--outputFile=${report}`, `--maxWorkers=${workers}`, ...args], {
    cwd: project,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  await new Promise((resolve) => child.once('close', resolve));
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Names what was skipped, so that nobody takes it for passed; and, last, what failed, which is far up in a long output. */
function nameWhatDidNotPass({ testResults }) {
  const files = testResults.map((result) => ({ ...result, file: relative(project, result.name) }));
  const list = (word, statuses) => {
    for (const { file, assertionResults } of files)
      for (const { status, fullName } of assertionResults) if (statuses.includes(status)) say(`${word}: ${file}: ${fullName}`);
  };
  list('Skipped', ['pending', 'todo']);
  list('Failed', ['failed']);
  for (const { file, message, status, assertionResults } of files)
    if (status === 'failed' && assertionResults.length === 0)
      say(`Failed: ${file} could not be run: ${message.trim().split('\n', 3).join(' ')}`);
}

async function main() {
  const args = process.argv.slice(2);
  const isLong = args.includes('--long');
  await setUp(say);
  const { tsImport } = await import('tsx/esm/api');
  const { findTemporalProgram } = await tsImport('../adapters/embedded/temporal-program.ts', import.meta.url);
  const { joinRun, leaveRun } = await tsImport('../tests/support/shared-folder.ts', import.meta.url);
  const { stopSharedServers } = await tsImport('../tests/support/servers.ts', import.meta.url);
  const temporal = await findTemporalProgram({ cli: process.env.TEMPORAL_CLI, env: process.env, say });
  const env = {
    ...process.env,
    TEMPORAL_CLI: temporal.file,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings --max-semi-space-size=64`,
  };
  if (isLong) env.RIGHTSDESK_LONG_TESTS = '1';
  joinRun();
  const report = await runJest(
    args.filter((arg) => arg !== '--long'),
    env,
  );
  if (leaveRun()) await stopSharedServers();
  if (report) nameWhatDidNotPass(report);
  const passed = report?.numPassedTests ?? 0;
  const failed = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1;
  const skipped = report ? report.numPendingTests + report.numTodoTests : 0;
  process.exitCode = failed === 0 && passed > 0 && report?.success ? 0 : 1;
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}

try {
  await main();
} catch (error) {
  say(error.message);
  process.stdout.write('0 passed, 1 failed, 0 skipped\n');
  process.exitCode = 1;
}
