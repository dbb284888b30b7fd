import type { Pool } from 'pg';
import type { LogWish, OperationFigures, PartPulse } from '../../../domain/operation.js';
import { readOperationFigures } from './figures.js';
import { readPulses, wishLogLevel } from './pulses.js';

/** What the operator sees and sets. */
export interface OperationDesk {
  figures(today: string): Promise<OperationFigures>;
  pulses(): Promise<PartPulse[]>;
  wishLogLevel(wish: LogWish): Promise<void>;
}

export function createOperationDesk(pool: Pool): OperationDesk {
  return {
    figures: (today) => readOperationFigures(pool, today),
    pulses: () => readPulses(pool),
    wishLogLevel: (wish) => wishLogLevel(pool, wish),
  };
}
