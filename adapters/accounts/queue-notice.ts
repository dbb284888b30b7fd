import type { Pool, PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { AccountNoticeCode, AccountNoticeFacts } from '../../domain/account-notices.js';
import { formatInstantInWords } from '../../domain/letters/dates.js';
import type { Language } from '../../domain/request/types.js';
import type { Vault } from '../crypto/vault.js';

/** Where what such a mail says is sealed to. */
export const NOTICE_CONTEXT = 'accountNotice.sealedFacts';

/** What such a mail says, and to which address where it is not the account's. */
export type SealedNotice = AccountNoticeFacts & { to?: string };

/** What writing to the owner of an account needs. */
export interface NoticeDeps {
  pool: Pool;
  vault: Vault;
  now: () => Date;
  settings: { publicUrl: string; controller: { name: string }; establishments: readonly { timeZone: string }[] };
}

/** Writes a mail to the owner of an account, in the transaction of what it tells. `url`: without, the page of the account. `to`: another address than the account's. */
export async function queueAccountNotice(
  { vault, now, settings }: Omit<NoticeDeps, 'pool'>,
  client: Pick<PoolClient, 'query'>,
  notice: { accountId: string; code: AccountNoticeCode; language: Language; facts?: Partial<AccountNoticeFacts>; to?: string },
): Promise<void> {
  const { to } = notice;
  const facts: SealedNotice = { url: `${settings.publicUrl}/account`, ...notice.facts, ...(to === undefined ? {} : { to }) };
  await client.query(
    `INSERT INTO account_notice (id, account_id, code, language, sealed_facts, not_before, created_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [uuidv7(), notice.accountId, notice.code, notice.language, vault.sealMaster(facts, NOTICE_CONTEXT), now()],
  );
}

/** An instant as the clock of the first establishment shows it. */
export function inWords({ settings }: Pick<NoticeDeps, 'settings'>, at: Date, language: Language): string {
  return formatInstantInWords(at.toISOString(), language, settings.establishments[0]?.timeZone ?? 'UTC');
}
