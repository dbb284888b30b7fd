import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { inTransaction } from '../transaction.js';
import { endConsent } from './consent.js';
import { suppress } from './suppression.js';

const CONTEXT = 'unsubscribe.token';

/** Whom a link of a newsletter stands for. */
interface Subscriber {
  /** The address as its keyed hash, so that the link works after everything else about the person is gone. */
  index: string;
  subscription: string;
}

/** What the page of the link does (RFC 8058). */
export interface Unsubscribing {
  /** Whether the link is one of ours. Changes nothing. */
  isKnown(token: string): boolean;
  /** Ends advertising by e-mail to this address at once. False for a link that is not ours. Safe to repeat. */
  end(token: string): Promise<boolean>;
}

/** The part of the address that nobody can make up: sealed with a key of ours, recipient and list in it (RFC 8058 section 3.1). */
export function unsubscribeToken({ vault }: Pick<DeskDeps, 'vault'>, to: { addressIndex: Buffer; newsletterId: string }): string {
  const subscriber: Subscriber = { index: to.addressIndex.toString('hex'), subscription: to.newsletterId };
  return vault.sealHandedOut(subscriber, CONTEXT).toString('base64url');
}

/** Whom a link stands for; undefined for one that is not ours. */
export function readToken({ vault }: Pick<DeskDeps, 'vault'>, token: string): Subscriber | undefined {
  if (!/^[A-Za-z0-9_-]{40,600}$/.test(token)) return undefined;
  try {
    return vault.openHandedOut<Subscriber>(Buffer.from(token, 'base64url'), CONTEXT);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** Whose subscriptions end: of the address, and of the subscription itself should it stand elsewhere by now. */
async function holdersOf(client: PoolClient, { index, subscription }: Subscriber): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM subject WHERE email_index = $1 UNION SELECT subject_id FROM newsletter WHERE id = $2',
    [Buffer.from(index, 'hex'), subscription],
  );
  return rows.map(({ id }) => id);
}

/** Honours the unsubscribe of a mail program as an objection to advertising by e-mail (GDPR Art. 21(2), (5)). */
export function createUnsubscribing(deps: Pick<DeskDeps, 'pool' | 'vault' | 'now'>): Unsubscribing {
  return {
    isKnown: (token) => readToken(deps, token) !== undefined,
    async end(token) {
      const subscriber = readToken(deps, token);
      if (subscriber === undefined) return false;
      const addressIndex = Buffer.from(subscriber.index, 'hex');
      const now = deps.now();
      await inTransaction(deps.pool, async (client) => {
        await suppress(client, { addressIndex, channels: ['email'], source: 'one-click', since: now });
        await useInTransaction(client, 'rights-of-the-person');
        for (const subjectId of await holdersOf(client, subscriber))
          await endConsent(client, { channels: ['email'] }, { subjectId, addressIndex, how: 'one-click', at: now });
        await client.query(
          `UPDATE preference SET email = false, updated_at = $2 WHERE subject_id = (SELECT id FROM subject WHERE email_index = $1)`,
          [addressIndex, now],
        );
      });
      return true;
    },
  };
}
