import type { Pool } from 'pg';
import type { SealDeps } from './seal-deps.js';
import { isUuid } from './seal-row.js';

/** A certificate as far as a seal can show it. */
export interface CertificateRow {
  id: string;
  member_id: string | null;
  subject_id: string | null;
  sealed_record: Buffer | null;
}

/** Certificates of an issuer by their ids. What is restricted is not among them: the database leaves it out. */
export async function certificatesOf(pool: Pool, issuerSlug: string, ids: readonly string[]): Promise<Map<string, CertificateRow>> {
  const asked = [...new Set(ids)].filter(isUuid);
  if (asked.length === 0) return new Map();
  const { rows } = await pool.query<CertificateRow>(
    'SELECT id, member_id, subject_id, sealed_record FROM certificate WHERE issuer_slug = $1 AND id = ANY($2::uuid[])',
    [issuerSlug, asked],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The number a certificate carries, opened with the key of its holder. */
export async function certificateNumber(vault: SealDeps['vault'], certificate: CertificateRow): Promise<string | undefined> {
  const { subject_id, sealed_record } = certificate;
  if (subject_id === null || sealed_record === null) return undefined;
  const record = await vault.open<{ number?: unknown }>(subject_id, sealed_record, 'certificate.sealedRecord');
  return typeof record?.number === 'string' ? record.number : undefined;
}
