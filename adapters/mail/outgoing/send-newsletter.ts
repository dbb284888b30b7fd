import { messageIdOf } from '../../../domain/request/ids.js';
import { isBarred, recordCopy, type TakenCopy, takeCopies } from '../../db/marketing/newsletter.js';
import { unsubscribeToken } from '../../db/marketing/unsubscribe.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';
import type { Mailer, OutgoingMail } from './mailer.js';
import { newsletterMail } from './newsletter-mail.js';

type Deps = Pick<DeskDeps, 'pool' | 'vault' | 'now' | 'settings'> & { mailer: Mailer };

const BATCH = 20;

/**
 * The one way promotional mail leaves the house. Takes copies that may still be sent, hands each over signed, and records it; one that no
 * server takes is tried again with the same Message-ID. `mailer` must sign (DKIM), or mail programs do not trust the headers of RFC 8058.
 * Answers how many were taken. Throws when the server is away.
 */
export async function sendNewsletters(deps: Deps): Promise<number> {
  const copies = await takeCopies(deps, BATCH);
  for (const copy of copies) {
    const contact = await deps.vault.open<{ name: string; email: string }>(
      copy.subject_id,
      copy.sealed_contact,
      'newsletter.sealedContact',
    );
    if (contact === undefined) await recordCopy(deps, copy.id, { status: 'failed', problem: 'SUBJECT_KEY_DESTROYED' });
    // A subscription whose address was put right (Art. 16) goes there; a bar of that address is asked for too.
    else if (await isBarred(deps, copy, deps.vault.blindIndex(contact.email)))
      await recordCopy(deps, copy.id, { status: 'failed', problem: 'ADDRESS_BARRED' });
    else await send(deps, copy, contact.email);
  }
  return copies.length;
}

async function send(deps: Deps, copy: TakenCopy, to: string): Promise<void> {
  const handover = await deps.mailer.send(mailOf(deps, copy, to));
  await recordCopy(deps, copy.id, handover.result === 'delivered' ? { status: 'sent' } : { status: 'failed', problem: handover.problem });
}

function mailOf(deps: Deps, copy: TakenCopy, to: string): OutgoingMail {
  const { settings } = deps;
  const domain = settings.mailbox.split('@')[1] ?? 'localhost';
  const token = unsubscribeToken(deps, { addressIndex: copy.email_index, newsletterId: copy.newsletter_id });
  const link = `${settings.publicUrl}/unsubscribe/${token}`;
  const { name, address } = settings.controller;
  return {
    messageId: messageIdOf(copy.id, domain),
    from: { name, address: settings.mailbox },
    to,
    replyTo: settings.mailbox,
    envelopeFrom: settings.mailbox,
    subject: copy.title,
    ...newsletterMail(copy, { link, manageLink: `${settings.publicUrl}/communications/${token}`, sender: { name, address } }),
    headers: {
      'List-Unsubscribe': `<${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    },
  };
}
