import type { AccountHistoryEntry, DoneByOther } from '../adapters/accounts/account-evidence.js';
import type { Inviter, Person } from '../adapters/accounts/people.js';
import type { Language, Role } from '../domain/request/types.js';

/** Why a password is not taken: its length, a list of breached and common ones, the owner's own name. */
export type PasswordFault = 'short' | 'long' | 'common' | 'own-name';

/** The key of an authenticator app: in base 32 to type, as a link, as an SVG to scan. */
export interface AppKey {
  totpSecret: string;
  totpUri: string;
  totpQr: string;
}

/** A browser that is signed in, or is remembered and would be at its next visit. */
export interface OpenSession {
  id: string;
  browser: string;
  signedInAt: Date;
  usedAt: Date;
  isCurrent: boolean;
  isRemembered: boolean;
}

/** By which session something is done: it is the one that goes on. */
export interface DoneBy {
  sessionId: string;
  series?: string;
  from: string;
  language: Language;
}

/** What the owner of an account sees and changes of it; adapters/accounts implements it. Each change is told to the owner by mail. */
export interface OwnAccount {
  view(accountId: string): Promise<{ email: string; name: string; role: Role; hasApp: boolean; recoveryCodesLeft: number } | undefined>;
  /** Ends every other sign-in. */
  changePassword(accountId: string, given: { current: string; next: string }, by: DoneBy): Promise<'done' | 'wrong' | PasswordFault>;
  /** A key for another app, or the one begun with again; nothing changes before a code of it came. */
  newApp(accountId: string, secret?: string): Promise<AppKey | undefined>;
  connectApp(accountId: string, given: { secret: string; code: string }, by: Pick<DoneBy, 'language'>): Promise<boolean>;
  /** Ten codes, in this answer and nowhere else. */
  makeRecoveryCodes(accountId: string, by: Pick<DoneBy, 'language'>): Promise<string[]>;
  sessions(accountId: string, sessionId: string): Promise<OpenSession[]>;
  endSession(accountId: string, id: string): Promise<boolean>;
  endOtherSessions(accountId: string, keep: Pick<DoneBy, 'sessionId' | 'series'>): Promise<void>;
  /** Its chain of evidence, newest first. */
  history(accountId: string): Promise<AccountHistoryEntry[]>;
}

/** Another address for an account; adapters/accounts implements it. Nothing here says whether the new one has an account of its own. */
export interface AddressChange {
  /** Mails a link to the new address and tells the old one. */
  ask(accountId: string, email: string, language: Language): Promise<'asked' | 'same'>;
  /** Looking uses nothing up; undefined for a link that is used up, too old, or of another account. */
  peek(token: string, accountId: string): Promise<{ email: string } | undefined>;
  /** Ends every other sign-in. */
  confirm(token: string, accountId: string, by: Pick<DoneBy, 'sessionId' | 'series' | 'language'>): Promise<{ email: string } | undefined>;
}

/** The link that the old address gets: stops the change or takes it back; adapters/accounts implements it. */
export interface KeepAddress {
  peek(token: string): Promise<{ isChanged: boolean } | undefined>;
  /** `disabled`: the old address is another account's by now. */
  stop(token: string, language: Language): Promise<{ result: 'kept' | 'disabled' } | undefined>;
}

/** Browsers that asked to be remembered; adapters/accounts implements it. `series` is how sessions name one, `cookie` what it holds. */
export interface Remembering {
  start(accountId: string, browser: string): Promise<{ cookie: string; series: string }>;
  /** Whom a cookie stands for, with the one that takes its place. A cookie that was used before ends every sign-in of the account. */
  use(cookie: string, language: Language): Promise<{ accountId: string; series: string; cookie?: string } | undefined>;
  end(cookie: string): Promise<void>;
}

/** A forgotten password, set anew by a mailed link; adapters/accounts implements it. */
export interface PasswordReset {
  /** Mails a link if there is such an account; takes as long if not. */
  ask(email: string, language: Language): Promise<void>;
  /** Looking uses nothing up; undefined once the link was used or is too old. */
  peek(token: string): Promise<{ email: string } | undefined>;
  set(token: string, password: string, language: Language): Promise<'done' | PasswordFault | undefined>;
}

/** Passkeys (WebAuthn); adapters/accounts implements it. What a browser answers is an object of its own shape, checked there. */
export interface Passkeys {
  /** The host that keys are made for, and its address: nowhere else they work. */
  place: { id: string; origin: string };
  list(accountId: string): Promise<{ id: string; name: string; createdAt: Date; usedAt: Date | null }[]>;
  newKey(accountId: string): Promise<{ challenge: string }>;
  add(accountId: string, given: { challenge: string; response: object; name: string }, language: Language): Promise<boolean>;
  remove(accountId: string, id: string, language: Language): Promise<boolean>;
  ask(): Promise<{ challenge: string }>;
  /** Whose key answered; undefined for nobody's. */
  recognise(given: { challenge: string; response: object }): Promise<string | undefined>;
}

/** What a browser that was sent to the identity provider has to bring back. */
export interface Errand {
  state: string;
  nonce: string;
  verifier: string;
}

/** Single sign-on with an OpenID Connect provider; adapters/accounts implements it, where one is set. */
export interface SingleSignOn {
  name: string;
  begin(): Promise<{ url: string; errand: Errand }>;
  /** Whom the provider means; undefined where anything of its answer is not as it has to be. */
  recognise(query: string, errand: Errand): Promise<{ subjectHash: string; accountId: string | undefined; signedInAt: Date } | undefined>;
  connect(accountId: string, subjectHash: string, language: Language): Promise<boolean>;
  /** Takes an invitation up with an identity instead of a password. */
  accept(setupToken: string, subjectHash: string, language: Language): Promise<string | undefined>;
  isConnected(accountId: string): Promise<boolean>;
  disconnect(accountId: string): Promise<void>;
}

/** Inviting people by pages; adapters/accounts implements it. Who may is asked of api/policies/account.ts before. */
export interface People {
  find(id: string): Promise<Person | undefined>;
  list(looked: { roles: readonly Role[]; issuerSlug?: string; memberId?: string }): Promise<Person[]>;
  /** False where the address has an account already. */
  invite(
    account: { email: string; name: string; role: Role; issuerSlug?: string; memberId?: string; mayInvite: boolean },
    by: Inviter,
  ): Promise<boolean>;
  /** The acts on one: false where its state does not allow it any more. */
  resend(person: Person, by: Inviter): Promise<boolean>;
  withdraw(person: Person, by: DoneByOther): Promise<boolean>;
  disable(person: Person, by: DoneByOther): Promise<boolean>;
  /** The chain of evidence of an account, newest first; also of one that is gone. */
  history(accountId: string): Promise<AccountHistoryEntry[]>;
  /** Invitations that were withdrawn: nothing is left of them but their chains. */
  gone(): Promise<{ id: string; begunAt: Date }[]>;
}
