import type { Language } from '../request/types.js';
import type { SealKind } from './kinds.js';
import type { SealAct, SealStatus } from './life.js';
import type { LinkBack } from './placement.js';

/** A seal in a list (PRODUCT section 4). Instants are ISO 8601 in UTC. */
export interface SealItem {
  id: string;
  status: SealStatus;
  kind: SealKind;
  /** The name of the organisation, as the seal states it. */
  member: string;
  domain: string;
  validFrom: string;
  validUntil: string;
  verifyUrl: string;
}

/** A seal by its id, of one issuer or one member where only theirs may be seen, told in a language. */
export interface SealKey {
  id: string;
  issuerSlug?: string;
  memberId?: string;
  language?: Language;
}

/** A seal or member by its id; with the issuer where only its own may be seen. */
export interface OwnKey {
  id: string;
  issuerSlug?: string;
}

/** A member by its id, of its issuer. */
export interface MemberKey {
  id: string;
  issuerSlug: string;
}

/** One entry of a seal's history. */
export interface SealEvent {
  at: string;
  event: string;
  /** An account's or token's id, or `system`. */
  actor: string;
  role: string;
  text: string;
  reason?: string;
}

/** One seal as its issuer sees it. */
export interface SealDetail extends SealItem {
  issuer: string;
  memberId: string;
  kindName: string;
  /** What it states, as a sentence. */
  states: string;
  licenceNumber: string | null;
  certificate: string | null;
  version: number;
  supersedes: string | null;
  supersededBy: string | null;
  reference: string | null;
  isPublic: boolean;
  domainState: DomainState;
  domainUnicode: string;
  /** What its website says of it; null before it was asked. */
  linkBack: { said: LinkBack; askedAt: string } | null;
  /** The acts that are possible now. */
  acts: readonly SealAct[];
  /** What waits for an answer: a renewal, a domain. */
  open: readonly { id: string; kind: MatterKind; openedAt: string; dueAt: string }[];
  history: readonly SealEvent[];
}

/** What an issuer says to issue a seal. Of `member`: its id, its name, its reference or its domain. */
export interface NewSeal {
  member: string | NewMember;
  kind: SealKind;
  domain?: string;
  licenceNumber?: string;
  /** The id of the certificate it shows. */
  certificate?: string;
  validFrom?: Date;
  validUntil?: Date;
  isDraft?: boolean;
  /** The issuer's own key: sent twice, it is one seal. */
  reference?: string;
  reason?: string;
}

/** What a renewal or a replacement changes. */
export interface SealChange {
  reason?: string;
  validUntil?: Date;
  domain?: string;
  /** Null: the new seal shows none. */
  licenceNumber?: string | null;
}

/** What a replacement would state if it were issued now. */
export interface SealPreview {
  member: string;
  domain: string;
  domainUnicode: string;
  licenceNumber: string | null;
  validUntil: string;
  states: string;
}

export interface SealFilter {
  issuerSlug?: string;
  memberId?: string;
  status?: SealStatus;
  /** A draft is its issuer's business. */
  withoutDrafts?: boolean;
  kind?: SealKind;
  /** Part of a member's name or of a domain. */
  q?: string;
  expiresBefore?: Date;
  limit: number;
  after?: string;
}

export interface MemberFilter {
  issuerSlug?: string;
  /** Part of a name or of a domain, or the issuer's own reference. */
  q?: string;
  limit: number;
  after?: string;
}

export const DOMAIN_STATES = ['unproven', 'proven', 'failing', 'lost'] as const;
export type DomainState = (typeof DOMAIN_STATES)[number];

export type MatterKind = 'renewal' | 'domain';

/** A domain of a member and how it is proved to be its own. */
export interface MemberDomain {
  domain: string;
  /** As people write it; differs from `domain` for internationalised names. */
  unicode: string;
  state: DomainState;
  provenBy: 'dns' | 'file' | null;
  provenAt: string | null;
  checkedAt: string | null;
  failingSince: string | null;
  problem: string | null;
  /** A domain of another member that it can be taken for. */
  looksLike: string | null;
  proof: { dnsName: string; dnsValue: string; fileUrl: string; fileContent: string };
}

export interface NewMember {
  name: string;
  registrationNumber?: string;
  address?: string;
  domain?: string;
  contactEmail?: string;
  language?: 'en' | 'de' | 'fr';
  reference?: string;
}

export interface MemberView {
  id: string;
  name: string;
  registrationNumber: string;
  address: string;
  contactEmail: string | null;
  language: string;
  reference: string | null;
  endedAt: string | null;
  domains: readonly MemberDomain[];
}

/** A named person at a member: an officer or a contact. */
export interface OfficerView {
  id: string;
  name: string;
  position: string;
  email: string;
  phone: string;
}

export interface NewOfficer {
  name: string;
  position: string;
  email: string;
  phone?: string;
}

/** What an issuer changes of a member's record. Seals that are issued go on stating what they stated until they are replaced. */
export interface MemberChange {
  name?: string;
  registrationNumber?: string;
  address?: string;
  contactEmail?: string | null;
  language?: 'en' | 'de' | 'fr';
  isEnded?: boolean;
}
