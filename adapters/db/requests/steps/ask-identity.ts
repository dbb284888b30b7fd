import type { PoolClient } from 'pg';
import { isEnough, PROMPT_WITHIN_DAYS, requiredLevelOf, SILENCE } from '../../../../domain/identity.js';
import { effectOnTimeOf } from '../../../../domain/letters/regime.js';
import type { IdentityLevel } from '../../../../domain/request/types.js';
import { daysLater, localDateOf } from '../case-clock.js';
import type { CaseRow } from '../case-row.js';
import type { DeskDeps } from '../desk-deps.js';
import { commonFacts, letter } from '../letters.js';
import { newLink } from '../links.js';
import type { Profile } from '../sealed.js';
import { type Change, recordTransition } from '../transition.js';
import { SYSTEM } from './acknowledge.js';

const LINK_DAYS = 45;
const DAY_MS = 86_400_000;

/**
 * Asks for the least that settles who is asking: a press on a one-time link in the mailbox of the request (GDPR Art. 12(6), 5(1)(c)).
 * One letter for all cases of a message; what a linked case already proved is taken over.
 */
export function askIdentity(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row, profile }): Promise<Change | undefined> => {
      if (row.identity_asked_at !== null || row.is_identity_proven || row.right === null || row.closed_at !== null) return undefined;
      // The cases of one message start at the same moment: one of them asks for all.
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [row.thread_id]);
      const siblings = await siblingsOf(client, row);
      const proven = siblings.find(
        (one) => row.right !== null && isEnough(one.identity_level, requiredLevelOf(row.right, row.objection_kind)),
      );
      if (proven !== undefined)
        return {
          facts: [{ event: 'identity-confirmed', data: { level: proven.identity_level, how: 'linked-case' } }],
          set: { identity_level: proven.identity_level },
        };
      const isLead = !siblings.some((one) => one.is_asked);
      const today = localDateOf(now, row.time_zone);
      const isPrompt = today <= daysLater(localDateOf(row.received_at, row.time_zone), PROMPT_WITHIN_DAYS);
      const link = newLink(deps.vault, { requestId, purpose: 'identity', expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS) });
      return {
        facts: [
          {
            event: 'identity-requested',
            data: {
              doubt: 'address-not-proven',
              asked: ['one-time-link'],
              wantedLevel: requiredLevelOf(row.right, row.objection_kind),
              isPrompt,
            },
          },
        ],
        set: { identity_asked_at: now },
        clockEvents: [{ type: 'identity-requested', on: today, promptly: isPrompt }],
        rows: isLead ? { link: [link.row] } : {},
        letters:
          isLead && row.may_reply ? [letter('ID_REQUEST', 'identity', await identityFacts(deps, { client, row, profile, now }, link))] : [],
      };
    },
    { now },
  );
}

interface Asked {
  client: PoolClient;
  row: CaseRow;
  profile: Profile;
  now: Date;
}

/** What a letter that asks for the identity says of it. */
export async function identityFacts(deps: DeskDeps, { client, row, profile, now }: Asked, link: ReturnType<typeof newLink>) {
  const { regime } = commonFacts(deps, row, profile, now);
  return {
    why: 'address-not-proven' as const,
    link: `${deps.settings.publicUrl}/link/${link.token}`,
    linkExpiresAt: link.row.expires_at,
    isLinkEnough: await isLinkEnough(client, row),
    effectOnTime: effectOnTimeOf({ ask: 'identity', regime, right: row.right }),
  };
}

/** Whether the mailbox alone settles every open case of the message: one letter asks for all of them. */
async function isLinkEnough(client: PoolClient, row: CaseRow): Promise<boolean> {
  const { rows } = await client.query<Pick<CaseRow, 'right' | 'objection_kind'>>(
    'SELECT "right", objection_kind FROM request WHERE thread_id = $1 AND subject_id = $2 AND closed_at IS NULL AND NOT is_identity_proven',
    [row.thread_id, row.subject_id],
  );
  return rows.every((one) => one.right === null || isEnough('L1', requiredLevelOf(one.right, one.objection_kind)));
}

async function siblingsOf(client: PoolClient, row: CaseRow): Promise<{ identity_level: IdentityLevel; is_asked: boolean }[]> {
  const { rows } = await client.query<{ identity_level: IdentityLevel; is_asked: boolean }>(
    'SELECT identity_level, identity_asked_at IS NOT NULL AS is_asked FROM request WHERE thread_id = $1 AND id <> $2',
    [row.thread_id, row.id],
  );
  return rows;
}

/** Reminds the person that we wait for them, with a fresh link; once per `round`. */
export function remindIdentity(deps: DeskDeps, requestId: string, round: number, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row, profile }): Promise<Change | undefined> => {
      if (row.is_identity_proven || row.identity_asked_at === null || !row.may_reply || row.closed_at !== null) return undefined;
      const sent = await client.query('SELECT 1 FROM letter WHERE dedupe_key = $1', [`${row.id}:identity-reminder:${round}`]);
      const isLead = (await client.query('SELECT 1 FROM link WHERE request_id = $1 AND purpose = $2', [row.id, 'identity'])).rowCount !== 0;
      if (sent.rowCount !== 0 || !isLead) return undefined;
      const askedOn = localDateOf(row.identity_asked_at, row.time_zone);
      const closesOn = daysLater(askedOn, SILENCE.closeAfterDays);
      const link = newLink(deps.vault, { requestId, purpose: 'identity', expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS) });
      return {
        facts: [{ event: 'silence-noted', data: { waitingFor: 'identity', since: askedOn } }],
        rows: { link: [link.row] },
        letters: [
          letter('ID_REMINDER', `identity-reminder:${round}`, {
            ...(await identityFacts(deps, { client, row, profile, now }, link)),
            askedOn,
            closesOn,
          }),
        ],
      };
    },
    { now },
  );
}
