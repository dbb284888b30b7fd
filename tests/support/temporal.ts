import { answersHealth, raiseRetention, temporalCommand } from '../../adapters/embedded/temporal.js';
import { findTemporalProgram, type TemporalProgram } from '../../adapters/embedded/temporal-program.js';
import { type ServerKind, sharedServer } from './servers.js';

function kind(program: TemporalProgram, name: string, settings: readonly string[]): ServerKind {
  return {
    name,
    // The web UI needs a port of its own; its distance keeps it clear of what freePort gives out.
    command: (folder, port) => {
      const uiPort = port > 40_000 ? port - 20_000 : port + 20_000;
      const { file, args } = temporalCommand({ program, home: folder, isInMemory: true, port, uiPort });
      return { file, args: [...args, ...settings.flatMap((setting) => ['--dynamic-config-value', setting])] };
    },
    answers: ({ port }) => answersHealth({ program, port }),
  };
}

/** A real Temporal server, shared by all workers of the checkout: use task queues and workflow ids of your own. */
export interface TestTemporal {
  address: string;
  namespace: string;
}

/** The shared test engine (time can be skipped per workflow, see tests/support/time.ts); started when nobody has yet. Never builds or downloads. */
export function testTemporal(): Promise<TestTemporal> {
  return open('temporal', []);
}

/** One that finds a history long after 120 events instead of thousands. */
export function testTemporalOfShortHistories(): Promise<TestTemporal> {
  return open('temporal-short', ['limit.historyCount.suggestContinueAsNew=120']);
}

async function open(name: string, settings: readonly string[]): Promise<TestTemporal> {
  const program = await findTemporalProgram({ cli: process.env.TEMPORAL_CLI, env: process.env, say: () => undefined, isOffline: true });
  const { port } = await sharedServer(kind(program, name, settings));
  raiseRetention({ program, port });
  return { address: `127.0.0.1:${port}`, namespace: 'default' };
}
