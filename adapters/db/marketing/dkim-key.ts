import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { DeskDeps } from '../requests/desk-deps.js';

const CONTEXT = 'dkimKey.sealedKey';
const SELECTOR = 'rightsdesk';

/** What a mail is signed with, and what the DNS has to say so that the signature can be checked. */
export interface DkimKey {
  domainName: string;
  keySelector: string;
  privateKey: string;
  record: { name: string; value: string };
}

interface KeyRow {
  selector: string;
  sealed_key: Buffer;
  public_key: string;
}

/** The key of this installation, made at its first use; whoever comes second gets the first one's. */
export async function dkimKeyOf({ pool, vault, settings }: Pick<DeskDeps, 'pool' | 'vault' | 'settings'>): Promise<DkimKey> {
  const read = async () =>
    (await pool.query<KeyRow>('SELECT selector, sealed_key, public_key FROM dkim_key ORDER BY created_at DESC LIMIT 1')).rows[0];
  if ((await read()) === undefined) await makeKey({ pool, vault });
  const row = await read();
  if (row === undefined) throw new Error('the key that was made is not there');
  const domainName = settings.mailbox.split('@')[1] ?? 'localhost';
  return {
    domainName,
    keySelector: row.selector,
    privateKey: vault.openMaster<string>(row.sealed_key, CONTEXT),
    record: { name: `${row.selector}._domainkey.${domainName}`, value: `v=DKIM1; k=rsa; p=${row.public_key}` },
  };
}

async function makeKey({ pool, vault }: Pick<DeskDeps, 'pool' | 'vault'>): Promise<void> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await pool.query('INSERT INTO dkim_key (selector, sealed_key, public_key) VALUES ($1, $2, $3) ON CONFLICT (selector) DO NOTHING', [
    SELECTOR,
    vault.sealMaster(privateKey, CONTEXT),
    publicKey.toString('base64'),
  ]);
}
