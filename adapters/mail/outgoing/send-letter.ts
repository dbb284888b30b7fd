import { createHash } from 'node:crypto';
import { DomainError } from '../../../domain/errors.js';
import type { LetterFacts } from '../../../domain/letters/facts.js';
import { lastMailOf, type MailEnvelope } from '../../db/mails/answered-mail.js';
import { openLetter, type QueuedLetter, recordNotDelivered, recordSent, takeLetter } from '../../db/mails/letter-row.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';
import { type RenderedLetter, renderLetter } from '../../letters/render.js';
import { templateVersion } from '../../letters/template-version.js';
import type { Mailer, OutgoingMail } from './mailer.js';

/** What became of one try. `nothing-to-do`: sent before, ended before, or unknown. */
export type SendResult = 'sent' | 'failed' | 'nothing-to-do';

/** After this long and this many tries a letter that no server takes has failed; a person must choose another way. */
const GIVE_UP_AFTER_MS = 3 * 86_400_000;
const GIVE_UP_AFTER_TRIES = 20;

/**
 * Sends one letter and records it. Safe to retry: the row is asked first, and a letter that was sent without being recorded (the
 * process died in between) goes out once more with the same Message-ID. Throws when it must be tried again later.
 */
export async function sendLetter(deps: DeskDeps & { mailer: Mailer }, letterId: string): Promise<SendResult> {
  const letter = await takeLetter(deps, letterId);
  if (letter === undefined) return 'nothing-to-do';
  const opened = await openLetter(deps, letter);
  if (opened === undefined) return fail(deps, letter, 'SUBJECT_KEY_DESTROYED');
  const rendered = render(opened.facts);
  if (typeof rendered === 'string') return fail(deps, letter, rendered);
  const answered = letter.threadId === null ? undefined : await lastMailOf(deps, letter.threadId, letter.subjectId);
  const handover = await hand(deps, letter, mailOf(deps, letter, { ...opened, rendered, answered }));
  if (handover.result === 'refused') return fail(deps, letter, handover.problem);
  const { subject, text, html, document } = rendered;
  const sha256 = createHash('sha256')
    .update(JSON.stringify([subject, text, html]))
    .digest('hex');
  const { code, language } = opened.facts;
  await recordSent(deps, letter, {
    code,
    rendered: { subject, text, html, document },
    templateVersion: templateVersion(code, language),
    sha256,
  });
  return 'sent';
}

async function fail(deps: DeskDeps, letter: QueuedLetter, problem: string): Promise<SendResult> {
  await recordNotDelivered(deps, letter.id, { status: 'failed', event: 'letter-failed', problem });
  return 'failed';
}

async function hand(deps: DeskDeps & { mailer: Mailer }, letter: QueuedLetter, mail: OutgoingMail) {
  try {
    return await deps.mailer.send(mail);
  } catch (error) {
    const isHopeless = letter.attempts >= GIVE_UP_AFTER_TRIES && deps.now().getTime() - letter.createdAt.getTime() > GIVE_UP_AFTER_MS;
    if (isHopeless) return { result: 'refused', problem: 'NO_SERVER_TOOK_IT' } as const;
    throw error;
  }
}

/** The rendered letter, or the code of what is wrong with it: trying again would not mend that. */
function render({ code, ...facts }: LetterFacts): RenderedLetter | string {
  try {
    return renderLetter(code, facts as never); // code and facts belong together by LetterFacts; the union cannot say so
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    return 'LETTER_NOT_RENDERED';
  }
}

/** RFC 3834: what answers a mail by itself has no envelope sender, so that no machine answers it; a bounce of others finds its thread. */
function mailOf(
  deps: DeskDeps,
  letter: QueuedLetter,
  { to, facts, rendered, answered }: { to: string; facts: LetterFacts; rendered: RenderedLetter; answered: MailEnvelope | undefined },
): OutgoingMail {
  const isAutoReply = rendered.headers['Auto-Submitted'] === 'auto-replied';
  const isAnswer = letter.audience === 'requester' && answered?.messageId !== undefined;
  return {
    messageId: letter.messageId,
    from: { name: facts.controller.name, address: deps.settings.mailbox },
    to,
    replyTo: facts.replyAddress,
    envelopeFrom: isAutoReply ? '' : facts.replyAddress,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    headers: { ...rendered.headers, 'X-Rightsdesk-Letter': facts.code, 'X-Rightsdesk-Reference': facts.reference },
    ...(isAnswer ? { inReplyTo: answered.messageId, references: [...(answered.references ?? []), answered.messageId ?? ''] } : {}),
  };
}
