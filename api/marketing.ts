import type { Communications, NewChoices } from '../domain/communications.js';
import type { IssueText, IssueView, Reach } from '../domain/newsletter.js';
import type { ListChannel, ListText, ListView } from '../domain/promotion-list.js';
import type { TopicNames, TopicView } from '../domain/promotion-topic.js';
import type { Language } from '../domain/request/types.js';
import type { SignUp } from '../domain/sign-up.js';

/** The link at the end of a newsletter (RFC 8058); adapters/db/marketing implements it. */
export interface Unsubscribing {
  isKnown(token: string): boolean;
  /** Ends advertising by e-mail to that address at once. False for a link that is not ours. */
  end(token: string): Promise<boolean>;
}

/** Whose choices of promotional messages: of who holds the link of a mail, or of who is signed in. */
export type Whose = { token: string } | { email: string; name: string };

/** The Company Promotional Communications Manager; adapters/db/marketing implements it. */
export interface CommunicationsDoor {
  /** Changes nothing. Undefined for a link that is not ours. */
  open(whose: Whose, language: Language): Promise<Communications | undefined>;
  /** False for a link that is not ours. */
  change(whose: Whose, wanted: NewChoices): Promise<boolean>;
  stopAll(whose: Whose): Promise<boolean>;
}

/** Newsletter sign-up with double opt-in; adapters/db/marketing implements it. No answer says whether an address is known. */
export interface SignUpDoor {
  topics(language: Language): Promise<readonly { topic: string; label: string }[]>;
  ask(signUp: SignUp): Promise<void>;
  /** Looking uses nothing up. */
  peek(token: string): Promise<{ topics: readonly string[]; language: Language } | undefined>;
  /** Uses the link up; answers the token of the person's own link to choose and stop. */
  confirm(token: string): Promise<string | undefined>;
}

/** Newsletters at the desk; adapters/db/marketing implements it. */
export interface NewsletterDesk {
  /** What people subscribed to, with how many an issue would reach now. */
  topics(): Promise<{ topic: string; reach: Reach }[]>;
  list(): Promise<IssueView[]>;
  find(id: string): Promise<IssueView | undefined>;
  /** A new draft, or a draft anew; answers its id. Throws DomainError conflict once it was proposed. */
  write(issue: IssueText, by: string, id?: string): Promise<string>;
  /** `typed` is the number of people it reaches. Throws DomainError conflict where that changed, or where nobody is reached. */
  propose(id: string, typed: number, by: string): Promise<void>;
  approve(id: string, typed: number, by: string): Promise<void>;
  decline(id: string, by: string): Promise<void>;
}

/** Lists for providers, print shops and partners at the desk; adapters/db/marketing implements it. */
export interface PromotionListDesk {
  choices(): Promise<{ channel: ListChannel; topic: string; reached: number }[]>;
  list(): Promise<ListView[]>;
  find(id: string): Promise<ListView | undefined>;
  write(text: ListText, by: string): Promise<string>;
  /** `typed` is the number of people it holds. Throws DomainError conflict where that changed, or where nobody is reached. */
  propose(id: string, typed: number, by: string): Promise<void>;
  release(id: string, typed: number, by: string): Promise<void>;
  decline(id: string, by: string): Promise<void>;
  /** Made anew each time; each fetch is in the log and in the register of disclosures. */
  fetch(id: string, by: string): Promise<{ filename: string; content: string; rowCount: number }>;
}

/** What promotional messages can be about; adapters/db/marketing implements it. Throws DomainError invalid (pointers), conflict or missing. */
export interface TopicDesk {
  list(): Promise<TopicView[]>;
  find(topic: string): Promise<TopicView | undefined>;
  add(names: TopicNames, by: string): Promise<void>;
  rename(topic: string, names: TopicNames, by: string): Promise<void>;
  /** From then on nothing is sent about it, and nobody can subscribe to it. */
  retire(topic: string, by: string): Promise<void>;
  reopen(topic: string, by: string): Promise<void>;
}
