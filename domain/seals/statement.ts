/**
 * What a status list says of a seal. Revocation is for good (also of a superseded or expired one), suspension can be lifted
 * (Bitstring Status List 1.0, 2.1).
 */
export const STATUS_PURPOSES = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof STATUS_PURPOSES)[number];

/** The achievement types of Open Badges 3.0 that fit a seal; a type of one's own would need the prefix `ext:`. */
export const ACHIEVEMENT_TYPES = ['Membership', 'License', 'Certification', 'Certificate', 'QualityAssuranceCredential', 'Badge'] as const;
export type AchievementType = (typeof ACHIEVEMENT_TYPES)[number];

/** One bit of one published list. The index is drawn at random when the seal is issued. */
export interface StatusEntry {
  listUrl: string;
  index: number;
}

/** What is awarded: the same for every seal of a kind of an issuer. */
export interface Achievement {
  /** An absolute URL of the issuer's kind of seal. */
  id: string;
  type: AchievementType;
  name: string;
  description: string;
  /** What a member has to fulfil: where it is written, and in words. */
  criteria: { url: string; text: string };
  imageUrl?: string;
}

/**
 * Everything a seal's credential says, in every rendition of it. Instants are ISO 8601 in UTC; what is signed has whole seconds,
 * because a JWT counts in seconds and both forms must say the same.
 */
export interface SealStatement {
  /** A uuid. */
  sealId: string;
  /** `verifyUrlOf`; the id of the credential. */
  verifyUrl: string;
  issuer: { slug: string; did: string; name: string; url: string };
  member: { name: string; registrationNumber?: string };
  /** In the form of DNS: lower case, punycode, no scheme, no final dot. */
  domain: string;
  /** The code of the kind of seal, like `membership-trust`. */
  kind: string;
  /** What is confirmed, as a sentence: "North Pier Ltd is a registered member of the Harbour Institute." */
  states: string;
  achievement: Achievement;
  licenceNumber?: string;
  validFrom: string;
  validUntil: string;
  status: Readonly<Record<StatusPurpose, StatusEntry>>;
}

/** An instant as it is signed: UTC, whole seconds. */
export function wholeSeconds(instant: string | Date): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** The id of who a seal is about: the origin of its domain. */
export const subjectIdOf = (domain: string) => `https://${domain}`;
