import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../../domain/request/types.js';
import type { Vault } from '../../crypto/vault.js';
import { inTransaction } from '../transaction.js';
import { together } from './approvals.js';
import { localDateOf } from './case-clock.js';
import { type CaseRow, isEnoughFor } from './case-row.js';
import type { Change } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { reviveSilent } from './reopen.js';
import { recordTransition } from './transition.js';

/** What a link is for. One to an issuer proves nothing about the person and is used elsewhere (rectification/issuer-links.ts). */
export type LinkPurpose = 'identity' | 'answer' | 'issuer' | 'transfer';

/** A single-use link: the token goes into one mail, only its hash is kept. */
export function newLink(vault: Vault, link: { requestId: string; purpose: LinkPurpose; expiresAt: Date }) {
  const { token, hash } = vault.newToken();
  const row = {
    id: uuidv7(),
    request_id: link.requestId,
    purpose: link.purpose,
    token_hash: hash,
    expires_at: link.expiresAt.toISOString(),
  };
  return { token, row };
}

interface FoundLink {
  id: string;
  purpose: Exclude<LinkPurpose, 'issuer'>;
  request_id: string;
  reference: string;
  language: Language;
}

const FIND = `SELECT l.id, l.purpose, l.request_id, r.reference, r.language FROM link l JOIN request r ON r.id = l.request_id
  WHERE l.token_hash = $1 AND l.consumed_at IS NULL AND l.expires_at > $2 AND l.purpose <> 'issuer'`;

/** Looks at a link without using it up: mail scanners follow links, people press the button. */
export async function peekLink(deps: DeskDeps, token: string) {
  const { rows } = await deps.pool.query<FoundLink>(FIND, [deps.vault.hashToken(token), deps.now()]);
  const link = rows[0];
  return link === undefined ? undefined : { purpose: link.purpose, reference: link.reference, language: link.language };
}

/**
 * Uses the link up and records what it proves: that whoever pressed the button reads the mailbox on file (identity level L1; EDPB
 * 01/2022 section 3.2). Undefined when it was used, has expired or never was.
 */
export async function consumeLink(deps: DeskDeps, token: string) {
  return inTransaction(deps.pool, async (client) => {
    const now = deps.now();
    const { rows } = await client.query<FoundLink>(`${FIND} FOR UPDATE OF l`, [deps.vault.hashToken(token), now]);
    const link = rows[0];
    if (link === undefined) return undefined;
    await client.query('UPDATE link SET consumed_at = $2 WHERE id = $1', [link.id, now]);
    if (link.purpose === 'identity') {
      const actor = { id: link.request_id, role: 'requester' } as const;
      // One letter asks for all cases of a message, so one press answers for all of them.
      for (const id of await casesBeside(client, link.request_id))
        await recordTransition(deps, { id }, actor, ({ row }) => proveAddress(row, now), { client, now });
    }
    return { purpose: link.purpose, requestId: link.request_id, reference: link.reference };
  });
}

/** The case and those of the same message, always in the same order, so that two presses wait for each other. */
async function casesBeside(client: PoolClient, requestId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT other.id FROM request r JOIN request other ON other.thread_id = r.thread_id AND other.subject_id = r.subject_id WHERE r.id = $1 ORDER BY other.id',
    [requestId],
  );
  return rows.map(({ id }) => id);
}

function proveAddress(row: CaseRow, now: Date): Change | undefined {
  const revived = reviveSilent(row, 'identity-proven');
  if (row.identity_level !== 'L0' || (row.closed_at !== null && revived === undefined)) return undefined;
  const isProven = isEnoughFor(row, 'L1');
  const proven: Change = {
    facts: [{ event: 'identity-confirmed', data: { level: 'L1', how: 'one-time-link' } }],
    set: { identity_level: 'L1' },
    clockEvents: isProven && row.identity_asked_at !== null ? [{ type: 'identity-received', on: localDateOf(now, row.time_zone) }] : [],
  };
  return revived === undefined ? proven : together(proven, revived);
}
