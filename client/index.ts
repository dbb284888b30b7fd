import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './wire.js';

export type { paths } from './wire.js';
/** A problem as RFC 9457 shapes it; `code` is stable, `errors` point to the fields that are wrong. */
export type Problem = components['schemas']['Problem'];

/** Where an installation is, and the token of a machine: `rightsdesk token create --role staff` prints one. */
export interface Place {
  baseUrl: string;
  token?: string | undefined;
}

/** A typed client of the wire: `client.POST('/api/v1/requests', { body })`. Nothing is thrown for a problem: it is in `error`. */
export function openRightsdesk({ baseUrl, token }: Place): Client<paths> {
  return createClient<paths>({ baseUrl, ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }) });
}

/** A call that was answered with a problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }
}

/** The data of an answer. Throws ProblemError when it is a problem. */
export function dataOf<T>({ data, error }: { data?: T; error?: Problem }): T {
  if (error !== undefined) throw new ProblemError(error);
  if (data === undefined) throw new TypeError('an answer without content');
  return data;
}
