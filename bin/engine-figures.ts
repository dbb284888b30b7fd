import type { Client } from '@temporalio/client';
import { Gauge, type Registry } from 'prom-client';
import { type EngineFigures, readEngineFigures } from '../adapters/temporal/engine-figures.js';

/** Puts the number of workflows by their state into a registry; -1 while the engine is away. */
export function registerEngineFigures(registry: Registry, client: Client): void {
  new Gauge({
    name: 'rightsdesk_workflows',
    help: 'Workflows as the engine counts them: running, broken (ended by an error) and stuck (cannot go on).',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const figures: EngineFigures = await readEngineFigures(client).catch(() => ({ running: -1, broken: -1, stuck: -1 }));
      for (const [state, value] of Object.entries(figures)) this.set({ state }, value);
    },
  });
}
