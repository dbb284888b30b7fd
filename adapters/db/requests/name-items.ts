import type { PoolClient } from 'pg';
import { DomainError, type FieldProblem } from '../../../domain/errors.js';
import { FILES } from '../../../domain/request/case-items.js';
import type { PartRef } from '../../../domain/request/filing.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { foundCollections } from './case-items.js';
import type { ActContext } from './judge.js';

/** A part as the table keeps it: no field is the whole collection. */
export interface PartPlace {
  system: string;
  collection: string;
  field: string;
}

/** Every part that an act names has to be one the search found, or the files handed over for a system. Throws INVALID_INPUT. */
export async function requireParts({ client, row }: Pick<ActContext, 'client' | 'row'>, items: readonly PartRef[]): Promise<void> {
  await useInTransaction(client, 'rights-of-the-person');
  const found = await foundCollections(client, row.id);
  const isKnown = ({ system, collection }: PartRef) =>
    found.some((one) => one.system === system && (one.collection === collection || collection === FILES));
  const fields: FieldProblem[] = items.flatMap((item, index) =>
    isKnown(item) ? [] : [{ pointer: `/items/${index}`, detail: 'Name a system and a collection as `items` of the request lists them.' }],
  );
  if (fields.length > 0)
    throw new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail: 'The search of this request found no such part.', fields });
}

/** Puts down what was found out about parts; what was said before about something else of them stays. */
export async function writeItems(
  client: PoolClient,
  { row, actor, now }: Pick<ActContext, 'row' | 'actor' | 'now'>,
  places: readonly PartPlace[],
  said: { regime: string } | { forwardedTo: string; forwardedOn: string; theirDueOn: string },
): Promise<void> {
  const columns =
    'regime' in said
      ? { regime: said.regime }
      : { forwarded_to: said.forwardedTo, forwarded_on: said.forwardedOn, their_due_on: said.theirDueOn };
  const names = Object.keys(columns);
  const params = names.map((_name, index) => `$${index + 7}`);
  for (const { system, collection, field } of places)
    await client.query(
      `INSERT INTO case_item (request_id, system, collection, field, decided_by, decided_at, ${names.join(', ')})
       VALUES ($1, $2, $3, $4, $5, $6, ${params.join(', ')})
       ON CONFLICT (request_id, system, collection, field) DO UPDATE SET decided_by = $5, decided_at = $6,
         ${names.map((name, index) => `${name} = ${params[index]}`).join(', ')}`,
      [row.id, system, collection, field, actor.id, now, ...Object.values(columns)],
    );
}
