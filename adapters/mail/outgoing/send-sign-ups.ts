import type { Block } from '../../../domain/letters/document.js';
import { messageIdOf } from '../../../domain/request/ids.js';
import { confirmationMail } from '../../../domain/sign-up.js';
import type { Apart } from '../../apart/apart.js';
import { sendNextSignUp, type WaitingSignUp } from '../../apart/sign-ups.js';
import { labelsOf } from '../../db/marketing/read-communications.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';
import { letterHtml } from '../../letters/html.js';
import type { Mailer, OutgoingMail } from './mailer.js';

type Deps = Pick<DeskDeps, 'pool' | 'now' | 'settings'> & { apart: Apart; mailer: Mailer };

/** Sends the mails that ask for the confirmation of a newsletter (double opt-in). Answers how many were taken. */
export async function sendSignUps(deps: Deps, limit = 50): Promise<number> {
  let taken = 0;
  while (taken < limit && (await sendNextSignUp(deps.apart, deps.now(), (signUp) => handOver(deps, signUp)))) taken += 1;
  return taken;
}

async function handOver(deps: Deps, signUp: WaitingSignUp): Promise<'sent' | 'failed' | 'queued'> {
  try {
    return (await deps.mailer.send(mailOf(deps, signUp, await labelsOf(deps.pool, signUp)))).result === 'delivered' ? 'sent' : 'failed';
  } catch {
    return 'queued'; // the server is away: tried again with the same Message-ID
  }
}

function mailOf({ settings }: Deps, { id, email, language, token }: WaitingSignUp, topics: readonly string[]): OutgoingMail {
  const { name, address } = settings.controller;
  const link = `${settings.publicUrl}/newsletter/confirm/${token}`;
  const { subject, lines, button, ignore } = confirmationMail(language, { company: name, topics: topics.join(', ') });
  const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] });
  const action: Block = { kind: 'callout', blocks: [{ kind: 'paragraph', inlines: [{ kind: 'link', text: button, href: link }] }] };
  const blocks: Block[] = [...lines.map(paragraph), action, paragraph(ignore)];
  return {
    messageId: messageIdOf(id, settings.mailbox.split('@')[1] ?? 'localhost'),
    from: { name, address: settings.mailbox },
    to: email,
    replyTo: settings.mailbox,
    envelopeFrom: settings.mailbox,
    subject,
    text: `${lines.join('\n\n')}\n\n${button}: ${link}\n\n${ignore}\n\n-- \n${[name, ...address].join(', ')}\n`,
    html: letterHtml({ language, title: subject, blocks }, { senderName: name, senderLines: address, referenceLine: '' }),
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}
