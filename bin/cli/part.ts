import type { Command } from 'commander';
import { describeGroup } from './command.js';

const PARTS = {
  api: () => import('../api.js'),
  worker: () => import('../worker.js'),
  mailroom: () => import('../mailroom.js'),
  seals: () => import('../seals.js'),
} as const;

/** `api`, `worker`, `mailroom`, `seals`: one part in this process, as a container runs it. */
export function addParts(program: Command): void {
  for (const [name, start] of Object.entries(PARTS)) {
    const purpose = `run the ${name} in this process (the containers do; npm start runs all of them)`;
    describeGroup(program.command(name), purpose, [name]).action(async () => {
      await start();
    });
  }
}
