import type { Pool, PoolClient } from 'pg';
import { isRevokedForGood, type SealStatus } from '../../../domain/seals/life.js';
import type { LinkBack } from '../../../domain/seals/placement.js';
import { STATED_COLUMNS, type StatedRow } from '../../db/seals/shelf.js';

/** The row that a seal's statement is made of, and the version of it. */
export type SealSourceRow = StatedRow & { stamp: string; member_language: string; link_back: LinkBack | null };

/** Reads seals of these ids that are in view for the caller; restricted ones the database leaves out. */
export async function readSealSources(db: Pick<Pool | PoolClient, 'query'>, ids: readonly string[]): Promise<SealSourceRow[]> {
  const { rows } = await db.query<SealSourceRow>(
    `SELECT ${STATED_COLUMNS}, s.stamp, m.language AS member_language, s.link_back
     FROM seal s JOIN issuer i ON i.slug = s.issuer_slug JOIN member m ON m.id = s.member_id
     WHERE s.id = ANY($1::uuid[]) AND s.list_number IS NOT NULL`,
    [ids],
  );
  return rows;
}

/** The bits a status sets in the lists: 1 revocation, 2 suspension. */
export const bitsOf = (status: SealStatus): number => (isRevokedForGood(status) ? 1 : status === 'suspended' ? 2 : 0);
