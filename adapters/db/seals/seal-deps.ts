import type { Pool } from 'pg';
import type { Vault } from '../../crypto/vault.js';

/** What everything about seals stands on. */
export interface SealDeps {
  pool: Pool;
  vault: Pick<Vault, 'sealMaster' | 'openMaster' | 'open'>;
  settings: { publicUrl: string };
  now: () => Date;
}

/** Where the reason of a change is sealed: not with a person's key, because a seal is about an organisation. */
export const REASON_CONTEXT = 'seal.reason';
