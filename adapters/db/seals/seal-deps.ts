import type { Pool } from 'pg';
import type { Vault } from '../../crypto/vault.js';

/** What everything about seals stands on. */
export interface SealDeps {
  pool: Pool;
  vault: Pick<Vault, 'seal' | 'open' | 'freshSubject'>;
  settings: { publicUrl: string };
  now: () => Date;
}
