import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Vault } from '../../adapters/crypto/vault.js';

/** Files a case as the door would, with no more than a search needs. */
export async function fileCase(
  deps: { pool: Pool; vault: Vault },
  email: string,
  subject?: string,
): Promise<{ requestId: string; subjectId: string; reference: string }> {
  const requestId = randomUUID();
  const index = deps.vault.blindIndex(email);
  const known = await deps.pool.query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [index]);
  const subjectId = subject ?? known.rows[0]?.id ?? (await deps.vault.freshSubject());
  await deps.pool.query('INSERT INTO subject (id, email_index) VALUES ($1, $2) ON CONFLICT DO NOTHING', [subjectId, index]);
  const reference = `RR-2026-${requestId.slice(0, 6).toUpperCase()}`;
  await deps.pool.query(
    `INSERT INTO request (id, reference, thread_id, thread_token, subject_id, "right", status, channel, language, jurisdiction, calendar, time_zone,
       received_at, due_on, safe_on, target_on, sort_on, clock, sealed_profile, sealed_content)
     VALUES ($1::uuid, $2, $1::uuid, 'token', $3, 'access', 'assessing', 'api', 'en', 'UK', 'UK/ENG', 'Europe/London', now(), '2026-12-23', '2026-12-20', '2026-12-10',
       '2026-12-23', '{}', $4, $5)`,
    [
      requestId,
      reference,
      subjectId,
      await deps.vault.seal(subjectId, { name: 'Amelia Hartnell', email }, 'request.sealedProfile'),
      await deps.vault.seal(subjectId, {}, 'request.sealedContent'),
    ],
  );
  return { requestId, subjectId, reference };
}
