/** The mails about seals: to whom, and what they say. A new one is a code here; the test renders every one in every language. */
export const SEAL_NOTICES = [
  'EXPIRY_WARNING',
  'EXPIRED',
  'DOMAIN_FAILING',
  'DOMAIN_LOST',
  'DOMAIN_PROVEN',
  'RENEWAL_ASKED',
  'RENEWAL_REMINDER',
  'RENEWED',
  'RENEWAL_DECLINED',
  'RENEWAL_LAPSED',
  'REISSUED',
  'REPLACED',
  'LOOK_ALIKE',
] as const;
export type SealNoticeCode = (typeof SEAL_NOTICES)[number];

/** What a mail about a seal can say. Names are of organisations; dates are `YYYY-MM-DD` in words of the language. */
export interface NoticeFacts {
  issuer: string;
  member: string;
  seal: string;
  domain: string;
  /** A date in words. */
  on: string;
  days: string;
  /** Where the reader goes on. */
  url: string;
  /** Another domain, as people write it. */
  other: string;
  /** Code or text of what was met. */
  problem: string;
  /** What to put into DNS, or the file to serve. */
  proof: string;
}

/** A mail in one language; `{…}` are facts. */
export interface NoticeWords {
  subject: string;
  /** Paragraphs: first the fact, then what happens next, then what the reader can do. */
  text: readonly string[];
}
