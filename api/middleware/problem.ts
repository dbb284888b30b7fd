import type { Response } from 'express';
import type { DomainError, FieldProblem } from '../../domain/errors.js';

/** RFC 9457 with a stable `type`, the house's `code`, and `errors[].pointer` into the body. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: readonly FieldProblem[];
  instance?: string;
}

const TITLES: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Some of the input cannot be used',
  429: 'Too many requests',
  503: 'Not available at the moment',
};

export function problemOf(error: DomainError | undefined, status: number, errorId: string): Problem {
  const code = error?.code ?? 'INTERNAL_ERROR';
  return {
    type: `https://rightsdesk.example/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title: TITLES[status] ?? 'Something went wrong on our side',
    status,
    code,
    detail: error?.detail ?? 'The fault is ours and has been noted. Try again later.',
    ...(error !== undefined && error.fields.length > 0 ? { errors: error.fields } : {}),
    ...(status >= 500 ? { instance: `urn:uuid:${errorId}` } : {}),
  };
}

export function sendProblem(res: Response, problem: Problem): void {
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
