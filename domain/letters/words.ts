import type { Language, Right } from '../request/types.js';
import type { MarketingChannel, RestrictionGround } from './answer-facts.js';
import type { ClosingReason } from './facts.js';
import type { FeeGround } from './fee-facts.js';

type Words<K extends string> = Record<Language, Record<K, string>>;

/** The right as the person would say it; fits after "you ask us …". The law's term stands beside it once, in `RIGHT_TERMS`. */
export const RIGHT_WORDS = {
  en: {
    access: 'for a copy of the data we hold about you',
    rectification: 'to correct or complete data about you',
    erasure: 'to erase data about you',
    restriction: 'to keep data about you but not use them for now',
    objection: 'to stop using data about you',
    portability: 'for your data in a form that another organisation can read',
  },
  de: {
    access: 'Sie möchten eine Kopie der Daten, die wir über Sie speichern',
    rectification: 'Sie möchten Daten über sich berichtigen oder vervollständigen lassen',
    erasure: 'Sie möchten Daten über sich löschen lassen',
    restriction: 'Sie möchten, dass wir Daten über Sie behalten, aber vorerst nicht nutzen',
    objection: 'Sie möchten, dass wir Daten über Sie nicht mehr nutzen',
    portability: 'Sie möchten Ihre Daten in einer Form, die eine andere Stelle einlesen kann',
  },
  fr: {
    access: 'une copie des données que nous détenons sur vous',
    rectification: 'la correction ou le complément de données vous concernant',
    erasure: 'l’effacement de données vous concernant',
    restriction: 'la conservation de données vous concernant, sans utilisation pour le moment',
    objection: 'l’arrêt de l’utilisation de données vous concernant',
    portability: 'vos données dans un format qu’un autre organisme peut lire',
  },
} as const satisfies Words<Right>;

/** The law's name of the right; its article stands in `RIGHT_ARTICLES`. */
export const RIGHT_TERMS = {
  en: {
    access: 'right of access',
    rectification: 'right to rectification',
    erasure: 'right to erasure',
    restriction: 'right to restriction of processing',
    objection: 'right to object',
    portability: 'right to data portability',
  },
  de: {
    access: 'Auskunftsrecht',
    rectification: 'Recht auf Berichtigung',
    erasure: 'Recht auf Löschung',
    restriction: 'Recht auf Einschränkung der Verarbeitung',
    objection: 'Widerspruchsrecht',
    portability: 'Recht auf Datenübertragbarkeit',
  },
  fr: {
    access: 'droit d’accès',
    rectification: 'droit de rectification',
    erasure: 'droit à l’effacement',
    restriction: 'droit à la limitation du traitement',
    objection: 'droit d’opposition',
    portability: 'droit à la portabilité',
  },
} as const satisfies Words<Right>;

export const RIGHT_ARTICLES = {
  access: '15',
  rectification: '16',
  erasure: '17',
  restriction: '18',
  objection: '21',
  portability: '20',
} as const satisfies Record<Right, string>;

/** One word for the right, for desks and for organisations. */
export const RIGHT_NAMES = {
  en: {
    access: 'Access',
    rectification: 'Rectification',
    erasure: 'Erasure',
    restriction: 'Restriction',
    objection: 'Objection',
    portability: 'Portability',
  },
  de: {
    access: 'Auskunft',
    rectification: 'Berichtigung',
    erasure: 'Löschung',
    restriction: 'Einschränkung',
    objection: 'Widerspruch',
    portability: 'Datenübertragbarkeit',
  },
  fr: {
    access: 'Accès',
    rectification: 'Rectification',
    erasure: 'Effacement',
    restriction: 'Limitation',
    objection: 'Opposition',
    portability: 'Portabilité',
  },
} as const satisfies Words<Right>;

/** The names that the frame of a letter uses, outside its text. */
export const FRAME_WORDS = {
  en: { reference: 'Reference', date: 'Date', subjectOf: 'About', page: 'Page', of: 'of', phone: 'Telephone', email: 'E-mail' },
  de: { reference: 'Aktenzeichen', date: 'Datum', subjectOf: 'Betreff', page: 'Seite', of: 'von', phone: 'Telefon', email: 'E-Mail' },
  fr: { reference: 'Référence', date: 'Date', subjectOf: 'Objet', page: 'Page', of: 'sur', phone: 'Téléphone', email: 'E-mail' },
} as const satisfies Words<'reference' | 'date' | 'subjectOf' | 'page' | 'of' | 'phone' | 'email'>;

/** What stands between a name and its value; French sets a no-break space before the colon. */
export const COLON = { en: ': ', de: ': ', fr: '\u00a0: ' } as const satisfies Record<Language, string>;

/** A fee for corporate data rests on contract, so no article allows it (RULEBOOK P1). */
export const FEE_GROUND_ARTICLES = {
  'unfounded-or-excessive': '12(5)',
  'further-copy': '15(3)',
  'policy-corporate': null,
} as const satisfies Record<FeeGround, string | null>;

/** Without the full stop: the citation follows. */
export const FEE_GROUND_WORDS = {
  en: {
    'unfounded-or-excessive': 'The request is manifestly unfounded or excessive',
    'further-copy': 'You already have a copy of the same data, and this is a further one',
    'policy-corporate': 'The request is about the data of an organisation, for which our terms provide a charge',
  },
  de: {
    'unfounded-or-excessive': 'Der Antrag ist offenkundig unbegründet oder exzessiv',
    'further-copy': 'Sie haben bereits eine Kopie derselben Daten erhalten, dies ist eine weitere',
    'policy-corporate': 'Der Antrag betrifft Daten einer Organisation, für die unsere Bedingungen ein Entgelt vorsehen',
  },
  fr: {
    'unfounded-or-excessive': 'La demande est manifestement infondée ou excessive',
    'further-copy': 'Vous avez déjà une copie des mêmes données ; il s’agit d’une copie supplémentaire',
    'policy-corporate': 'La demande porte sur les données d’une organisation, pour lesquelles nos conditions prévoient des frais',
  },
} as const satisfies Words<FeeGround>;

export const RESTRICTION_ARTICLES = {
  'accuracy-contested': '18(1)(a)',
  unlawful: '18(1)(b)',
  'needed-for-claims': '18(1)(c)',
  'objection-pending': '18(1)(d)',
} as const satisfies Record<RestrictionGround, string>;

/** Without the full stop: the citation follows. */
export const RESTRICTION_GROUND_WORDS = {
  en: {
    'accuracy-contested': 'You say that the data are not correct, and we are checking this',
    unlawful: 'The use of the data was not lawful, and you do not want them erased',
    'needed-for-claims': 'We no longer need the data, but you need them for legal claims',
    'objection-pending': 'You have objected, and we are weighing your reasons against ours',
  },
  de: {
    'accuracy-contested': 'Sie bestreiten, dass die Daten richtig sind, und wir prüfen das',
    unlawful: 'Die Verarbeitung war unrechtmäßig, und Sie lehnen die Löschung ab',
    'needed-for-claims': 'Wir brauchen die Daten nicht mehr, Sie aber für Rechtsansprüche',
    'objection-pending': 'Sie haben widersprochen, und wir wägen Ihre Gründe gegen unsere ab',
  },
  fr: {
    'accuracy-contested': 'Vous contestez l’exactitude des données et nous la vérifions',
    unlawful: 'Le traitement était illicite et vous vous opposez à l’effacement',
    'needed-for-claims': 'Nous n’avons plus besoin des données, mais vous en avez besoin en justice',
    'objection-pending': 'Vous avez fait opposition et nous mettons en balance vos raisons et les nôtres',
  },
} as const satisfies Words<RestrictionGround>;

/** Why a case ends without a decision on the merits. */
export const CLOSING_WORDS = {
  en: {
    'no-identity':
      'We asked you to confirm who you are and have not had an answer. Without it we cannot be sure that we give the data to the right person.',
    'no-authority': 'We asked for proof that you may act for the person concerned and have not had it.',
    joined: 'You asked for the same while your first request was still open. That one goes on, and we answer both with it.',
    'no-answer': 'We asked you a question that we need answered to go on and have not had an answer.',
    'fee-unpaid': 'We told you of a fee, and it was not paid by the day we named.',
    withdrawn: 'You told us that you withdraw your request.',
  },
  de: {
    'no-identity':
      'Wir haben Sie gebeten zu bestätigen, wer Sie sind, und keine Antwort erhalten. Ohne sie wissen wir nicht sicher, dass die Daten an die richtige Person gehen.',
    'no-authority': 'Wir haben um einen Nachweis gebeten, dass Sie für die betroffene Person handeln dürfen, und ihn nicht erhalten.',
    joined: 'Sie haben dasselbe verlangt, während Ihr erster Antrag noch offen war. Er läuft weiter, und wir beantworten beide mit ihm.',
    'no-answer': 'Wir haben Ihnen eine Frage gestellt, deren Antwort wir zum Weiterarbeiten brauchen, und keine Antwort erhalten.',
    'fee-unpaid': 'Wir haben Ihnen ein Entgelt mitgeteilt, das bis zum genannten Tag nicht bezahlt wurde.',
    withdrawn: 'Sie haben uns mitgeteilt, dass Sie Ihren Antrag zurücknehmen.',
  },
  fr: {
    'no-identity':
      'Nous vous avons demandé de confirmer votre identité et n’avons pas reçu de réponse. Sans elle, nous ne pouvons pas être sûrs de remettre les données à la bonne personne.',
    'no-authority': 'Nous avons demandé la preuve que vous pouvez agir pour la personne concernée et ne l’avons pas reçue.',
    joined:
      'Vous avez demandé la même chose alors que votre première demande était encore ouverte. Celle-ci continue, et nous répondons aux deux avec elle.',
    'no-answer': 'Nous vous avons posé une question nécessaire pour continuer et n’avons pas reçu de réponse.',
    'fee-unpaid': 'Nous vous avons indiqué des frais, qui n’ont pas été payés à la date fixée.',
    withdrawn: 'Vous nous avez dit que vous retirez votre demande.',
  },
} as const satisfies Words<ClosingReason>;

export const CHANNEL_WORDS = {
  en: { email: 'by e-mail', sms: 'by text message', post: 'by post', phone: 'by telephone' },
  de: { email: 'per E-Mail', sms: 'per SMS', post: 'per Post', phone: 'per Telefon' },
  fr: { email: 'par e-mail', sms: 'par SMS', post: 'par courrier', phone: 'par téléphone' },
} as const satisfies Words<MarketingChannel>;

const MONEY = {
  en: (amount, currency) => `${currency} ${amount}`,
  de: (amount, currency) => `${amount.replace('.', ',')} ${currency}`,
  fr: (amount, currency) => `${amount.replace('.', ',')} ${currency}`,
} as const satisfies Record<Language, (amount: string, currency: string) => string>;

/** An amount with its ISO 4217 code: "GBP 12.50", "12,50 EUR". `amountMinor` counts hundredths. */
export function formatMoney(amountMinor: number, currency: string, language: Language): string {
  return MONEY[language]((amountMinor / 100).toFixed(2), currency);
}
