import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Vault } from '../crypto/vault.js';

export const RECOVERY_CODES = 10;
/** Without letters and digits that are mistaken for one another (Crockford): 5 bits each, ten of them, 50 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

type Client = Pick<PoolClient, 'query'>;

const newCode = () => Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % 32]).join('');
const shown = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`;

/** As it is stored, whatever way it was copied: small letters, O for 0, spaces. */
function normalised(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** Codes that stand in for the authenticator app, each once. Only their keyed hashes are kept, so they are shown when they are made. */
export function createRecoveryCodes(vault: Pick<Vault, 'hashToken'>) {
  const hashOf = (accountId: string, code: string) => vault.hashToken(`recovery|${accountId}|${code}`);
  return {
    /** Ten new ones; those of before end. */
    async make(client: Client, accountId: string): Promise<string[]> {
      const codes = Array.from({ length: RECOVERY_CODES }, newCode);
      await client.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
      await client.query('INSERT INTO recovery_code (code_hash, account_id) SELECT unnest($2::bytea[]), $1', [
        accountId,
        codes.map((code) => hashOf(accountId, code)),
      ]);
      return codes.map(shown);
    },

    /** Uses one up. False where it is not one of this account's or was used before; two at once: one of them wins. */
    async use(client: Client, accountId: string, typed: string): Promise<boolean> {
      const { rowCount } = await client.query(
        'UPDATE recovery_code SET used_at = now() WHERE code_hash = $1 AND account_id = $2 AND used_at IS NULL',
        [hashOf(accountId, normalised(typed)), accountId],
      );
      return rowCount === 1;
    },

    async left(client: Client, accountId: string): Promise<number> {
      const { rows } = await client.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM recovery_code WHERE account_id = $1 AND used_at IS NULL',
        [accountId],
      );
      return rows[0]?.n ?? 0;
    },
  };
}
