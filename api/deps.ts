import type { OperationDesk } from '../adapters/db/operation/operation-desk.js';
import type { EvidenceDoor } from '../adapters/evidence/door.js';
import type { CalendarBook } from '../domain/clock/calendar.js';
import type { Part } from '../domain/operation.js';
import type { Addition, AdditionField, DisclosureFilter, DisclosureLine, ProcessingRecord } from '../domain/processing-record.js';
import type { Jurisdiction, Language } from '../domain/request/types.js';
import type { RetentionCounts, RetentionRun } from '../domain/retention.js';
import type { AccountSetup, Accounts } from './accounts.js';
import type { DeskTools } from './desk-tools.js';
import type { CommunicationsDoor, NewsletterDesk, PromotionListDesk, SignUpDoor, TopicDesk, Unsubscribing } from './marketing.js';
import type { AddressChange, KeepAddress, OwnAccount, Passkeys, PasswordReset, People, Remembering, SingleSignOn } from './own-account.js';
import type { FeeDesk, RequestDesk } from './request-desk.js';
import type { BatchDesk, IssuerSettingsDesk, MemberDesk, SealDesk, SealDoor, WebhookDesk } from './seal-desks.js';

export interface CaughtMails {
  list(filter: {
    to?: string;
    limit: number;
  }): Promise<{ id: string; from: string; to: string; subject: string; sentAt: string; deliveries: number }[]>;
  find(id: string): Promise<
    | {
        headers: Record<string, string>;
        text: string;
        html: string;
        links: string[];
        attachments: { filename: string; contentType: string; size: number }[];
      }
    | undefined
  >;
}

/** Turns a page of templates/pages into HTML; adapters/pages implements it. */
export interface Pages {
  /** Renders `name` (status, desk/case …) with its view in that language; a field the template needs and the view lacks throws. */
  render(name: string, view: object): string;
  /** The words of one language: `text('status.due', {date})`. An unknown key throws. */
  text(language: Language, key: string, values?: Record<string, string | number>): string;
}

/** The registers at the desk; adapters/db implements them. */
export interface RegisterDesk {
  /** GDPR Art. 30. */
  records: {
    list(): Promise<ProcessingRecord[]>;
    add(addition: { activity: string; field: AdditionField; text: string }, by: string): Promise<void>;
    history(activity: string): Promise<(Addition & { field: string })[]>;
    pdf(records: readonly ProcessingRecord[], writtenOn: string): Promise<Buffer>;
  };
  /** GDPR Art. 15(1)(c), 19. */
  disclosures: {
    list(filter: DisclosureFilter): Promise<{ lines: DisclosureLine[]; hasMore: boolean }>;
    recipients(): Promise<string[]>;
  };
  /** GDPR Art. 5(1)(e). */
  retention: {
    overview(): Promise<{ now: RetentionCounts; soon: RetentionCounts; nextAt: string; runs: RetentionRun[] }>;
    /** Deletes nothing; that somebody looked is on record. */
    dryRun(by: string): Promise<RetentionCounts>;
  };
}

/** Runs `work` once for a scope within 24 hours, also across processes; whoever comes second gets the first answer. */
export type Once = <T extends object>(scope: string, work: () => Promise<T>) => Promise<T>;

/** Who the pages speak for. */
export interface ControllerFacts {
  name: string;
  email: string;
  phone: string;
  address: readonly string[];
  timeZone: string;
  jurisdiction: Jurisdiction;
  calendar: string;
  establishments: readonly { jurisdiction: Jurisdiction; calendar: string; timeZone: string; name: string }[];
}

/** What the HTML pages stand on. `mails` is there only while mail is caught instead of sent. */
export interface PageDeps {
  desk: RequestDesk;
  deskTools: DeskTools;
  accounts: Accounts;
  accountSetup: AccountSetup;
  ownAccount: OwnAccount;
  addressChange: AddressChange;
  keepAddress: KeepAddress;
  remembering: Remembering;
  passwordReset: PasswordReset;
  passkeys: Passkeys;
  people: People;
  /** Only where an identity provider is set. */
  singleSignOn?: SingleSignOn;
  /** Without it a fee is paid by bank transfer only. */
  fees?: FeeDesk;
  mails?: CaughtMails;
  seals: SealDoor;
  sealDesk: SealDesk;
  memberDesk: MemberDesk;
  issuerSettings: IssuerSettingsDesk;
  webhookDesk: WebhookDesk;
  batches: BatchDesk;
  unsubscribing: Unsubscribing;
  newsletters: NewsletterDesk;
  /** The evidence of one case, to be shown. */
  evidence: EvidenceDoor;
  /** Whether everything runs. */
  operation: OperationDesk;
  /** The parts that have to run somewhere. */
  expectedParts: readonly Part[];
  promotionLists: PromotionListDesk;
  topics: TopicDesk;
  registers: RegisterDesk;
  communications: CommunicationsDoor;
  signUps: SignUpDoor;
  pages: Pages;
  once: Once;
  controller: ControllerFacts;
  calendars: CalendarBook;
  now: () => Date;
}
