import { type Command, InvalidArgumentError } from 'commander';
import { LOG_LEVELS, type LogLevel, PARTS, type Part } from '../../domain/operation.js';
import { describe } from './command.js';
import { type JsonOption, printResult } from './terminal.js';

const MINUTE_MS = 60_000;

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string): T => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new InvalidArgumentError(`It is one of ${values.join(', ')}.`);
    return found;
  };

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) throw new InvalidArgumentError('It is a whole number from 1 to 1440.');
  return minutes;
}

async function setLogLevel(part: Part, level: LogLevel, { minutes, json }: JsonOption & { minutes: number }): Promise<void> {
  const { withDesk, OPERATOR } = await import('./with-desk.js');
  const { wishLogLevel } = await import('../../adapters/db/operation/pulses.js');
  const untilAt = new Date(Date.now() + minutes * MINUTE_MS);
  await withDesk(({ pool }) => wishLogLevel(pool, { part, level, untilAt, setBy: OPERATOR.id }));
  printResult({ json }, { part, level, untilAt: untilAt.toISOString() }, [
    `${part} logs at the level ${level} for ${minutes} minutes, from five seconds on; then as LOG_LEVEL says.`,
  ]);
}

/** `log-level PART LEVEL`: how much a part logs, without starting it anew. */
export function addLogLevel(program: Command): void {
  describe(program.command('log-level'), 'let a part log more or less for a while, without a restart', [
    'log-level worker debug',
    'log-level api warn --minutes 600 --json',
  ])
    .argument('<part>', PARTS.join(', '), oneOf(PARTS))
    .argument('<level>', LOG_LEVELS.join(', '), oneOf(LOG_LEVELS))
    .option('--minutes <n>', 'for how long', minutesOf, 30)
    .action(setLogLevel);
}
