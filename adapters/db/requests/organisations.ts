import type { PoolClient } from 'pg';
import type { OrganisationItem } from '../../../domain/request/filing.js';

/**
 * The organisations that the register of officers has for a person, and which of them are persons themselves (GDPR Art. 4(1)). Restricted
 * entries too, where the connection reads for the person's own rights.
 */
export async function organisationsOf(connection: Pick<PoolClient, 'query'>, subjectId: string): Promise<OrganisationItem[]> {
  const { rows } = await connection.query<OrganisationItem>(
    `SELECT DISTINCT m.id, m.name, m.is_natural_person AS "isNaturalPerson" FROM officer o JOIN member m ON m.id = o.member_id
     WHERE o.subject_id = $1 ORDER BY m.name, m.id`,
    [subjectId],
  );
  return rows;
}
