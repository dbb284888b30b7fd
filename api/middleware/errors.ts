import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { DomainError, type ErrorKind } from '../../domain/errors.js';
import { problemOf, sendProblem } from './problem.js';

const STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** What the error handler needs besides the error: a page for people, a log line for operators. */
export interface ErrorDeps {
  renderPage(req: Request, status: number, options: { detail?: string; errorId?: string; code?: string }): string;
  report(line: { errorId: string; code: string; status: number; route: string }, error: unknown): void;
}

/** Codes by which drivers say that a server is away, full or shutting down, not that we made a mistake. */
const UNAVAILABLE = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|57P0[1-3]|53\d{3}|58\d{3}|08\d{3}|25006|P1001|P1002|P1017)$/;

function isServerAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && UNAVAILABLE.test(String(error.code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isServerAway);
  const message = error instanceof Error ? error.message : '';
  return /timeout exceeded when trying to connect|Connection terminated/.test(message) || ('cause' in error && isServerAway(error.cause));
}

interface HttpFault {
  status: number;
  type?: string;
}

/** body-parser's refusals: too large, not JSON, a charset we do not read. */
function isHttpFault(error: unknown): error is HttpFault {
  return (
    typeof error === 'object' &&
    error !== null &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  );
}

/** Every error as the house's own; what is no DomainError and no server away is a bug. */
function toDomainError(error: unknown): { error: DomainError; status: number } | undefined {
  if (error instanceof DomainError) return { error, status: STATUS[error.kind] };
  if (isServerAway(error))
    return {
      status: 503,
      error: new DomainError({
        code: 'SERVER_AWAY',
        kind: 'unavailable',
        detail: 'A server of ours does not answer. Nothing was lost; try again in a moment.',
        retryAfterSeconds: 5,
      }),
    };
  if (!isHttpFault(error)) return undefined;
  if (error.status === 413)
    return {
      status: 413,
      error: new DomainError({
        code: 'BODY_TOO_LARGE',
        kind: 'invalid',
        detail: 'The body is larger than 1 MB. Send less, or files apart.',
      }),
    };
  return {
    status: error.status === 415 ? 415 : 400,
    error: new DomainError({
      code: 'BODY_UNREADABLE',
      kind: 'invalid',
      detail: 'The body is not readable JSON. Check its syntax, encoding and Content-Type.',
    }),
  };
}

function wantsPage(req: Request): boolean {
  if (req.path.startsWith('/api/') || req.path === '/openapi.json') return false;
  return req.accepts(['html', 'json']) === 'html';
}

/** The one place where a failure becomes an answer: RFC 9457 for machines, a page for people, bare text for a bug. */
export function errorHandler(deps: ErrorDeps): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const known = toDomainError(error);
    const errorId = randomUUID();
    const status = known?.status ?? 500;
    const code = known?.error.code ?? 'INTERNAL_ERROR';
    if (status >= 500) deps.report({ errorId, code, status, route: req.route?.path ?? 'unmatched' }, error);
    const retryAfter = known?.error.retryAfterSeconds ?? (status === 503 ? 5 : undefined);
    if (retryAfter !== undefined) res.set('Retry-After', String(Math.ceil(retryAfter)));
    if (status === 401) res.set('WWW-Authenticate', 'Bearer realm="rightsdesk"');
    if (wantsPage(req))
      return void res
        .status(status)
        .type('html')
        .send(deps.renderPage(req, status, { detail: known?.error.detail ?? '', errorId, code }));
    sendProblem(res, problemOf(known?.error, status, errorId));
  };
}

export const notFound: RequestHandler = (_req, _res, next) => {
  next(new DomainError({ code: 'NOT_FOUND', kind: 'missing', detail: 'There is nothing at this address.' }));
};
