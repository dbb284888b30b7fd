import type { SignedInBy } from '../domain/evidence/account.js';
import type { Actor } from '../domain/request/filing.js';
import type { Language, Role } from '../domain/request/types.js';
import type { AppKey, PasswordFault } from './own-account.js';

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
  /** Puts a sign-in into the account's chain of evidence. */
  noteSignIn(accountId: string, by: SignedInBy): Promise<void>;
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
