/** What a mail about an account can say beside its code. */
export interface AccountNoticeFacts {
  /** Where the reader goes on; a link that works once where the mail is there for it. */
  url: string;
  /** Until when such a link works, in words. */
  until?: string;
  /** How many recovery codes are left. */
  left?: string;
  /** Browser, passkey, provider or address that it is about. */
  what?: string;
  /** Who invites. */
  by?: string;
}

/** The mails about an account, to its owner. A new one is a code here and its words in each language; the test renders every one in every language. */
export const ACCOUNT_NOTICES = [
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'NEW_CODE_APP',
  'RECOVERY_CODE_USED',
  'RECOVERY_CODES_MADE',
  'REMEMBERED_REPLAYED',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
  'PROVIDER_LINKED',
  'INVITED',
  'ADDRESS_CONFIRM',
  'ADDRESS_HAS_ACCOUNT',
  'ADDRESS_CHANGE_ASKED',
  'ADDRESS_CHANGED',
  'ADDRESS_KEPT',
] as const;
export type AccountNoticeCode = (typeof ACCOUNT_NOTICES)[number];

/** What a mail about an account says, in one language. */
export interface NoticeWords {
  subject: string;
  /** Paragraphs: first the fact, then what happens next, then what the reader can do. */
  text: readonly string[];
}
