import { ApplicationFailure } from '@temporalio/common';
import { DomainError, type ErrorKind } from '../domain/errors.js';

/** Which kinds of failure a repetition can mend (docs/ARCHITECTURE.md, Errors). */
const RETRYABLE = {
  invalid: false,
  unauthenticated: false,
  forbidden: false,
  missing: false,
  conflict: false,
  limited: true,
  unavailable: true,
} as const satisfies Record<ErrorKind, boolean>;

/**
 * The only place where a DomainError becomes a failure of the engine. Its text is the code: histories hold no detail and no personal
 * data. Anything else is a bug or a server that is down; it is retried until someone looks, under its class name only.
 */
export function toFailure(error: unknown): ApplicationFailure {
  if (error instanceof DomainError)
    return ApplicationFailure.create({ message: error.code, type: error.code, nonRetryable: !RETRYABLE[error.kind] });
  const name = error instanceof Error ? error.name : 'UnknownError';
  return ApplicationFailure.create({ message: name, type: name, nonRetryable: false });
}

type Effect = (...args: never[]) => Promise<unknown>;

/** Wraps every activity so that what it throws is a failure without personal data; `report` gets the original. */
export function withFailures<T extends Record<string, Effect>>(activities: T, report: (activity: string, error: unknown) => void): T {
  const wrapped = Object.entries(activities).map(([name, effect]) => {
    const safe = async (...args: never[]): Promise<unknown> => {
      try {
        return await effect(...args);
      } catch (error) {
        report(name, error);
        throw toFailure(error);
      }
    };
    return [name, safe] as const;
  });
  return Object.fromEntries(wrapped) as T; // the same names with the same signatures
}
