import type { Pool } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import type { NewSeal } from '../../../domain/seals/view.js';
import { writeTogether } from '../write-together.js';
import { createSeals } from './create-seals.js';
import { memberRows } from './members.js';
import { resolveSeals } from './resolve-seals.js';
import type { SealDeps } from './seal-deps.js';
import { SEAL_COLUMNS, type SealRow } from './seal-row.js';

/** Issues one seal, or drafts it where asked. A reference that is there already answers with its seal: `isNew` false. */
export async function issueSeal(
  deps: SealDeps,
  issuerSlug: string,
  input: NewSeal,
  actor: Actor,
): Promise<{ row: SealRow; isNew: boolean }> {
  const known = input.reference === undefined ? undefined : await sealOfReference(deps.pool, issuerSlug, input.reference);
  if (known !== undefined) return { row: requireSame(known, input), isNew: false };
  const [resolved] = await resolveSeals(deps, issuerSlug, [input]);
  if (resolved === undefined || 'problems' in resolved)
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'The seal cannot be issued like this; each problem is listed.',
      fields: resolved?.problems ?? [],
    });
  const { seal, newMember } = resolved;
  const [row] = await createSeals(deps, issuerSlug, [seal], actor, {
    before: (client) => writeTogether(client, { member: newMember === undefined ? [] : memberRows(issuerSlug, [newMember], deps.now()) }),
  });
  if (row === undefined) throw new Error('createSeals gives a row for each seal');
  return { row, isNew: true };
}

async function sealOfReference(pool: Pool, issuerSlug: string, reference: string): Promise<SealRow | undefined> {
  const { rows } = await pool.query<SealRow>(`SELECT ${SEAL_COLUMNS} FROM seal s WHERE s.issuer_slug = $1 AND s.external_ref = $2`, [
    issuerSlug,
    reference,
  ]);
  return rows[0];
}

function requireSame(row: SealRow, input: NewSeal): SealRow {
  if (row.kind === input.kind && (input.domain === undefined || row.domain === input.domain.trim().toLowerCase())) return row;
  throw new DomainError({
    code: 'SEAL_REFERENCE_TAKEN',
    kind: 'conflict',
    detail: 'A seal of another kind or domain has this reference. Give the new one a reference of its own.',
  });
}
