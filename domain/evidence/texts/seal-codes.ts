import type { Language } from '../../request/types.js';
import { KINDS, SEAL_KINDS } from '../../seals/kinds.js';

const kindsIn = (language: Language) => Object.fromEntries(SEAL_KINDS.map((kind) => [kind, KINDS[kind].name[language]]));

/** Codes of the history of seals in words: the kinds by their names, what waited for an answer, and what became of it. */
export const SEAL_CODE_WORDS: Record<Language, Record<string, string>> = {
  en: {
    ...kindsIn('en'),
    renewal: 'renewal',
    domain: 'proof of the domain',
    'domain-lost': 'the domain was not proved',
    'domain-proven': 'the domain is proved again',
    renewed: 'renewed',
    declined: 'declined',
    lapsed: 'lapsed without a decision',
    proven: 'proved',
    suspended: 'the seal was suspended',
    warned: 'the issuer was told',
    overtaken: 'not needed any more',
  },
  de: {
    ...kindsIn('de'),
    renewal: 'Verlängerung',
    domain: 'Nachweis der Domain',
    'domain-lost': 'die Domain war nicht nachgewiesen',
    'domain-proven': 'die Domain ist wieder nachgewiesen',
    renewed: 'verlängert',
    declined: 'abgelehnt',
    lapsed: 'ohne Entscheidung verfallen',
    proven: 'nachgewiesen',
    suspended: 'das Siegel wurde ausgesetzt',
    warned: 'der Aussteller wurde benachrichtigt',
    overtaken: 'nicht mehr nötig',
  },
  fr: {
    ...kindsIn('fr'),
    renewal: 'renouvellement',
    domain: 'preuve du domaine',
    'domain-lost': 'le domaine n’était pas prouvé',
    'domain-proven': 'le domaine est de nouveau prouvé',
    renewed: 'renouvelé',
    declined: 'refusé',
    lapsed: 'caduc faute de décision',
    proven: 'prouvé',
    suspended: 'le sceau a été suspendu',
    warned: 'l’émetteur a été informé',
    overtaken: 'devenu inutile',
  },
};
