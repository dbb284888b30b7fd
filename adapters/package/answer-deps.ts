import type { Pool } from 'pg';
import type { Vault } from '../crypto/vault.js';
import type { BlobStore } from '../storage/blob-store.js';

export interface AnswerDeps {
  pool: Pool;
  vault: Vault;
  blobs: BlobStore;
}
