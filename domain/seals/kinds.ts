import type { Language } from '../request/types.js';
import type { AchievementType } from './statement.js';

/** What a seal states about a member (PRODUCT section 2, promise 16). */
export const STATED = ['qualification', 'licence', 'membership', 'enrolment'] as const;
export type Stated = (typeof STATED)[number];

/** The seals that are sold, by their codes. */
export const SEAL_KINDS = [
  'website',
  'digital-compliance',
  'verification',
  'business-trust',
  'privacy',
  'membership-trust',
  'corporate-member',
  'dynamic-trust',
  'dynamic-website',
  'industry-organisation',
] as const;
export type SealKind = (typeof SEAL_KINDS)[number];

/** How the picture of a kind is drawn: an outline, and the sign inside it. */
export interface SealArt {
  outline: 'shield' | 'circle' | 'ribbon' | 'plate';
  sign: 'tick' | 'globe' | 'lock' | 'people' | 'scales' | 'building' | 'pulse' | 'star';
}

export interface KindOfSeal {
  name: Readonly<Record<Language, string>>;
  states: Stated;
  achievementType: AchievementType;
  /** The sentence a seal states; `{member}` and `{issuer}` are names. */
  sentence: Readonly<Record<Language, string>>;
  /** What a member fulfils to get it. */
  criteria: Readonly<Record<Language, string>>;
  /** How long a seal is valid where its issuer says nothing else, and by how much a renewal lengthens it. */
  validMonths: number;
  /** `on-request`: the member asks and the issuer decides. `by-issuer`: only the issuer renews. */
  renewal: 'on-request' | 'by-issuer';
  art: SealArt;
}

const YEAR = { validMonths: 12, renewal: 'on-request' } as const;
const QUARTER = { validMonths: 3, renewal: 'on-request' } as const;

/** Each kind as data: a new one is a code above and a line here. */
export const KINDS = {
  website: {
    ...YEAR,
    name: { en: 'Website Seal', de: 'Website-Siegel', fr: 'Sceau de site web' },
    states: 'enrolment',
    achievementType: 'Badge',
    sentence: {
      en: '{member} is enrolled with {issuer}, and this website is its own.',
      de: '{member} ist bei {issuer} eingetragen, und diese Website gehört ihm.',
      fr: '{member} est inscrit auprès de {issuer}, et ce site web est le sien.',
    },
    criteria: {
      en: 'Enrolment with the issuer, and proof that the domain is the member’s.',
      de: 'Eintragung beim Aussteller und Nachweis, dass die Domain dem Mitglied gehört.',
      fr: 'Inscription auprès de l’émetteur, et preuve que le domaine appartient au membre.',
    },
    art: { outline: 'shield', sign: 'globe' },
  },
  'digital-compliance': {
    ...YEAR,
    name: { en: 'Digital Compliance Seal', de: 'Siegel für digitale Konformität', fr: 'Sceau de conformité numérique' },
    states: 'qualification',
    achievementType: 'QualityAssuranceCredential',
    sentence: {
      en: '{issuer} has examined that {member} meets its rules for digital services.',
      de: '{issuer} hat geprüft, dass {member} die Regeln für digitale Dienste erfüllt.',
      fr: '{issuer} a vérifié que {member} respecte ses règles pour les services numériques.',
    },
    criteria: {
      en: 'An examination by the issuer under its rules for digital services.',
      de: 'Eine Prüfung durch den Aussteller nach seinen Regeln für digitale Dienste.',
      fr: 'Un examen par l’émetteur selon ses règles pour les services numériques.',
    },
    art: { outline: 'plate', sign: 'scales' },
  },
  verification: {
    ...YEAR,
    name: { en: 'Verification Seal', de: 'Prüfsiegel', fr: 'Sceau de vérification' },
    states: 'licence',
    achievementType: 'License',
    sentence: {
      en: '{member} holds a licence of {issuer}.',
      de: '{member} besitzt eine Zulassung von {issuer}.',
      fr: '{member} est titulaire d’un agrément de {issuer}.',
    },
    criteria: {
      en: 'A licence in the issuer’s register.',
      de: 'Eine Zulassung im Register des Ausstellers.',
      fr: 'Un agrément au registre de l’émetteur.',
    },
    art: { outline: 'circle', sign: 'tick' },
  },
  'business-trust': {
    ...YEAR,
    name: { en: 'Business Trust Seal', de: 'Siegel für vertrauenswürdige Unternehmen', fr: 'Sceau d’entreprise de confiance' },
    states: 'qualification',
    achievementType: 'Certification',
    sentence: {
      en: '{issuer} has certified the business conduct of {member}.',
      de: '{issuer} hat die Geschäftsführung von {member} zertifiziert.',
      fr: '{issuer} a certifié la conduite des affaires de {member}.',
    },
    criteria: {
      en: 'Certification under the issuer’s code of conduct.',
      de: 'Zertifizierung nach dem Verhaltenskodex des Ausstellers.',
      fr: 'Certification selon le code de conduite de l’émetteur.',
    },
    art: { outline: 'shield', sign: 'building' },
  },
  privacy: {
    ...YEAR,
    name: { en: 'Privacy Seal', de: 'Datenschutz-Siegel', fr: 'Sceau de protection des données' },
    states: 'qualification',
    achievementType: 'QualityAssuranceCredential',
    sentence: {
      en: '{issuer} has examined how {member} protects personal data.',
      de: '{issuer} hat geprüft, wie {member} personenbezogene Daten schützt.',
      fr: '{issuer} a examiné la façon dont {member} protège les données personnelles.',
    },
    criteria: {
      en: 'An examination of the protection of personal data by the issuer.',
      de: 'Eine Prüfung des Datenschutzes durch den Aussteller.',
      fr: 'Un examen de la protection des données par l’émetteur.',
    },
    art: { outline: 'shield', sign: 'lock' },
  },
  'membership-trust': {
    ...YEAR,
    name: { en: 'Membership Trust Seal', de: 'Mitgliedschafts-Siegel', fr: 'Sceau d’adhésion' },
    states: 'membership',
    achievementType: 'Membership',
    sentence: {
      en: '{member} is a member of {issuer}.',
      de: '{member} ist Mitglied von {issuer}.',
      fr: '{member} est membre de {issuer}.',
    },
    criteria: {
      en: 'Membership in good standing.',
      de: 'Eine bestehende Mitgliedschaft.',
      fr: 'Une adhésion en règle.',
    },
    art: { outline: 'circle', sign: 'people' },
  },
  'corporate-member': {
    ...YEAR,
    name: { en: 'Corporate Member Website Seal', de: 'Website-Siegel für Firmenmitglieder', fr: 'Sceau de site web de membre collectif' },
    states: 'membership',
    achievementType: 'Membership',
    sentence: {
      en: '{member} is a corporate member of {issuer}, and this website is its own.',
      de: '{member} ist Firmenmitglied von {issuer}, und diese Website gehört ihm.',
      fr: '{member} est membre collectif de {issuer}, et ce site web est le sien.',
    },
    criteria: {
      en: 'Corporate membership in good standing, and proof that the domain is the member’s.',
      de: 'Eine bestehende Firmenmitgliedschaft und Nachweis, dass die Domain dem Mitglied gehört.',
      fr: 'Une adhésion collective en règle, et preuve que le domaine appartient au membre.',
    },
    art: { outline: 'plate', sign: 'building' },
  },
  'dynamic-trust': {
    ...QUARTER,
    name: { en: 'Dynamic Trust Seal', de: 'Dynamisches Vertrauenssiegel', fr: 'Sceau de confiance dynamique' },
    states: 'qualification',
    achievementType: 'Certification',
    sentence: {
      en: '{issuer} keeps checking that {member} meets its rules.',
      de: '{issuer} prüft laufend, dass {member} die Regeln erfüllt.',
      fr: '{issuer} vérifie en continu que {member} respecte ses règles.',
    },
    criteria: {
      en: 'A check by the issuer every three months.',
      de: 'Eine Prüfung durch den Aussteller alle drei Monate.',
      fr: 'Un contrôle de l’émetteur tous les trois mois.',
    },
    art: { outline: 'ribbon', sign: 'pulse' },
  },
  'dynamic-website': {
    ...QUARTER,
    name: { en: 'Dynamic Website Seal', de: 'Dynamisches Website-Siegel', fr: 'Sceau de site web dynamique' },
    states: 'enrolment',
    achievementType: 'Badge',
    sentence: {
      en: '{member} is enrolled with {issuer}, which keeps checking that this website is its own.',
      de: '{member} ist bei {issuer} eingetragen; laufend wird geprüft, dass diese Website ihm gehört.',
      fr: '{member} est inscrit auprès de {issuer}, qui vérifie en continu que ce site web est le sien.',
    },
    criteria: {
      en: 'Enrolment with the issuer, and proof of the domain every day.',
      de: 'Eintragung beim Aussteller und täglicher Nachweis der Domain.',
      fr: 'Inscription auprès de l’émetteur, et preuve quotidienne du domaine.',
    },
    art: { outline: 'ribbon', sign: 'globe' },
  },
  'industry-organisation': {
    ...YEAR,
    renewal: 'by-issuer',
    name: {
      en: 'Industry Organisation Website Seal',
      de: 'Website-Siegel der Branchenorganisation',
      fr: 'Sceau de site web d’organisation professionnelle',
    },
    states: 'enrolment',
    achievementType: 'Certificate',
    sentence: {
      en: '{member} is on the register of {issuer}.',
      de: '{member} steht im Register von {issuer}.',
      fr: '{member} figure au registre de {issuer}.',
    },
    criteria: {
      en: 'An entry in the register of the organisation of its trade.',
      de: 'Ein Eintrag im Register der Organisation der Branche.',
      fr: 'Une inscription au registre de l’organisation de la profession.',
    },
    art: { outline: 'plate', sign: 'star' },
  },
} as const satisfies Record<SealKind, KindOfSeal>;

const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');

/** The kind a text means: its code, or its name in any language. "Industry Organisation Badge" is the last one too. */
export function readKind(text: string): SealKind | undefined {
  const given = plain(text).replace(/(orbadge|badge)$/, '');
  return SEAL_KINDS.find((code) => [code, ...Object.values(KINDS[code].name)].some((name) => isSame(plain(name), given)));
}

const isSame = (name: string, given: string) => name === given || name.replace(/(website)?seal$/, '') === given;

/** The kind of a stored seal. A code of a later version is shown as a Website Seal would be. */
export const kindOf = (code: string): KindOfSeal => KINDS[readKind(code) ?? 'website'];

/** What a seal states, as one sentence. */
export function statedSentence(kind: KindOfSeal, language: Language, names: { member: string; issuer: string }): string {
  return kind.sentence[language].replace('{member}', () => names.member).replace('{issuer}', () => names.issuer);
}
