import type { Logger } from 'pino';

/** What a part could not do just now and tries again. */
export interface Troubles {
  /** Makes the report of one kind of work. The text of an error may quote an address, so only its name and code are logged. */
  note(what: string): (error: unknown) => void;
  /** How many since the start of the process. */
  readonly count: number;
}

export function createTroubles(log: Logger): Troubles {
  let count = 0;
  return {
    note: (what) => (error) => {
      count += 1;
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
      log.warn({ what, error: error instanceof Error ? error.name : 'unknown', code }, 'tried again later');
    },
    get count() {
      return count;
    },
  };
}
