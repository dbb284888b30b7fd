import { type SealStatement, type StatusPurpose, subjectIdOf, wholeSeconds } from './statement.js';

/** The two official contexts and their order (VCDM 2.0 4.3; Open Badges 3.0 8.1). No term of our own, so nothing that could go dark. */
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_303 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const CONTEXT = [CREDENTIALS_V2, OPEN_BADGES_303] as const;
const TYPE = ['VerifiableCredential', 'OpenBadgeCredential'] as const;
const PROFILE = ['Profile'] as const;
const SUBJECT = ['AchievementSubject'] as const;
const ACHIEVEMENT = ['Achievement'] as const;

/** A `credentialStatus` (Bitstring Status List 1.0, 2.1); Open Badges 3.0 wants an id, which must not be the list's. */
export interface StatusEntryObject {
  id: string;
  type: 'BitstringStatusListEntry';
  statusPurpose: StatusPurpose;
  statusListIndex: string;
  statusListCredential: string;
}

/** A credential before it is secured. Every node has an id, so that its canonical form has no blank node. */
export interface UnsecuredSeal<Status> {
  '@context': readonly [typeof CREDENTIALS_V2, typeof OPEN_BADGES_303];
  id: string;
  type: readonly ['VerifiableCredential', 'OpenBadgeCredential'];
  name: string;
  description: string;
  issuer: { id: string; type: readonly ['Profile']; name: string; url: string };
  validFrom: string;
  validUntil: string;
  credentialSubject: {
    id: string;
    type: readonly ['AchievementSubject'];
    name: string;
    narrative: string;
    licenseNumber?: string;
    achievement: {
      id: string;
      type: readonly ['Achievement'];
      achievementType: string;
      name: string;
      description: string;
      criteria: { id: string; narrative: string };
      image?: { id: string; type: 'Image' };
    };
  };
  credentialStatus: Status;
}

/** The general rendition (VCDM 2.0): both status entries. */
export type VerifiableSeal = UnsecuredSeal<readonly StatusEntryObject[]>;

/** The Open Badges 3.0 rendition: one status object, revocation, because its schema and its validators take no more than that. */
export type OpenBadgeSeal = UnsecuredSeal<StatusEntryObject>;

/** The seal as a W3C Verifiable Credential, not yet secured. */
export function verifiableSeal(statement: SealStatement): VerifiableSeal {
  return render(statement, [statusEntry(statement, 'revocation'), statusEntry(statement, 'suspension')]);
}

/** The seal as an Open Badge, not yet secured. A suspension does not show in it: see decision 31. */
export function openBadgeSeal(statement: SealStatement): OpenBadgeSeal {
  return render(statement, statusEntry(statement, 'revocation'));
}

function statusEntry({ status }: SealStatement, purpose: StatusPurpose): StatusEntryObject {
  const { listUrl, index } = status[purpose];
  return {
    id: `${listUrl}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: listUrl,
  };
}

function render<Status>(statement: SealStatement, credentialStatus: Status): UnsecuredSeal<Status> {
  const { issuer, achievement } = statement;
  return {
    '@context': CONTEXT,
    id: statement.verifyUrl,
    type: TYPE,
    name: achievement.name,
    description: statement.states,
    issuer: { id: issuer.did, type: PROFILE, name: issuer.name, url: issuer.url },
    validFrom: wholeSeconds(statement.validFrom),
    validUntil: wholeSeconds(statement.validUntil),
    credentialSubject: subjectOf(statement),
    credentialStatus,
  };
}

function subjectOf(statement: SealStatement): UnsecuredSeal<never>['credentialSubject'] {
  const { achievement, member, licenceNumber } = statement;
  const image = achievement.imageUrl === undefined ? {} : { image: { id: achievement.imageUrl, type: 'Image' as const } };
  return {
    id: subjectIdOf(statement.domain),
    type: SUBJECT,
    name: member.name,
    narrative: narrativeOf(statement),
    ...(licenceNumber === undefined ? {} : { licenseNumber: licenceNumber }),
    achievement: {
      id: achievement.id,
      type: ACHIEVEMENT,
      achievementType: achievement.type,
      name: achievement.name,
      description: achievement.description,
      criteria: { id: achievement.criteria.url, narrative: achievement.criteria.text },
      ...image,
    },
  };
}

/** What is stated, with the registration number, for which Open Badges has no term that a schema and JSON-LD both take. */
function narrativeOf({ states, member }: SealStatement): string {
  return member.registrationNumber === undefined ? states : `${states} (${member.registrationNumber})`;
}
