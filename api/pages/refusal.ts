import { DomainError, type ErrorKind } from '../../domain/errors.js';

/**
 * Lets a page show what the law, the state or a field refused, beside what was typed. Only the named kinds come back as a value;
 * everything else goes on to the error handler.
 */
export function orRefusal<T>(work: Promise<T>, kinds: readonly ErrorKind[]): Promise<{ value: T } | { refusal: DomainError }> {
  return work.then(
    (value) => ({ value }),
    (problem: unknown) => {
      if (problem instanceof DomainError && kinds.includes(problem.kind)) return { refusal: problem };
      throw problem;
    },
  );
}
