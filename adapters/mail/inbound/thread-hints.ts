import type { ThreadHints } from '../../../domain/intake/mail.js';
import { readReference } from '../../../domain/request/ids.js';
import { isOwnMessageId } from './bounce.js';

/** What a plus-address may carry: letters and digits as the thread tokens have them, nothing longer. */
const TOKEN = /^[a-z0-9]{8,64}$/;
const SUBJECT_TAG = /\[\s?(RR-\d{4}-[0-9A-Z]{6})\s?\]/i;

/** The token of the first recipient crm+token@… of ours; local parts and domains compare without case. */
function plusTokenOf(recipients: readonly string[], ownAddresses: readonly string[]): string | undefined {
  const own = new Set(ownAddresses.map((address) => address.toLowerCase()));
  for (const recipient of recipients) {
    const at = recipient.lastIndexOf('@');
    const plus = recipient.indexOf('+');
    if (plus < 0 || plus > at) continue;
    const token = recipient.slice(plus + 1, at).toLowerCase();
    if (TOKEN.test(token) && own.has(`${recipient.slice(0, plus)}${recipient.slice(at)}`.toLowerCase())) return token;
  }
  return undefined;
}

/** By what a mail says it belongs to a case. RULEBOOK 5.1.5: token first, then our Message-IDs, then the subject tag. */
export function threadHintsOf(mail: {
  recipients: readonly string[];
  ownAddresses: readonly string[];
  inReplyTo: readonly string[];
  references: readonly string[];
  ownDomains: ReadonlySet<string>;
  subject: string;
}): ThreadHints {
  const answered = [...mail.inReplyTo, ...[...mail.references].reverse()];
  const tag = SUBJECT_TAG.exec(mail.subject.slice(0, 1_000))?.[1];
  return {
    plusToken: plusTokenOf(mail.recipients, mail.ownAddresses),
    inReplyToOurs: [...new Set(answered)].filter((id) => isOwnMessageId(id, mail.ownDomains)),
    subjectReference: tag === undefined ? undefined : readReference(tag),
  };
}
