/** How a command ends: 0 done, 1 failed, 2 wrong usage, 3 not running. */
export const EXIT = { done: 0, failed: 1, usage: 2, notRunning: 3 } as const;

/** The option that every command has. */
export interface JsonOption {
  json?: boolean;
}

/** Progress and problems: standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Results: standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A result for programs on one line, or the lines for people. */
export function printResult(options: JsonOption, result: unknown, lines: readonly string[]): void {
  if (options.json) print(JSON.stringify(result));
  else for (const line of lines) print(line);
}

/** Rows as aligned columns, the widest value deciding each width. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((value, column) => value.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The command was given values it cannot use. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command needs a running installation, and there is none. */
export class NotRunningError extends Error {
  override readonly name = 'NotRunningError';
}

/** Shows values that come from elsewhere without control signs, which could rewrite the terminal. */
export function plain(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

/** A reader that went away (`| head`) ends the command without a word. */
export function endQuietlyWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
}
