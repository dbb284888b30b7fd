import pg from 'pg';
import { type Apart, openApart } from '../adapters/apart/apart.js';
import { tombstoneFileOf } from '../adapters/backup/backup.js';
import { openCalendarBook } from '../adapters/calendar/library.js';
import type { MasterKeys } from '../adapters/crypto/keyring.js';
import { createVault } from '../adapters/crypto/vault.js';
import { type Database, openDatabase } from '../adapters/db/database.js';
import type { CollectDeps } from '../adapters/db/requests/steps/collect.js';
import type { PaymentProvider } from '../adapters/payments/provider.js';
import { createStripePayments } from '../adapters/payments/stripe.js';
import { createBlobStore } from '../adapters/storage/blob-store.js';
import type { PartEnvironment } from '../env.js';

/** What every part stands on: the database, the keys, the files, the controller's settings. */
export type Foundation = CollectDeps & Pick<Database, 'prisma'> & { apart: Apart; close(): Promise<void> };

/** The settings that the foundation needs: those of a part, or the fewer ones of a command. */
export type FoundationSettings = Pick<
  PartEnvironment,
  | 'RIGHTSDESK_HOME'
  | 'DATABASE_URL'
  | 'KEYS_DATABASE_URL'
  | 'MASTER_KEY'
  | 'MASTER_KEY_FORMER'
  | 'KEPT_KEYS'
  | 'PUBLIC_URL'
  | 'MAILBOX_ADDRESS'
  | 'CONTROLLER'
  | 'ESTABLISHMENTS'
  | 'STRIPE_SECRET_KEY'
  | 'STRIPE_WEBHOOK_SECRET'
  | 'STRIPE_API_BASE'
  | 'OUTBOUND_ALLOWED_HOSTS'
  | 'PORTABILITY_SENDERS'
  | 'BACKUPS_KEPT_DAYS'
>;

/** Opens the foundation of a part. Nothing connects before it is used, so a part starts while its servers are still coming up. */
export function composeFoundation(env: FoundationSettings, options: { patienceMs?: number } = {}): Foundation {
  const database = openDatabase({ url: env.DATABASE_URL, ...options });
  const keysPool = new pg.Pool({ connectionString: env.KEYS_DATABASE_URL, max: 4, connectionTimeoutMillis: 5_000 });
  keysPool.on('error', () => undefined); // replaced at its next use, which reports the failure
  keysPool.on('connect', (client) => client.on('error', () => undefined)); // one that dies in use fails its query, not the process
  const vault = createVault({ keysPool, ...masterKeysOf(env), tombstoneFile: tombstoneFileOf(env.RIGHTSDESK_HOME) });
  const apart = openApart({ url: env.DATABASE_URL, masterKeys: masterKeysOf(env) });
  return {
    pool: database.pool,
    apart,
    prisma: database.prisma,
    vault,
    blobs: createBlobStore({ pool: database.pool, vault }),
    calendars: openCalendarBook(),
    settings: {
      publicUrl: env.PUBLIC_URL,
      mailbox: env.MAILBOX_ADDRESS,
      staffMailbox: `desk@${env.MAILBOX_ADDRESS.split('@')[1] ?? 'localhost'}`,
      controller: env.CONTROLLER,
      establishments: env.ESTABLISHMENTS,
      backupsKeptDays: env.BACKUPS_KEPT_DAYS,
      portabilitySenders: env.PORTABILITY_SENDERS ?? [],
      outboundAllowedHosts: env.OUTBOUND_ALLOWED_HOSTS ?? [],
    },
    ...paymentsOf(env),
    now: () => new Date(),
    close: async () => {
      await vault.close();
      await database.close();
      await Promise.all([keysPool.end(), apart.close()]);
    },
  };
}

/** The master key of now and what is left of the ones before. */
export function masterKeysOf(env: Pick<FoundationSettings, 'MASTER_KEY' | 'MASTER_KEY_FORMER' | 'KEPT_KEYS'>): MasterKeys {
  const { MASTER_KEY: masterKey, MASTER_KEY_FORMER: formerKey, KEPT_KEYS: keptKeys } = env;
  return { masterKey, ...(formerKey === undefined ? {} : { formerKey }), ...(keptKeys === undefined ? {} : { keptKeys }) };
}

/** Fees by card, where a provider is set. */
function paymentsOf({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE }: FoundationSettings): { payments?: PaymentProvider } {
  if (STRIPE_SECRET_KEY === undefined || STRIPE_WEBHOOK_SECRET === undefined) return {};
  const apiBase = STRIPE_API_BASE === undefined ? {} : { apiBase: STRIPE_API_BASE };
  return { payments: createStripePayments({ secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET, ...apiBase }) };
}
