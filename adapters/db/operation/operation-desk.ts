import type { LogWish, OperationFigures, PartPulse } from '../../../domain/operation.js';
import { type OperationDeps, readOperationFigures } from './figures.js';
import { readPulses, wishLogLevel } from './pulses.js';

/** What the operator sees and sets. */
export interface OperationDesk {
  figures(): Promise<OperationFigures>;
  pulses(): Promise<PartPulse[]>;
  wishLogLevel(wish: LogWish): Promise<void>;
}

export function createOperationDesk(deps: OperationDeps): OperationDesk {
  return {
    figures: () => readOperationFigures(deps),
    pulses: () => readPulses(deps.pool),
    wishLogLevel: (wish) => wishLogLevel(deps.pool, wish),
  };
}
