import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { AnswerOptions, DeadlineReply } from '../../api/deadlines/present.js';
import { describe } from './command.js';
import { EXIT, say } from './terminal.js';

const NO_JSON = { pointer: '', detail: 'The line is not JSON.' };

/** The answer to one line of input. A line that is no JSON has its problem in the same shape as an input that cannot be used. */
async function lineAnswerer(options: AnswerOptions): Promise<(line: string) => DeadlineReply> {
  const { answerDeadlines } = await import('../../api/deadlines/present.js');
  return (line) => {
    let input: unknown;
    try {
      input = JSON.parse(line);
    } catch {
      const refusal = answerDeadlines(null, options);
      return refusal.status === 200 ? refusal : { status: 422, body: { ...refusal.body, detail: NO_JSON.detail, errors: [NO_JSON] } };
    }
    return answerDeadlines(input, options);
  };
}

async function deadline(): Promise<void> {
  const { BUILT_IN_CALENDARS } = await import('../../domain/clock/calendars/index.js');
  const answer = await lineAnswerer({ calendars: BUILT_IN_CALENDARS, nowMs: Date.now() });
  if (process.stdin.isTTY) say('One input as JSON per line; Ctrl-D ends.');
  let badLines = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { status, body } = answer(line);
    if (status !== 200) badLines += 1;
    if (!process.stdout.write(`${JSON.stringify(body)}\n`)) await once(process.stdout, 'drain');
  }
  if (badLines === 0) return;
  say(`${badLines} of the lines could not be used; the answer to each says why.`);
  process.exitCode = EXIT.failed;
}

/** `deadline`: the calculator, line by line. Needs nothing that runs. */
export function addDeadline(program: Command): void {
  const input = `'{"jurisdiction":"UK","calendar":"ENG","timeZone":"Europe/London","right":"access","received":"2026-01-30","events":[]}'`;
  describe(program.command('deadline'), 'compute deadlines: an input per line on standard input, an answer per line on standard output', [
    'deadline < inputs.jsonl > answers.jsonl',
    `deadline <<<${input}`,
  ]).action(deadline);
}
