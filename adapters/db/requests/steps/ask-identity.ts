import type { PoolClient } from 'pg';
import { awaitsAuthority } from '../../../../domain/behalf.js';
import { PROMPT_WITHIN_DAYS, requiredLevelOf, SILENCE } from '../../../../domain/identity.js';
import { effectOnTimeOf } from '../../../../domain/letters/regime.js';
import type { IdentityLevel } from '../../../../domain/request/types.js';
import { authorityLetter, authorityRequest, mustAskAuthority } from '../ask-authority.js';
import { daysLater, localDateOf } from '../case-clock.js';
import { type CaseRow, isEnoughFor } from '../case-row.js';
import type { Change } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { commonFacts, letter, statusUrlOf } from '../letters.js';
import { newLink } from '../links.js';
import type { Profile } from '../sealed.js';
import { recordTransition } from '../transition.js';
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
      if (mustAskAuthority(row) && row.closed_at === null)
        return authorityRequest(deps, { row, profile, now, isLead: await isFirst(client, row) });
      if (row.identity_asked_at !== null || row.is_identity_proven || row.right === null || row.closed_at !== null) return undefined;
      if (awaitsAuthority(row.authority)) return undefined;
      // The cases of one message start at the same moment: one of them asks for all.
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [row.thread_id]);
      const siblings = await siblingsOf(client, row);
      const proven = siblings.find((one) => isEnoughFor(row, one.identity_level));
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
              doubt: row.level_reason ?? 'address-not-proven',
              asked: ['one-time-link'],
              wantedLevel: requiredLevelOf({ right: row.right, objectionKind: row.objection_kind, raisedTo: row.required_level }),
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
  const cases = await waitingCases(client, row);
  return {
    why: cases.find((one) => one.level_reason !== null)?.level_reason ?? ('address-not-proven' as const),
    link: `${deps.settings.publicUrl}/link/${link.token}`,
    linkExpiresAt: link.row.expires_at,
    isLinkEnough: cases.every((one) => one.right === null || isEnoughFor(one, 'L1')),
    isErasure: cases.some((one) => one.right === 'erasure'),
    documentUrl: cases.some((one) => one.required_level === 'L4') ? `${statusUrlOf(deps, row)}/document` : null,
    effectOnTime: effectOnTimeOf({ ask: 'identity', regime, right: row.right }),
  };
}

type Waiting = Pick<CaseRow, 'id' | 'right' | 'objection_kind' | 'required_level' | 'level_reason'>;

/** The open cases of the message that wait to know who asks, this one as it is about to be: one letter asks for all of them. */
async function waitingCases(client: PoolClient, row: CaseRow): Promise<Waiting[]> {
  const { rows } = await client.query<Waiting>(
    `SELECT id, "right", objection_kind, required_level, level_reason FROM request
     WHERE thread_id = $1 AND subject_id = $2 AND id <> $3 AND closed_at IS NULL AND NOT is_identity_proven`,
    [row.thread_id, row.subject_id, row.id],
  );
  return [row, ...rows];
}

async function isFirst(client: PoolClient, row: CaseRow): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM request WHERE thread_id = $1 ORDER BY id LIMIT 1', [row.thread_id]);
  return rows[0]?.id === row.id;
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
      if (row.authority === 'asked') return remindAuthority(deps, { client, row, profile, now }, round);
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
          {
            ...letter('ID_REMINDER', `identity-reminder:${round}`, {
              ...(await identityFacts(deps, { client, row, profile, now }, link)),
              askedOn,
              closesOn,
            }),
            ...addresseeOf(row, profile),
          },
        ],
      };
    },
    { now },
  );
}

/** Where the person proves who they are although somebody else asked, the question goes to the person. */
function addresseeOf(row: CaseRow, profile: Profile): { to?: string; toName?: string } {
  if (row.authority !== 'doubted' || profile.personEmail === undefined) return {};
  return { to: profile.personEmail, toName: profile.onBehalfOf ?? '' };
}

/** Whoever acts for another is reminded that the authority is still waited for; one letter a round for all cases of a message. */
async function remindAuthority(deps: DeskDeps, { client, row, profile, now }: Asked, round: number): Promise<Change | undefined> {
  const step = `identity-reminder:${round}`;
  const sent = await client.query('SELECT 1 FROM letter WHERE dedupe_key = $1', [`${row.id}:${step}`]);
  if (sent.rowCount !== 0 || !row.may_reply || row.closed_at !== null || !(await isFirst(client, row))) return undefined;
  const askedAt = row.authority_asked_at ?? now;
  return {
    facts: [{ event: 'silence-noted', data: { waitingFor: 'authority', since: localDateOf(askedAt, row.time_zone) } }],
    letters: [authorityLetter(deps, { row, profile, now, step, askedAt, isReminder: true })],
  };
}
