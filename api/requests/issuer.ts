import type { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import type { IssuerCase } from '../../domain/rectification/view.js';
import type { Actor } from '../../domain/request/filing.js';
import type { ListFilter } from '../../domain/request/list-item.js';
import type { RequestDesk } from '../deps.js';
import { ISSUER_FILTERS, type listQuery } from './schema.js';

/** What the wire takes as filter, as the desk's list takes it. */
export function listFilterOf({ issuer, ...query }: z.output<typeof listQuery>): ListFilter {
  const given = Object.entries({ ...query, involves: issuer }).filter(([, value]) => value !== undefined);
  return { limit: query.limit, ...Object.fromEntries(given) };
}

/** The list for an issuer: what waits for its decision, and nothing else. It cannot search for persons. */
export function onlyWaitingFor(actor: Actor, filter: ListFilter): ListFilter {
  if (actor.role !== 'issuer') return filter;
  const mayNot = Object.keys(filter).filter((name) => !(ISSUER_FILTERS as readonly string[]).includes(name));
  if (mayNot.length > 0)
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'An issuer sees what waits for its decision and cannot search.',
      fields: mayNot.map((name) => ({ pointer: `/${name}`, detail: 'Leave it out.' })),
    });
  return { ...filter, issuer: actor.issuerSlug ?? '' };
}

/** The case as its issuer may see it. Throws 404 for every other case: whether it exists is itself personal data. */
export async function requireIssuerCase(desk: Pick<RequestDesk, 'issuers'>, reference: string, actor: Actor): Promise<IssuerCase> {
  const found = actor.issuerSlug === undefined ? undefined : await desk.issuers.find(reference, actor.issuerSlug);
  if (found !== undefined) return found;
  throw new DomainError({
    code: 'REQUEST_NOT_FOUND',
    kind: 'missing',
    detail: 'There is no request with this reference that you may see.',
  });
}

/** The wire's shape for an issuer: a list item's fields and the least it needs to decide. */
export function forIssuer(found: IssuerCase) {
  return { ...found, channel: 'other' as const, linked: [], outcome: null };
}
