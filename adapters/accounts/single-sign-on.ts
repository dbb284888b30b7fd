import { isIP } from 'node:net';
import * as oidc from 'openid-client';
import { DomainError } from '../../domain/errors.js';
import type { Language } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { lockAccount, recordAccountAct } from './account-evidence.js';
import { type NoticeDeps, queueAccountNotice } from './queue-notice.js';

/** The identity provider: its issuer URL, our name and secret with it, and what people call it. */
export interface ProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
}

/** What has to come back with the answer; kept in the session of the browser that was sent there. */
export interface Errand {
  state: string;
  nonce: string;
  verifier: string;
}

/** Whom the provider means, and when that person last showed it who they are. */
export interface Recognised {
  subjectHash: string;
  accountId: string | undefined;
  signedInAt: Date;
}

/** A sign-in at the provider is asked for anew when the last one is older. */
const MAX_AGE_SECONDS = 3_600;
const PATH = '/sign-in/sso/callback';

const isLoopback = (url: URL) => url.hostname === 'localhost' || (isIP(url.hostname) !== 0 && url.hostname.startsWith('127.'));

/**
 * Single sign-on with any OpenID Connect provider (authorization code flow with PKCE, state and nonce). An account belongs to an identity
 * only where its owner connected the two: signed in, or by the link of the invitation. An e-mail address connects nothing.
 */
export function createSingleSignOn(deps: NoticeDeps, settings: ProviderSettings) {
  const { pool, vault, now } = deps;
  const redirectUri = `${deps.settings.publicUrl}${PATH}`;
  let discovered: Promise<oidc.Configuration> | undefined;

  /** Found once; asked again at the next visit where the provider was away. */
  function provider(): Promise<oidc.Configuration> {
    const issuer = new URL(settings.issuer);
    const options = isLoopback(issuer) ? { execute: [oidc.allowInsecureRequests] } : {};
    discovered ??= oidc
      .discovery(issuer, settings.clientId, undefined, oidc.ClientSecretBasic(settings.clientSecret), options)
      .catch((cause: unknown) => {
        discovered = undefined;
        throw new DomainError({
          code: 'PROVIDER_AWAY',
          kind: 'unavailable',
          detail: 'The identity provider does not answer. Sign in with your password or try again in a moment.',
          retryAfterSeconds: 10,
          cause,
        });
      });
    return discovered;
  }

  const hashOf = (issuer: string, subject: string) => vault.hashToken(`oidc|${JSON.stringify([issuer, subject])}`);

  async function accountOf(subjectHash: Buffer): Promise<string | undefined> {
    const { rows } = await pool.query<{ id: string }>(
      `UPDATE linked_identity l SET used_at = $2 FROM account a WHERE l.subject_hash = $1 AND a.id = l.account_id AND a.disabled_at IS NULL AND a.setup_hash IS NULL RETURNING a.id`,
      [subjectHash, now()],
    );
    return rows[0]?.id;
  }

  return {
    name: settings.name,

    /** Where the browser is sent, and what it has to bring back. */
    async begin(): Promise<{ url: string; errand: Errand }> {
      const config = await provider();
      const errand = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
        max_age: String(MAX_AGE_SECONDS),
      });
      return { url: url.href, errand };
    },

    /** Whom the answer names. Undefined where anything of it is not as it has to be: state, nonce, signature, audience, issuer, age, a code used before. */
    async recognise(query: string, errand: Errand): Promise<Recognised | undefined> {
      const config = await provider();
      const tokens = await oidc
        .authorizationCodeGrant(config, new URL(`${redirectUri}${query}`), {
          pkceCodeVerifier: errand.verifier,
          expectedState: errand.state,
          expectedNonce: errand.nonce,
          idTokenExpected: true,
          maxAge: MAX_AGE_SECONDS,
        })
        .catch(() => undefined);
      const claims = tokens?.claims();
      if (claims === undefined) return undefined;
      const subjectHash = hashOf(claims.iss, claims.sub);
      const signedInAt = new Date(Math.min(now().getTime(), (claims.auth_time ?? 0) * 1000));
      return { subjectHash: subjectHash.toString('hex'), accountId: await accountOf(subjectHash), signedInAt };
    },

    /** Connects identity and account. False where the identity belongs to an account already. */
    async connect(accountId: string, subjectHash: string, language: Language): Promise<boolean> {
      return inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        const { rowCount } = await client.query(
          'INSERT INTO linked_identity (subject_hash, account_id, issuer) VALUES ($1, $2, $3) ON CONFLICT (subject_hash) DO NOTHING',
          [Buffer.from(subjectHash, 'hex'), accountId, settings.issuer],
        );
        if (rowCount !== 1) return false;
        await recordAccountAct(client, now, { accountId, event: 'account-provider-connected', data: {} });
        await queueAccountNotice(deps, client, { accountId, code: 'PROVIDER_LINKED', language, facts: { what: settings.name } });
        return true;
      });
    },

    /** Takes an invitation up with an identity instead of a password: the link is used up, nobody knows a password. */
    async accept(setupToken: string, subjectHash: string, language: Language): Promise<string | undefined> {
      const accountId = await inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `UPDATE account SET setup_hash = NULL, setup_until = NULL WHERE setup_hash = $1 AND setup_until > $2 AND disabled_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM linked_identity WHERE subject_hash = $3) RETURNING id`,
          [vault.hashToken(setupToken), now(), Buffer.from(subjectHash, 'hex')],
        );
        const [taken] = rows;
        if (taken !== undefined)
          await recordAccountAct(client, now, { accountId: taken.id, event: 'account-set-up', data: { by: 'provider' } });
        return taken?.id;
      });
      return accountId !== undefined && (await this.connect(accountId, subjectHash, language)) ? accountId : undefined;
    },

    async isConnected(accountId: string): Promise<boolean> {
      return (await pool.query('SELECT 1 FROM linked_identity WHERE account_id = $1', [accountId])).rows.length > 0;
    },

    async disconnect(accountId: string): Promise<void> {
      await inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        const { rowCount } = await client.query('DELETE FROM linked_identity WHERE account_id = $1', [accountId]);
        if (rowCount !== 0) await recordAccountAct(client, now, { accountId, event: 'account-provider-disconnected', data: {} });
      });
    },
  };
}
