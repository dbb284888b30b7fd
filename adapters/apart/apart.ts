import { createHmac, hkdfSync } from 'node:crypto';
import pg from 'pg';
import { openEnvelope, sealEnvelope } from '../crypto/envelope.js';
import { createKeyrings, type MasterKeys } from '../crypto/keyring.js';
import { APART_ROLE } from '../embedded/postgres.js';

/**
 * Data of people who are not signed in (PRODUCT section 2, item 12): a pool that is the role rightsdesk_apart and nobody else, and keys that
 * nothing outside is sealed or hashed with. What stands in there names neither an account nor a person nor a session.
 */
export interface Apart {
  pool: pg.Pool;
  seal(value: unknown, context: string): Buffer;
  open<T>(sealed: Uint8Array, context: string): T;
  /** HMAC with a key of here: the same text has another value outside. */
  keyOf(text: string): Buffer;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 2;

/** Nothing connects before the first query. `url` is the parts' own; the role is changed by the server as the connection begins. */
export function openApart({ url, masterKeys }: { url: string; masterKeys: MasterKeys }): Apart {
  // From a key that outlives a change of the master key, so that nothing in here has to be sealed anew.
  const { index } = createKeyrings(masterKeys).current;
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', index, 'rightsdesk/apart', purpose, 32));
  const [sealing, hashing] = [derive('sealing'), derive('hashing')];
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    options: `-c role=${APART_ROLE} -c search_path=apart`,
  });
  pool.on('error', () => undefined); // replaced at its next use, which reports the failure
  pool.on('connect', (client) => client.on('error', () => undefined)); // one that dies in use fails its query, not the process
  const aad = (context: string) => `apart|${context}`;
  return {
    pool,
    seal: (value, context) => sealEnvelope(sealing, Buffer.from(JSON.stringify(value)), aad(context)),
    open: (sealed, context) => JSON.parse(openEnvelope(sealing, sealed, aad(context)).toString()),
    keyOf: (text) => createHmac('sha256', hashing).update(text).digest(),
    close: () => pool.end(),
  };
}
