import type { Readable } from 'node:stream';
import type { OperationDesk } from '../adapters/db/operation/operation-desk.js';
import type { EvidenceDoor } from '../adapters/evidence/door.js';
import type { CredentialForms } from '../adapters/seals/forms/renditions.js';
import type { Verifier } from '../adapters/seals/verify/verifier.js';
import type { CalendarBook } from '../domain/clock/calendar.js';
import type { FactKind } from '../domain/identity-facts.js';
import type { ShownLetter } from '../domain/letters/shown.js';
import type { Part } from '../domain/operation.js';
import type { Addition, AdditionField, DisclosureFilter, DisclosureLine, ProcessingRecord } from '../domain/processing-record.js';
import type { IssuerAnswer, IssuerCase } from '../domain/rectification/view.js';
import type { Act, Actor, DeskItem, FiledRequest, ListFilter, NewRequest, Page, RequestDetail } from '../domain/request/filing.js';
import type { ProofKind } from '../domain/request/proof.js';
import type { RecipientNoticeView } from '../domain/request/recipient-notice.js';
import type { Jurisdiction, Language, Role } from '../domain/request/types.js';
import type { RetentionCounts, RetentionRun } from '../domain/retention.js';
import type { IssuerSettings, IssuerSettingsChange } from '../domain/seals/issuer-settings.js';
import type { SealShelf } from '../domain/seals/shelf.js';
import type {
  MemberChange,
  MemberView,
  NewMember,
  NewOfficer,
  NewSeal,
  OfficerView,
  SealChange,
  SealDetail,
  SealFilter,
  SealItem,
  SealKey,
} from '../domain/seals/view.js';
import type { SlaFigures } from '../domain/sla/figures.js';
import type { SentFile } from '../domain/uploads.js';
import type { DeskTools } from './desk-tools.js';
import type { CommunicationsDoor, NewsletterDesk, PromotionListDesk, SignUpDoor, TopicDesk, Unsubscribing } from './marketing.js';
import type { AppKey, OwnAccount, Passkeys, PasswordFault, PasswordReset, People, Remembering, SingleSignOn } from './own-account.js';
import type { TransferDesk } from './portability/door.js';

/** A file that was sent as proof, opened. */
export interface OpenedFile {
  stream: Readable;
  sizeBytes: number;
  mediaType: string;
  filename: string;
}

/** An issuer's use cases: its own cases and nothing of anybody else's; another issuer's case is undefined or missing. */
export interface IssuerDesk {
  waiting(issuerSlug: string, limit: number): Promise<{ cases: IssuerCase[]; hasMore: boolean }>;
  find(reference: string, issuerSlug: string): Promise<IssuerCase | undefined>;
  /** Answers to several fields of one case: all are recorded or none. Throws DomainError missing, invalid or conflict. */
  answer(reference: string, answers: readonly IssuerAnswer[], actor: Actor): Promise<void>;
  /** The single-use link of a mail: looks without using it up; undefined when it is used, too old or nothing waits any more. */
  peekLink(token: string): Promise<{ issuer: { slug: string; name: string; language: Language }; case: IssuerCase } | undefined>;
  answerByLink(token: string, answers: readonly IssuerAnswer[]): Promise<{ reference: string; issuer: string }>;
  /** Keeps files of the person as proof. Throws DomainError invalid or conflict. */
  /** `correction`: the one field they are about. */
  addFiles(reference: string, files: readonly SentFile[], correction?: string): Promise<void>;
  /** A file sent as proof; each look is evidence. */
  openFile(reference: string, fileId: string, actor: Actor): Promise<OpenedFile>;
  openFileByLink(token: string, fileId: string): Promise<OpenedFile>;
  name(issuerSlug: string): Promise<string>;
  /** The language of the letters to it; that of its pages where the browser names none of ours. */
  language(issuerSlug: string): Promise<Language>;
}

/** Reading letters. A look by staff is evidence; the person gets only what was written to them. Throws DomainError missing. */
export interface LetterDesk {
  open(reference: string, letterId: string, actor: Actor): Promise<ShownLetter>;
  pdf(reference: string, letterId: string, actor: Actor): Promise<{ content: Buffer; filename: string }>;
  /** The letters an act would write; nothing of it is recorded. Throws the refusal of the act. */
  preview(reference: string, act: Act, actor: Actor): Promise<ShownLetter[]>;
  previewPdf(reference: string, act: Act, actor: Actor, index: number): Promise<{ content: Buffer; filename: string }>;
}

/** The door's use cases of requests; adapters/db implements them, each write being one transaction with its evidence. */
export interface RequestDesk {
  /** What issuers see and do (GDPR Art. 16). */
  issuers: IssuerDesk;
  letters: LetterDesk;
  /** The person's word on where their data go (GDPR Art. 20(2)). */
  transfers: TransferDesk;
  /** Files one case per right and commits before it answers. `signedInAs`: an account that signed in freshly. Throws DomainError invalid (pointers) or unavailable. */
  file(
    input: NewRequest,
    actor: Actor,
    options?: { claim?: { scope: string; bodyHash: Buffer }; signedInAs?: string },
  ): Promise<FiledRequest>;
  list(filter: ListFilter): Promise<Page<DeskItem>>;
  /** Undefined when there is no such reference. Opening a case is evidence when `opened` is given. */
  detail(reference: string, options?: { opened?: Actor }): Promise<RequestDetail | undefined>;
  /** Records an act or throws DomainError conflict with its code and the article. */
  act(reference: string, act: Act, actor: Actor): Promise<RequestDetail>;
  /** What the person's status page shows; undefined for a wrong key. Tells nothing about whether the person is known. */
  status(reference: string, key: string): Promise<RequestDetail | undefined>;
  statusUrl(detail: { id: string; reference: string }): string;
  /** The single-use link of a mail: looks without consuming, then consumes on POST. */
  peekLink(token: string): Promise<{ purpose: 'identity' | 'answer' | 'transfer'; reference: string; language: Language } | undefined>;
  consumeLink(token: string): Promise<{ purpose: 'identity' | 'answer' | 'transfer'; requestId: string; reference: string } | undefined>;
  /** The second step of proving who asks: which two facts can be asked for now, and whether the answers to them were right. */
  facts: {
    questions(reference: string): Promise<FactKind[]>;
    answer(reference: string, answers: Readonly<Partial<Record<FactKind, string>>>): Promise<'proven' | 'wrong'>;
  };
  /** Mails a status link (a fresh identity link where one is awaited) if the reference came from that address; does nothing else, and never says which. */
  /** Files shown for a check; each look at one is evidence. Throws DomainError invalid, missing or conflict. */
  proofs: {
    add(
      reference: string,
      sent: { kind: ProofKind; via: 'page' | 'api'; files: readonly SentFile[]; personEmail?: string },
      actor: Actor,
    ): Promise<void>;
    open(reference: string, fileId: string, actor: Actor): Promise<OpenedFile>;
  };
  /** Proves who asks by a fresh sign-in; false where the account stands under another address. */
  proveByAccount(reference: string, accountId: string): Promise<boolean>;
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
  /** The month's report for the data-protection officer as a tagged PDF; undefined for a month that is not kept. */
  slaReport(month: string): Promise<{ content: Buffer; filename: string } | undefined>;
}

export interface SignedIn {
  accountId: string;
  name: string;
  role: Role;
  issuerSlug?: string;
  memberId?: string;
}

/** Accounts and sessions; adapters/accounts implements them. */
export interface Accounts {
  /** Password first; undefined when wrong or delayed, in the same time either way. `from` is the caller's address: delays are per account and address. */
  checkPassword(email: string, password: string, from: string): Promise<{ accountId: string; needsCode: boolean } | undefined>;
  /** The second step; delayed like the first. */
  checkCode(accountId: string, code: string, from: string): Promise<boolean>;
  /** A recovery code in its place; used up, and its owner told in this language. */
  useRecoveryCode(accountId: string, typed: string, from: string, language: Language): Promise<boolean>;
  find(accountId: string): Promise<SignedIn | undefined>;
  /** A browser by its User-Agent: "Firefox, Linux"; empty where it does not say. */
  browserInWords(userAgent: string | undefined): string;
  /** The address it signs in with. */
  emailOf(accountId: string): Promise<string | undefined>;
  findToken(token: string): Promise<Actor | undefined>;
}

/** The one-time link on which somebody sets password and code; adapters/accounts implements it. */
export interface AccountSetup {
  /** Looking uses nothing up; undefined once the link was used or is too old. */
  peek(token: string): Promise<({ email: string } & AppKey) | undefined>;
  finish(
    token: string,
    given: { password: string; code: string },
    from: string,
  ): Promise<'done' | 'code-wrong' | PasswordFault | undefined>;
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

/** The public side of seals: verifying them, and what machines read. */
export interface SealDoor {
  verifier: Verifier;
  forms: CredentialForms;
  issuer: SealShelf['issuer'];
}

/** What issuers do with seals and members; adapters/db/seals implements it, each write being one transaction with its history. */
export interface SealDesk {
  list(filter: SealFilter): Promise<Page<SealItem>>;
  /** How many of an issuer's seals stand in each status. */
  counts(issuerSlug: string): Promise<Record<string, number>>;
  /** Throws DomainError missing for what is not theirs. */
  find(key: SealKey): Promise<SealDetail>;
  /** Throws DomainError invalid (pointers) or conflict. `isNew` false: the reference was known. */
  issue(issuerSlug: string, input: NewSeal, actor: Actor): Promise<{ seal: SealDetail; isNew: boolean }>;
  act(act: 'issue' | 'suspend' | 'reinstate' | 'revoke' | 'renew', key: OwnSeal, change: SealChange, actor: Actor): Promise<SealDetail>;
  /** Answers the seal that takes the other's place. */
  supersede(key: OwnSeal, change: SealChange, actor: Actor): Promise<SealDetail>;
  /** A member's wish; answers until when its issuer decides. Throws DomainError missing or conflict. */
  askRenewal(key: { id: string; memberId: string }, actor: Actor): Promise<{ dueAt: Date }>;
  /** Its issuer's no. Throws DomainError missing, or conflict where no renewal is asked for. */
  declineRenewal(key: OwnSeal, change: { reason: string }, actor: Actor): Promise<SealDetail>;
  members: {
    list(filter: { issuerSlug?: string; q?: string; limit: number; after?: string }): Promise<Page<MemberView>>;
    find(key: OwnSeal): Promise<MemberView>;
    create(issuerSlug: string, input: NewMember): Promise<MemberView>;
    change(key: { id: string; issuerSlug: string }, change: MemberChange): Promise<MemberView>;
    addDomain(key: { id: string; issuerSlug: string }, domain: string): Promise<MemberView>;
    removeDomain(key: { id: string; issuerSlug: string }, domain: string): Promise<MemberView>;
  };
}

/** What is looked after of a member besides its record; adapters/db/seals implements it. Another issuer's member is missing. */
export interface MemberDesk {
  /** Looks for the proof of a domain now, with all that follows for its seals. Throws DomainError missing for a domain that is not the member's. */
  checkDomain(key: MemberKey, domain: string): Promise<MemberView>;
  officers: {
    list(key: MemberKey): Promise<OfficerView[]>;
    /** Throws DomainError conflict for an address that stands among the member's officers already. */
    add(key: MemberKey, officer: NewOfficer, source: 'issuer' | 'member'): Promise<OfficerView>;
    remove(key: MemberKey, officerId: string): Promise<void>;
  };
}

/** What an issuer decides about its own seals; adapters/db/seals implements it. Throws DomainError missing, or invalid for a mark or logo. */
export interface IssuerSettingsDesk {
  find(slug: string): Promise<IssuerSettings>;
  /** The picture of its letterhead, also before it is published. */
  logo(slug: string): Promise<Uint8Array | undefined>;
  change(slug: string, change: IssuerSettingsChange): Promise<IssuerSettings>;
}

/** One message to one endpoint, as its log shows it. */
export interface ShownDelivery {
  id: string;
  type: string;
  seal: string | null;
  status: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  createdAt: Date | string;
  nextAt: Date | string | null;
  lastStatus: number | null;
  problem: string | null;
}

/** An issuer's webhooks; adapters/db/seals implements it. Another issuer's are missing. */
export interface WebhookDesk {
  list(issuerSlug: string): Promise<{ id: string; url: string; events: readonly string[] }[]>;
  /** The secret is in this answer and nowhere else. */
  create(issuerSlug: string, input: { url: string; events: readonly string[] }): Promise<{ id: string; secret: string }>;
  end(issuerSlug: string, id: string): Promise<void>;
  deliveries(issuerSlug: string, id: string, filter: { limit: number; before?: string }): Promise<ShownDelivery[]>;
  redeliver(issuerSlug: string, id: string, messageId: string): Promise<void>;
}

/** A batch as its issuer sees it. */
export interface ShownBatch {
  id: string;
  status: 'reading' | 'preview' | 'issuing' | 'done';
  rowCount: number;
  validCount: number;
  invalidCount: number;
  issuedCount: number;
  failedCount: number;
}

/** Many seals from one file; adapters/db/seals implements it. */
export interface BatchDesk {
  /** Reads and judges a CSV file; the same file again answers with its batch: `isNew` false. Throws DomainError invalid. */
  read(issuerSlug: string, file: Readable, actor: Actor): Promise<{ batch: { id: string }; isNew: boolean }>;
  find(issuerSlug: string, id: string): Promise<ShownBatch>;
  rows(
    issuerSlug: string,
    id: string,
    filter: { status?: string; after?: number; limit: number },
  ): Promise<{ line: number; errors: readonly { pointer: string; detail: string }[] }[]>;
  /** What is valid is issued from now on; safe to repeat. */
  confirm(issuerSlug: string, id: string): Promise<object>;
}

/** A member by its id, of its issuer. */
export interface MemberKey {
  id: string;
  issuerSlug: string;
}

/** A seal or member by its id; with the issuer where only its own may be seen. */
interface OwnSeal {
  id: string;
  issuerSlug?: string;
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

/** Fees by card on a hosted page; adapters/db implements it where a payment provider is set. */
export interface FeeDesk {
  /** Where the hosted page stands. */
  pageOrigin: string;
  /** The page where the person pays. Throws DomainError conflict where nothing is to be paid, unavailable while the provider is away. */
  openCheckout(reference: string): Promise<{ url: string }>;
  /** Takes a message of the provider, committed before this returns. `forged`: its signature is wrong or too old. */
  receive(
    body: Buffer,
    signature: string,
  ): Promise<'forged' | 'replayed' | 'none' | 'unknown-session' | 'amount-differs' | 'paid' | 'sent-back'>;
}

/** What the HTML pages stand on. `mails` is there only while mail is caught instead of sent. */
export interface PageDeps {
  desk: RequestDesk;
  deskTools: DeskTools;
  accounts: Accounts;
  accountSetup: AccountSetup;
  ownAccount: OwnAccount;
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
