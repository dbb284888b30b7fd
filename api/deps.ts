import type { Readable } from 'node:stream';
import type { CalendarBook } from '../domain/clock/calendar.js';
import type {
  Act,
  Actor,
  DeskItem,
  FiledRequest,
  ListFilter,
  NewRequest,
  Page,
  RequestDetail,
  SlaFigures,
} from '../domain/request/filing.js';
import type { RecipientNoticeView } from '../domain/request/recipient-notice.js';
import type { Jurisdiction, Language, Role } from '../domain/request/types.js';

/** The door's use cases of requests; adapters/db implements them, each write being one transaction with its evidence. */
export interface RequestDesk {
  /** Files one case per right and commits before it answers. Throws DomainError invalid (pointers) or unavailable. */
  file(input: NewRequest, actor: Actor, options?: { claim?: { scope: string; bodyHash: Buffer } }): Promise<FiledRequest>;
  list(filter: ListFilter): Promise<Page<DeskItem>>;
  /** Undefined when there is no such reference. Opening a case is evidence when `opened` is given. */
  detail(reference: string, options?: { opened?: Actor }): Promise<RequestDetail | undefined>;
  /** Records an act or throws DomainError conflict with its code and the article. */
  act(reference: string, act: Act, actor: Actor): Promise<RequestDetail>;
  /** What the person's status page shows; undefined for a wrong key. Tells nothing about whether the person is known. */
  status(reference: string, key: string): Promise<RequestDetail | undefined>;
  statusUrl(detail: { id: string; reference: string }): string;
  /** The single-use link of a mail: looks without consuming, then consumes on POST. */
  peekLink(token: string): Promise<{ purpose: 'identity' | 'answer'; reference: string; language: Language } | undefined>;
  consumeLink(token: string): Promise<{ purpose: 'identity' | 'answer'; requestId: string; reference: string } | undefined>;
  /** Mails a status link (a fresh identity link where one is awaited) if the reference came from that address; does nothing else, and never says which. */
  mailStatusLink(reference: string, email: string): Promise<void>;
  /** Sends a fresh answer link to the proven address. */
  renewAnswerLink(reference: string): Promise<void>;
  /** A message typed on the status page; answers an open question if there is one. */
  addMessage(reference: string, text: string): Promise<void>;
  /** What a recipient's page shows of its notice (GDPR Art. 19); undefined for a wrong key. */
  openNotice(
    id: string,
    key: string,
  ): Promise<
    | {
        recipient: string;
        act: RecipientNoticeView['act'];
        reference: string;
        isConfirmed: boolean;
        recordReference: string;
        data: readonly { field: string; before: string | null; after: string | null }[];
      }
    | undefined
  >;
  /** The recipient's receipt. False for a wrong key. */
  confirmNotice(id: string, key: string): Promise<boolean>;
  /** Sends a webhook again. */
  redeliverNotice(reference: string, id: string, actor: Actor): Promise<void>;
  /** The answer's bytes; each call is evidence. */
  openPackage(reference: string, actor: Actor): Promise<{ stream: Readable; sizeBytes: number; filename: string }>;
  sla(): Promise<SlaFigures>;
}

export interface SignedIn {
  accountId: string;
  name: string;
  role: Role;
  issuerSlug?: string;
}

/** Accounts and sessions; adapters/accounts implements them. */
export interface Accounts {
  /** Password first; undefined when wrong or delayed, in the same time either way. `from` is the caller's address: delays are per account and address. */
  checkPassword(email: string, password: string, from: string): Promise<{ accountId: string; needsCode: boolean } | undefined>;
  /** The second step; delayed like the first. */
  checkCode(accountId: string, code: string, from: string): Promise<boolean>;
  find(accountId: string): Promise<SignedIn | undefined>;
  findToken(token: string): Promise<Actor | undefined>;
}

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

/** Reads seals for the public look-up by domain. */
export interface SealDirectory {
  findByDomain(
    domain: string,
  ): Promise<{ kind: string; status: string; member: string; issuer: string; validFrom: Date; validUntil: Date }[]>;
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
  accounts: Accounts;
  mails?: CaughtMails;
  seals: SealDirectory;
  pages: Pages;
  once: Once;
  controller: ControllerFacts;
  calendars: CalendarBook;
  now: () => Date;
}
