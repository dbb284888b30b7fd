import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** Puts an issued seal into the register, with its issuer and member, and gives its id. */
export async function registerSeal(
  pool: Pool,
  { issuer = 'harbour-institute', domain, index, status = 'active' }: { issuer?: string; domain: string; index: number; status?: string },
): Promise<string> {
  const [sealId, memberId] = [randomUUID(), randomUUID()];
  await pool.query(
    `INSERT INTO issuer (slug, name, website) VALUES ($1, 'Harbour Institute', 'https://harbour.example') ON CONFLICT DO NOTHING`,
    [issuer],
  );
  await pool.query(`INSERT INTO status_list (issuer_slug, number, shuffle_key, taken) VALUES ($1, 1, '\\x00', 1) ON CONFLICT DO NOTHING`, [
    issuer,
  ]);
  await pool.query(
    `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address) VALUES ($1, $2, 'North Pier Ltd', $3, 'HI-4711', '1 Quay')`,
    [memberId, issuer, domain],
  );
  await pool.query(
    `INSERT INTO seal (id, issuer_slug, member_id, kind, domain, status, valid_from, valid_until, member_name, list_number, revocation_index, suspension_index)
     VALUES ($1, $2, $3, 'membership-trust', $4, $5, date_trunc('second', now()) - interval '10 days', date_trunc('second', now()) + interval '200 days', 'North Pier Ltd', 1, $6, $7)`,
    [sealId, issuer, memberId, domain, status, index, index + 1],
  );
  return sealId;
}
