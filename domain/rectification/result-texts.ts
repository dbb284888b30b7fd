import type { Language } from '../request/types.js';

const TEXTS = {
  en: {
    issuerSays: 'The certificate issuer says',
    issuerSilent: 'The certificate issuer has not answered.',
    asDescribed: 'As you described it',
    theRest: 'The rest of what you asked for',
  },
  de: {
    issuerSays: 'Die ausstellende Stelle sagt dazu',
    issuerSilent: 'Die ausstellende Stelle hat nicht geantwortet.',
    asDescribed: 'Wie von Ihnen beschrieben',
    theRest: 'Was Sie sonst verlangt haben',
  },
  fr: {
    issuerSays: 'L’émetteur du certificat précise',
    issuerSilent: 'L’émetteur du certificat n’a pas répondu.',
    asDescribed: 'Comme vous l’avez décrit',
    theRest: 'Le reste de votre demande',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The words in which a letter says what became of a field. */
export const resultTexts = (language: Language) => TEXTS[language];
