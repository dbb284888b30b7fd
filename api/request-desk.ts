import type { Readable } from 'node:stream';
import type { FactKind } from '../domain/identity-facts.js';
import type { ShownLetter } from '../domain/letters/shown.js';
import type { IssuerAnswer, IssuerCase } from '../domain/rectification/view.js';
import type { RequestDetail } from '../domain/request/detail.js';
import type { Act, Actor, FiledRequest, NewRequest } from '../domain/request/filing.js';
import type { DeskItem, ListFilter, Page } from '../domain/request/list-item.js';
import type { OwnRequest } from '../domain/request/own-request.js';
import type { ProofKind } from '../domain/request/proof.js';
import type { RecipientNoticeView } from '../domain/request/recipient-notice.js';
import type { Language } from '../domain/request/types.js';
import type { SlaFigures } from '../domain/sla/figures.js';
import type { SentFile } from '../domain/uploads.js';
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
  /** `correction`: the one field they are about; `by`: who sent them, if not the person. */
  addFiles(reference: string, files: readonly SentFile[], about?: { correction?: string; by?: Actor }): Promise<void>;
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
  /**
   * Undefined when there is no such reference. Opening a case is evidence when `opened` is given. The timeline speaks the language of the
   * case unless another is asked for.
   */
  detail(reference: string, how?: { opened?: Actor; timelineIn?: Language }): Promise<RequestDetail | undefined>;
  /** Records an act or throws DomainError conflict with its code and the article. */
  act(reference: string, act: Act, actor: Actor): Promise<RequestDetail>;
  /** What the person's status page shows; undefined for a wrong key. Tells nothing about whether the person is known. */
  status(reference: string, key: string): Promise<RequestDetail | undefined>;
  statusUrl(detail: { id: string; reference: string }): string;
  /** What the mailbox of an account has asked for, newest first. Only for its owner, freshly signed in. */
  own(email: string): Promise<OwnRequest[]>;
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
  /** Ends a search by hand with the file that was found. Throws DomainError invalid, missing or conflict. */
  handIn(reference: string, sent: { system: string; files: readonly SentFile[]; note?: string }, actor: Actor): Promise<void>;
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
