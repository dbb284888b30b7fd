import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { authorityOf } from '../../../domain/authorities.js';
import type { LetterCommon } from '../../../domain/letters/common-facts.js';
import type { LetterCode, LetterFactsByCode } from '../../../domain/letters/facts.js';
import { regimeOf } from '../../../domain/letters/regime.js';
import { NOTIFICATIONS } from '../../../domain/notifications.js';
import { messageIdOf } from '../../../domain/request/ids.js';
import type { Language } from '../../../domain/request/types.js';
import { localDateOf } from './case-clock.js';
import { policyItemsOf } from './case-items.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import type { Profile } from './sealed.js';
import { openDecision } from './sealed-decision.js';

/** What a letter says beyond what every letter says. */
type OwnFacts<C extends LetterCode> = Omit<LetterFactsByCode[C], keyof LetterCommon> & Pick<LetterCommon, 'otherReferences' | 'note'>;

/** A letter to be written: its code, what it says beyond what every letter says, and which step of the case writes it. */
export interface LetterOrder<C extends LetterCode = LetterCode> {
  code: C;
  facts: OwnFacts<C>;
  /** The same step writes its letter once; another step, another key. */
  step: string;
  /** Whom it goes to, when neither the requester nor our own staff: an issuer, a recipient. */
  to?: string;
  /** The name of that addressee, where the letter greets. */
  toName?: string;
  /** The language of that addressee, when it is not the requester's. */
  language?: Language;
}

/** Ties a code to its own facts, so that a letter cannot be ordered with another's. */
export function letter<C extends LetterCode>(code: C, step: string, facts: OwnFacts<C>): LetterOrder {
  return { code, step, facts } as LetterOrder; // the pair was checked by the signature; the union cannot say so
}

/** The step that writes the answer to the request. */
const ANSWER = 'answer';

export function statusUrlOf(deps: DeskDeps, row: Pick<CaseRow, 'id' | 'reference'>): string {
  return `${deps.settings.publicUrl}/status/${row.reference}/${deps.vault.statusKey(row.id)}`;
}

/** What every letter about this case knows, on the day it is written. */
export function commonFacts(deps: DeskDeps, row: CaseRow, profile: Profile, now: Date): LetterCommon {
  const writtenOn = localDateOf(now, row.time_zone);
  const regime = regimeOf({ jurisdiction: row.jurisdiction, policyOnly: row.regime === 'POLICY_ONLY', writtenOn });
  const [local, domain] = deps.settings.mailbox.split('@');
  return {
    reference: row.reference,
    language: row.language,
    writtenOn,
    timeZone: row.time_zone,
    receivedOn: localDateOf(row.received_at, row.time_zone),
    dueOn: row.due_on,
    safeOn: row.safe_on,
    targetOn: row.target_on,
    right: row.right,
    recipientName: profile.name,
    statusUrl: statusUrlOf(deps, row),
    replyAddress: `${local}+${row.thread_token}@${domain}`,
    controller: deps.settings.controller,
    regime,
    authority: authorityOf(`${row.jurisdiction}/${row.calendar}`),
    complaintUrl: `${statusUrlOf(deps, row)}/complaint`,
  };
}

/**
 * Writes a letter's row and its outbox entry in the caller's transaction: the row is the truth, the queue only carries its id. A step
 * that already wrote its letter writes nothing and gets undefined.
 */
export async function queueLetter(
  client: PoolClient,
  deps: DeskDeps,
  row: CaseRow,
  order: { letter: LetterOrder; profile: Profile; now: Date },
): Promise<string | undefined> {
  const { code, facts, step } = order.letter;
  const language = order.letter.language ?? row.language;
  const id = uuidv7();
  const audience = NOTIFICATIONS[code].audience;
  const { to, name } = addresseeOf(deps, row, order, audience);
  const all = {
    code,
    ...commonFacts(deps, row, { ...order.profile, name }, order.now),
    language,
    ...(await answerFacts(deps, client, row, step)),
    ...facts,
  };
  const [sealedTo, sealedFacts] = await Promise.all([
    deps.vault.seal(row.subject_id, to, 'letter.sealedTo'),
    deps.vault.seal(row.subject_id, all, 'letter.sealedFacts'),
  ]);
  const written = await client.query(
    `WITH written AS (
       INSERT INTO letter (id, request_id, code, audience, language, dedupe_key, message_id, subject_id, sealed_to, sealed_facts, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (dedupe_key) DO NOTHING RETURNING id)
     INSERT INTO outbox (kind, target_id) SELECT 'letter', id FROM written`,
    [
      id,
      row.id,
      code,
      audience,
      language,
      `${row.id}:${step}`,
      messageIdOf(id, mailDomainOf(deps)),
      row.subject_id,
      sealedTo,
      sealedFacts,
      order.now,
    ],
  );
  return written.rowCount === 1 ? id : undefined;
}

/** Letters that give the answer, or the way to it: they go to the person where the answer is not for whoever asked. */
const GIVES_ANSWER: ReadonlySet<LetterCode> = new Set<LetterCode>(['DISCLOSURE', 'ANSWER_LINK', 'PORTED', 'TRANSFER_CONFIRM']);

function addresseeOf(
  deps: DeskDeps,
  row: CaseRow,
  { letter: { to, toName, code, step }, profile }: { letter: LetterOrder; profile: Profile },
  audience: string,
): { to: string; name: string } {
  if (to !== undefined) return { to, name: toName ?? profile.name };
  if (audience === 'staff') return { to: deps.settings.staffMailbox, name: profile.name };
  if (row.answer_to !== 'person' || !(step === ANSWER || GIVES_ANSWER.has(code))) return { to: profile.email, name: profile.name };
  return { to: profile.personEmail ?? profile.email, name: profile.onBehalfOf ?? profile.name };
}

/** What every answer has beside its own facts: the words of staff, and which parts of it rest on the policy alone. */
async function answerFacts(
  deps: DeskDeps,
  client: PoolClient,
  row: CaseRow,
  step: string,
): Promise<Pick<LetterCommon, 'note' | 'partly' | 'policyItems'>> {
  if (step !== ANSWER) return {};
  const { note, reasons } = (await openDecision(deps, row)) ?? {};
  const policyItems = await policyItemsOf(client, row);
  const partly = row.outcome === 'partly-granted' ? reasons : undefined;
  return {
    ...(note === undefined ? {} : { note }),
    ...(partly === undefined ? {} : { partly }),
    ...(policyItems.length === 0 ? {} : { policyItems }),
  };
}

function mailDomainOf(deps: DeskDeps): string {
  return deps.settings.mailbox.split('@')[1] ?? 'localhost';
}
