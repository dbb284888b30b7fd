import type { Language } from '../request/types.js';

/** One mailbox of a header, decoded. `address` is in lower case. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** Why the bytes of an attachment are not handed on. They stay in the raw mail, which is kept whole. */
export type AttachmentRefusal = 'too-large' | 'too-many' | 'mail-too-large' | 'active-content';

/** A file sent along. Never opened, unpacked or rendered here: archives stay as they came. */
export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** SHA-256 of the decoded bytes in lower-case hex, also of refused ones. */
  readonly sha256: string;
  /** Absent where `refused` says why. */
  readonly content?: Uint8Array;
  readonly refused?: AttachmentRefusal;
  /** True for a picture that the text itself shows, such as the logo of a signature. */
  readonly isEmbedded?: boolean;
}

/** What the boundary found out about the sender's domain. RFC 8601. `none` where it said nothing or could not be trusted. */
export interface MailAuthentication {
  readonly spf: string;
  readonly dkim: string;
  readonly dmarc: string;
  /** True where DMARC passed for, or a passing DKIM signature belongs to, the domain of the From address. */
  readonly isFromDomainAligned: boolean;
}

/** RFC 3834 and RULEBOOK 5.1.2. Whatever the kind: the reply may be suppressed, the case never. */
export interface AutomaticMail {
  readonly kind: 'none' | 'auto-reply' | 'bounce' | 'list' | 'bulk' | 'own';
  readonly mayReply: boolean;
  /** The facts that decided, for the record; no personal data. */
  readonly why: readonly string[];
}

/** A report that a letter of ours was not delivered. RFC 3464. */
export interface BounceReport {
  /** Message-IDs of ours that the report returns or answers. */
  readonly ourMessageIds: readonly string[];
  /** `hard`: will not arrive (5.x.x, failed). `soft`: not now. `delayed`: the sender's server is still trying. */
  readonly severity: 'hard' | 'soft' | 'delayed';
  /** The enhanced status code of the worst recipient, such as 5.1.1; empty where none was given. */
  readonly status: string;
}

/** By what a mail says it belongs to a case. None of it proves who sent it. */
export interface ThreadHints {
  /** From a recipient address crm+token@…, in lower case. */
  readonly plusToken?: string;
  /** Message-IDs of letters of ours in In-Reply-To and References, nearest first. */
  readonly inReplyToOurs: readonly string[];
  /** From a subject tag [RR-2026-4F7K2M]. */
  readonly subjectReference?: string;
}

/** A mail understood. Everything in it is what the sender says, except `receivedAt` and `auth`. */
export interface ParsedMail {
  /** True where the MIME structure could not be read to the end: what there is goes to a person. */
  readonly isBroken: boolean;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
  readonly from?: MailAddress;
  readonly replyTo?: MailAddress;
  /** The envelope sender; empty for a report, undefined where it is not known. */
  readonly returnPath?: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** `text` without what the person quotes. */
  readonly newText: string;
  /** Text of plain-text attachments, for recognition. */
  readonly attachmentsText: string;
  readonly languageHint?: Language;
  /** When our own server accepted the mail (RULEBOOK 5.1.1); never the Date field. */
  readonly receivedAt: Date;
  readonly attachments: readonly MailAttachment[];
  /** There are files, and they were left out of the reading: `attachments` is empty for that reason. */
  readonly hasFilesLeftOut?: boolean;
  readonly auth: MailAuthentication;
  readonly automatic: AutomaticMail;
  readonly bounce?: BounceReport;
  readonly thread: ThreadHints;
}
