import type { StartEnvironment } from '../env.js';
import type { Supervisor } from './supervisor.js';

/** One start: which checkout, whose home, with what settings, and who keeps the parts. */
export interface Launch {
  project: string;
  home: string;
  env: StartEnvironment;
  given: NodeJS.ProcessEnv;
  supervisor: Supervisor;
  say(line: string): void;
}
