import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Vault } from '../../adapters/crypto/vault.js';

/** Puts whoever asks in this case on a newsletter: something of theirs that an erasure finds and erases. */
export async function subscribeRequester(
  { pool, vault }: { pool: Pool; vault: Vault },
  reference: string,
  contact = { name: 'Ida Quellmann', email: 'ida@example.org' },
): Promise<void> {
  const { rows } = await pool.query<{ subject_id: string }>('SELECT subject_id FROM request WHERE reference = $1', [reference]);
  const subject = rows[0]?.subject_id ?? '';
  const sealed = await vault.seal(subject, contact, 'newsletter.sealedContact');
  await pool.query(`INSERT INTO newsletter (id, subject_id, topic, sealed_contact, consent_at) VALUES ($1, $2, 'Quality', $3, now())`, [
    uuidv7(),
    subject,
    sealed,
  ]);
}
