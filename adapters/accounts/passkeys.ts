import { isIP } from 'node:net';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { lockAccount, recordAccountAct } from './account-evidence.js';
import { type NoticeDeps, queueAccountNotice } from './queue-notice.js';

interface PasskeyRow {
  id: string;
  account_id: string;
  credential_id: Buffer;
  public_key: Buffer;
  counter: string;
  transports: string[];
}

/**
 * Who asks for the key: the host people reach us at. An IP address cannot be one (WebAuthn section 5.1.4.1, effective domain), so a demo on
 * 127.0.0.1 has its passkeys at localhost.
 */
export function relyingPartyOf(publicUrl: string): { id: string; origin: string } {
  const url = new URL(publicUrl);
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) url.hostname = 'localhost';
  return { id: url.hostname, origin: url.origin };
}

const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** Passkeys (WebAuthn): found by the browser itself, and with the person verified on the device, which is the second factor. */
export function createPasskeys(deps: NoticeDeps) {
  const { pool, settings, now } = deps;
  const rp = relyingPartyOf(settings.publicUrl);
  const expected = { expectedOrigin: rp.origin, expectedRPID: rp.id, requireUserVerification: true };

  async function rowsOf(where: 'account_id' | 'credential_id', value: string | Buffer): Promise<PasskeyRow[]> {
    const columns = 'id, account_id, credential_id, public_key, counter, transports';
    const { rows } = await pool.query<PasskeyRow>(`SELECT ${columns} FROM passkey WHERE ${where} = $1 ORDER BY created_at`, [value]);
    return rows;
  }

  return {
    place: rp,

    async list(accountId: string): Promise<{ id: string; name: string; createdAt: Date; usedAt: Date | null }[]> {
      const { rows } = await pool.query<{ id: string; name: string; createdAt: Date; usedAt: Date | null }>(
        'SELECT id, name, created_at AS "createdAt", used_at AS "usedAt" FROM passkey WHERE account_id = $1 ORDER BY created_at',
        [accountId],
      );
      return rows;
    },

    /** What the browser is asked to make a key from; its challenge is kept until the answer. */
    async newKey(accountId: string) {
      const { rows } = await pool.query<{ email: string; name: string }>('SELECT email, name FROM account WHERE id = $1', [accountId]);
      return generateRegistrationOptions({
        rpName: settings.controller.name,
        rpID: rp.id,
        userID: new TextEncoder().encode(accountId),
        userName: rows[0]?.email ?? '',
        userDisplayName: rows[0]?.name ?? '',
        attestationType: 'none',
        excludeCredentials: (await rowsOf('account_id', accountId)).map((row) => ({ id: encoded(row.credential_id) })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
    },

    /** False where the answer is not one to that challenge, made here and verified on the device. */
    async add(accountId: string, given: { challenge: string; response: object; name: string }, language: Language): Promise<boolean> {
      const response = given.response as RegistrationResponseJSON; // read and checked by the library
      const found = await verifyRegistrationResponse({ response, expectedChallenge: given.challenge, ...expected }).catch(() => undefined);
      if (found === undefined || !found.verified) return false;
      const { id, publicKey, counter, transports = [] } = found.registrationInfo.credential;
      const passkeyId = uuidv7();
      return inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        const { rowCount } = await client.query(
          `INSERT INTO passkey (id, account_id, credential_id, public_key, counter, transports, name) VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (credential_id) DO NOTHING`,
          [passkeyId, accountId, Buffer.from(id, 'base64url'), Buffer.from(publicKey), counter, transports, given.name],
        );
        if (rowCount !== 1) return false;
        await recordAccountAct(client, now, { accountId, event: 'account-passkey-added', data: { passkeyId } });
        await queueAccountNotice(deps, client, { accountId, code: 'PASSKEY_ADDED', language, facts: { what: given.name } });
        return true;
      });
    },

    async remove(accountId: string, id: string, language: Language): Promise<boolean> {
      return inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        const { rows } = await client.query<{ name: string }>(
          'DELETE FROM passkey WHERE id::text = $1 AND account_id = $2 RETURNING name',
          [id, accountId],
        );
        const [gone] = rows;
        if (gone === undefined) return false;
        await recordAccountAct(client, now, { accountId, event: 'account-passkey-removed', data: { passkeyId: id } });
        await queueAccountNotice(deps, client, { accountId, code: 'PASSKEY_REMOVED', language, facts: { what: gone.name } });
        return true;
      });
    },

    /** Names no account and no key, so that it tells nobody who has one. */
    ask: () => generateAuthenticationOptions({ rpID: rp.id, userVerification: 'required' }),

    /** Whose key answered the challenge. Undefined: unknown, removed, not verified, or copied (its counter went back). */
    async recognise(given: { challenge: string; response: object }): Promise<string | undefined> {
      const response = given.response as AuthenticationResponseJSON; // read and checked by the library
      const [row] = typeof response.id === 'string' ? await rowsOf('credential_id', Buffer.from(response.id, 'base64url')) : [];
      if (row === undefined) return undefined;
      const credential = { id: encoded(row.credential_id), publicKey: new Uint8Array(row.public_key), counter: Number(row.counter) };
      const found = await verifyAuthenticationResponse({ response, expectedChallenge: given.challenge, ...expected, credential }).catch(
        () => undefined,
      );
      if (found === undefined || !found.verified) return undefined;
      const { rows } = await pool.query<{ id: string }>(
        `WITH used AS (UPDATE passkey SET counter = $2, used_at = now() WHERE id = $1 RETURNING account_id)
         SELECT a.id FROM account a JOIN used ON used.account_id = a.id WHERE a.disabled_at IS NULL AND a.setup_hash IS NULL`,
        [row.id, found.authenticationInfo.newCounter],
      );
      return rows[0]?.id;
    },
  };
}
