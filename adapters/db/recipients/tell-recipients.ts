import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { type NamedRecipient, recipientsOf } from '../../connectors/recipients.js';
import { localDateOf } from '../requests/case-clock.js';
import type { Change, StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { type LetterOrder, letter } from '../requests/letters.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import { type NoticeAct, type NoticeContent, noticeContentOf } from './notice-content.js';
import { type Contact, contactsOf } from './recipients.js';

/** Where the content of a notice is sealed. */
export const NOTICE_SEALED = 'recipientNotice.sealedFacts';

interface Notice {
  id: string;
  recipient: NamedRecipient;
  contact: Contact;
}

/**
 * Tells everybody who received the data what changed (GDPR Art. 19): by mail at once, by webhook from the workflow's next step. Whoever
 * cannot be told is recorded with the reason, and staff get a task where only the address is missing. Once for each act of a case.
 */
export function tellRecipients(deps: DeskDeps, requestId: string, act: NoticeAct, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async (context): Promise<Change | undefined> => {
      if (await isTold(context.client, requestId, act)) return undefined;
      const recipients = await recipientsOf(deps, requestId);
      const contacts = await contactsOf(
        context.client,
        recipients.map(({ name }) => name),
      );
      const notices = recipients.map((recipient) => ({
        id: uuidv7(),
        recipient,
        contact: contacts.get(recipient.name) ?? ({ channel: 'none' } as const),
      }));
      return noticesChange(deps, context, { act, notices, content: await noticeContentOf(deps, context, act) });
    },
    { now },
  );
}

async function noticesChange(
  deps: DeskDeps,
  { row, now }: StepContext,
  { act, notices, content }: { act: NoticeAct; notices: readonly Notice[]; content: NoticeContent },
): Promise<Change> {
  const sealed = await deps.vault.seal(row.subject_id, content, NOTICE_SEALED);
  const told = notices.filter(({ contact }) => contact.channel !== 'none');
  const untold = notices.filter(({ contact, recipient }) => contact.channel === 'none' && recipient.lastAt !== null);
  const effectiveOn = localDateOf(now, row.time_zone);
  return {
    facts: [{ event: 'recipients-notified', data: { recipientCount: told.length, act } }],
    rows: {
      recipient_notice: notices.map(({ id, recipient, contact }) => ({
        id,
        request_id: row.id,
        recipient: recipient.name,
        act,
        channel: contact.channel,
        status: contact.channel === 'none' ? 'not-told' : 'queued',
        problem: contact.channel === 'none' ? (recipient.lastAt === null ? 'NOT_NAMED' : 'NO_ADDRESS') : null,
        sealed_facts: sealed,
        not_before: now.toISOString(),
      })),
    },
    letters: [
      ...told.flatMap((notice) => mailTo(deps, notice, { act, content, effectiveOn })),
      ...(untold.length === 0 ? [] : [taskFor(deps, row, `recipients:${act}`)]),
    ],
  };
}

function mailTo(
  deps: DeskDeps,
  { id, recipient, contact }: Notice,
  { act, content, effectiveOn }: { act: NoticeAct; content: NoticeContent; effectiveOn: string },
): LetterOrder[] {
  if (contact.channel !== 'mail') return [];
  const confirmUrl = `${deps.settings.publicUrl}/recipient/${id}/${deps.vault.statusKey(id)}`;
  const facts = { recipientOrganisation: recipient.name, act, ...content, effectiveOn, confirmUrl };
  return [{ ...letter('RECIPIENT_NOTICE', `recipient:${id}`, facts), to: contact.email }];
}

/** Somebody has to find the address, tell them by hand, or note why that is impossible (Art. 19, second half). */
export function taskFor(deps: DeskDeps, row: StepContext['row'], step: string): LetterOrder {
  return letter('STAFF_TASK', step, {
    caseUrl: `${deps.settings.publicUrl}/desk/requests/${row.reference}#recipients`,
    task: 'tell the recipients that could not be told',
    taskDueOn: row.target_on,
    isReminder: false,
  });
}

async function isTold(client: PoolClient, requestId: string, act: NoticeAct): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM evidence WHERE request_id = $1 AND event = 'recipients-notified' AND data->>'act' = $2 LIMIT 1`,
    [requestId, act],
  );
  return rowCount !== 0;
}

/** Whom the answer letter names as told. */
export async function toldRecipients(client: Pick<PoolClient, 'query'>, requestId: string): Promise<string[]> {
  const { rows } = await client.query<{ recipient: string }>(
    `SELECT DISTINCT recipient FROM recipient_notice WHERE request_id = $1 AND status <> 'not-told' ORDER BY 1`,
    [requestId],
  );
  return rows.map(({ recipient }) => recipient);
}
