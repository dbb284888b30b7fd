import type { Pool, PoolClient } from 'pg';
import { SEAL_FORMS, type SealForm, type SealSignature } from '../../seals/forms/seal-forms.js';

type Db = Pick<Pool | PoolClient, 'query'>;

/** Where the signatures over seals are kept: evidence of which key signed what and when. They are added and never changed. */
export interface SignatureBook {
  /** The newest signature of each form. */
  find(sealId: string): Promise<SealSignature[]>;
  add(sealId: string, signatures: readonly SealSignature[]): Promise<void>;
}

interface SignatureRow {
  form: SealForm;
  kid: string;
  fragment: string;
  signed_at: Date;
  content_hash: Buffer;
  signature: Buffer;
}

export function createSignatureBook(pool: Db): SignatureBook {
  return {
    async find(sealId) {
      const { rows } = await pool.query<SignatureRow>(
        `SELECT DISTINCT ON (form) form, kid, fragment, signed_at, content_hash, signature FROM seal_signature
         WHERE seal_id = $1 ORDER BY form, signed_at DESC`,
        [sealId],
      );
      return rows.filter(({ form }) => form in SEAL_FORMS).map(signatureOf);
    },
    add: (sealId, signatures) =>
      addSignatures(
        pool,
        signatures.map((signature) => ({ ...signature, sealId })),
      ),
  };
}

/** Adds the signatures of any number of seals in one statement; for the transaction in which they are issued. */
export async function addSignatures(db: Db, signatures: readonly (SealSignature & { sealId: string })[]): Promise<void> {
  if (signatures.length === 0) return;
  const column = <T>(pick: (one: SealSignature & { sealId: string }) => T) => signatures.map(pick);
  await db.query(
    `INSERT INTO seal_signature (seal_id, form, kid, fragment, signed_at, content_hash, signature)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bytea[], $7::bytea[]) ON CONFLICT DO NOTHING`,
    [
      column((one) => one.sealId),
      column((one) => one.form),
      column((one) => one.kid),
      column((one) => one.fragment),
      column((one) => one.signedAt),
      column((one) => one.contentHash),
      column((one) => one.signature),
    ],
  );
}

const signatureOf = (row: SignatureRow): SealSignature => ({
  form: row.form,
  kid: row.kid,
  fragment: row.fragment,
  signedAt: `${row.signed_at.toISOString().slice(0, 19)}Z`,
  contentHash: row.content_hash,
  signature: row.signature,
});
