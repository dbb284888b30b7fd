import { personAddressesIn, recogniseAgent, wantedAddressIn } from '../../../domain/intake/agent.js';
import type { ParsedMail } from '../../../domain/intake/mail.js';
import { recogniseRequest } from '../../../domain/intake/recognise.js';
import type { ReadMail } from '../../db/mails/placing.js';
import type { StoredMail } from '../../db/mails/stored-mail.js';
import { type InboundOptions, parseInboundMail } from '../inbound/parse.js';
import { aboveForwardedOf } from '../inbound/quotes.js';

/** What is believed of a mail's header, by the way it came (RULEBOOK 5.1.1 and 5.1.4). */
export interface MailTrust {
  ownAddresses: readonly string[];
  /** Host name and authserv-id of our own mail exchanger, for mail that it put into the mailbox. */
  ownHost: string;
}

/** Reads and understands a mail. Never rejects, whatever the bytes. */
export async function readMail(stored: StoredMail, raw: Buffer, trust: MailTrust): Promise<ReadMail> {
  const isDirect = stored.source === 'smtp';
  const options: InboundOptions = {
    receivedAt: stored.receivedAt,
    arrival: isDirect ? 'direct' : 'boundary',
    trustedHost: trust.ownHost,
    ownAuthservId: trust.ownHost,
    ownAddresses: trust.ownAddresses,
    ...(isDirect ? { envelopeFrom: stored.envelope.mailFrom, envelopeTo: stored.envelope.rcptTo } : {}),
  };
  // Most mails bring nothing that anybody looks at; who wants the files reads the mail once more.
  const parsed = await parseInboundMail(raw, { ...options, files: 'left-out' });
  const files = async () => (await parseInboundMail(raw, options)).attachments;
  return { ...understood(stored, parsed, trust.ownAddresses), ...(parsed.hasFilesLeftOut === true ? { files } : {}) };
}

/**
 * A mail that could not be placed in several tries, read no further than its sender: a person looks at the raw mail. Nothing about it
 * is answered by itself.
 */
export function readAlmostNothing(stored: StoredMail, raw: Buffer): ReadMail {
  const head = raw.subarray(0, 65_536).toString('latin1');
  const address = /^from:[^\r\n]{0,500}?([^\s<>,;:"()[\]@]{1,64}@[^\s<>,;:"()[\]@]{1,255})/im.exec(head)?.[1]?.toLowerCase();
  const parsed: ParsedMail = {
    isBroken: true,
    references: [],
    from: address === undefined ? undefined : { name: '', address },
    returnPath: stored.envelope.mailFrom,
    recipients: stored.envelope.rcptTo,
    subject: '',
    text: '',
    newText: '',
    attachmentsText: '',
    receivedAt: stored.receivedAt,
    attachments: [],
    auth: { spf: 'none', dkim: 'none', dmarc: 'none', isFromDomainAligned: false },
    automatic: { kind: 'none', mayReply: false, why: ['not-readable'] },
    thread: { inReplyToOurs: [] },
  };
  return understood(stored, parsed, []);
}

function understood(stored: StoredMail, parsed: ParsedMail, own: readonly string[]): Omit<ReadMail, 'files'> {
  const { subject, newText, text, attachmentsText } = parsed;
  const recognition = recogniseRequest({ subject, text: newText || text, aboveForwarded: aboveForwardedOf(newText), attachmentsText });
  // Nobody can be written to at an address that is not there; the invented one keeps such senders apart.
  const sender = parsed.from?.address || parsed.returnPath || `${stored.id}@sender.invalid`;
  const known = [sender, ...own.map((address) => address.toLowerCase())];
  const words = newText || text;
  const otherAddresses = personAddressesIn(words, sender, known);
  const isElsewhere = parsed.replyTo !== undefined && !known.includes(parsed.replyTo.address) ? parsed.replyTo.address : undefined;
  return {
    stored,
    parsed,
    recognition,
    sender,
    agent: recogniseAgent(`${subject}\n${words}`),
    wantedAddress: wantedAddressIn(words, known) ?? isElsewhere,
    otherAddresses,
  };
}
