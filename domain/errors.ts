/** The kinds of failure the house knows. Each has one HTTP status and one retry class (docs/ARCHITECTURE.md, Errors). */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'limited' | 'unavailable';

/** One wrong place in an input. `pointer` is an RFC 6901 JSON pointer into the body. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

/**
 * The only error class of the house. `code` states the fact in upper snake case (IDENTITY_NOT_PROVEN), `detail` says it to the
 * caller in plain words with the way out and the article where the law forbids; neither ever holds personal data.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly detail: string;
  readonly article: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(init: {
    code: string;
    kind: ErrorKind;
    detail: string;
    article?: string;
    fields?: readonly FieldProblem[];
    retryAfterSeconds?: number;
    cause?: unknown;
  }) {
    super(init.code, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'DomainError';
    this.code = init.code;
    this.kind = init.kind;
    this.detail = init.detail;
    this.article = init.article;
    this.fields = init.fields ?? [];
    this.retryAfterSeconds = init.retryAfterSeconds;
  }
}

/** Fails to compile where a union has a member that a switch forgot. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
