import type { PoolClient } from 'pg';
import type { RecognisedAgent } from '../../../domain/intake/agent.js';
import type { MailAttachment, ParsedMail } from '../../../domain/intake/mail.js';
import type { Recognition } from '../../../domain/intake/recognise.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import type { Lookups } from './mail-lookups.js';
import type { StoredMail } from './stored-mail.js';

/** A mail read and understood, about to be placed. */
export interface ReadMail {
  stored: StoredMail;
  parsed: ParsedMail;
  recognition: Recognition;
  /** Reads the files sent along; absent where there are none. */
  files?(): Promise<readonly MailAttachment[]>;
  /** The address the person is answered at; an invented one, never written to, where the mail names none. */
  sender: string;
  /** Whether, and for whom, it is written for another. */
  agent: RecognisedAgent | undefined;
  /** Another address that the answer is wanted at, and the addresses the mail names beside its own. */
  wantedAddress: string | undefined;
  otherAddresses: readonly string[];
}

/** What one mail is placed with. */
export interface Placing extends ReadMail {
  deps: DeskDeps;
  client: PoolClient;
  senderIndex: Buffer;
  messageIndex: Buffer;
  lookups: Lookups;
}

/** Where a mail was put: the thread and whose key keeps it. Nothing where it belongs to no case. */
export interface Place {
  threadId: string;
  subjectId: string;
}

/** What a mail turned out to be; `gone` when it had been placed before. */
export type PlacedKind = 'new' | 'triage' | 'reply' | 'reminder' | 'bounce' | 'auto-reply' | 'own' | 'duplicate' | 'kept' | 'gone';
