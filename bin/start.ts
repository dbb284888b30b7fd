import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { birthOf, endLeftovers } from '../adapters/embedded/process-table.js';
import { readRunFile, removeRunFile, writeRunFile } from '../adapters/embedded/run-file.js';
import { ConfigurationError, readStartEnvironment, type StartEnvironment } from '../env.js';
import { launchEverything, refuseTakenPorts } from './launch.js';
import { createSupervisor, type Supervisor } from './supervisor.js';
import { runFileOf, welcome } from './words.js';

const startedAt = performance.now();
const project = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

function settingsOrExit(): StartEnvironment {
  try {
    return readStartEnvironment();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Ctrl-C, SIGTERM and a closed terminal stop everything in order; a second Ctrl-C does not wait. */
function stopOnSignal(supervisor: Supervisor, home: string): void {
  const stop = async () => {
    if (supervisor.isStopping()) return;
    say('\nStopping.');
    await supervisor.stopAll();
    removeRunFile(home);
    say('Everything has stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
}

const env = settingsOrExit();
const home = resolve(project, env.RIGHTSDESK_HOME);
const other = readRunFile(home);
if (other) {
  process.stderr.write(`Rightsdesk already runs with this home, at ${other.web} (process ${other.supervisor.pid}).\n`);
  process.stderr.write('Stop it first, or start another one beside it: RIGHTSDESK_HOME=.rightsdesk-2 PORT=3100 npm start\n');
  process.exit(1);
}

say(`Starting Rightsdesk. Its data are in ${home}.`);
mkdirSync(home, { recursive: true, mode: 0o700 });
const self = { pid: process.pid, birth: birthOf(process.pid), startedAtMs: Date.now() };
const noteState = () => writeRunFile(home, runFileOf(env, self, supervisor.pids()));
const supervisor = createSupervisor({ home, told: say, changed: () => queueMicrotask(noteState) });
stopOnSignal(supervisor, home);
try {
  noteState();
  const leftovers = await endLeftovers(home);
  if (leftovers > 0) say(`  An earlier run was killed; ended ${leftovers} of its processes.`);
  await refuseTakenPorts(env);
  await launchEverything({ project, home, env, given: process.env, supervisor, say });
  say(welcome(env, home, ((performance.now() - startedAt) / 1000).toFixed(1)));
} catch (error) {
  if (!supervisor.isStopping()) {
    process.stderr.write(`\nThe start failed. ${error instanceof Error ? error.message : String(error)}\n`);
    await supervisor.stopAll();
    removeRunFile(home);
    process.exit(1);
  }
}
