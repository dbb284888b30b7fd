import type { Language } from '../request/types.js';

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
  /** Code or text of what was met. */
  problem: string;
  /** What to put into DNS, or the file to serve. */
  proof: string;
}

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
] as const;
export type SealNoticeCode = (typeof SEAL_NOTICES)[number];

interface Words {
  subject: string;
  /** Paragraphs: first the fact, then what happens next, then what the reader can do. */
  text: readonly string[];
}

/** Whom each goes to. */
export const NOTICE_READER: Record<SealNoticeCode, 'member' | 'issuer'> = {
  EXPIRY_WARNING: 'member',
  EXPIRED: 'member',
  DOMAIN_FAILING: 'member',
  DOMAIN_LOST: 'member',
  DOMAIN_PROVEN: 'member',
  RENEWAL_ASKED: 'issuer',
  RENEWAL_REMINDER: 'issuer',
  RENEWED: 'member',
  RENEWAL_DECLINED: 'member',
  RENEWAL_LAPSED: 'member',
  REISSUED: 'member',
};

const EN: Record<SealNoticeCode, Words> = {
  EXPIRY_WARNING: {
    subject: 'Your {seal} expires on {on}',
    text: [
      'The {seal} of {member} for {domain} expires on {on}, in {days} days.',
      'After that day it is shown as expired. {issuer} can renew it before, and the code on your website stays as it is.',
      'Ask for the renewal here: {url}',
    ],
  },
  EXPIRED: {
    subject: 'Your {seal} has expired',
    text: [
      'The {seal} of {member} for {domain} expired on {on}.',
      'It is shown as expired now. If it is renewed, the code on your website shows it as valid again.',
      'Ask for the renewal here: {url}',
    ],
  },
  DOMAIN_FAILING: {
    subject: 'We could not confirm that {domain} is yours',
    text: [
      'The daily check of {domain} for the {seal} found no proof that the domain belongs to {member}.',
      'If none is found by {on}, {issuer} decides by its rule, which may suspend the seal.',
      '{proof}',
      'See the state of your domains here: {url}',
    ],
  },
  DOMAIN_LOST: {
    subject: '{domain} is not confirmed: what follows for your seal',
    text: [
      'Until {on} no proof was found that {domain} belongs to {member}. By the rule of {issuer} the {seal} is now treated as follows: {problem}.',
      'Once the proof is found again, a suspension ends by itself.',
      '{proof}',
      'See the state of your domains here: {url}',
    ],
  },
  DOMAIN_PROVEN: {
    subject: '{domain} is confirmed',
    text: [
      'The proof that {domain} belongs to {member} was found. The {seal} is in force.',
      'Please leave the proof where it is: it is checked every day.',
    ],
  },
  RENEWAL_ASKED: {
    subject: '{member} asks for the renewal of a {seal}',
    text: [
      '{member} asks {issuer} to renew the {seal} for {domain}.',
      'Please decide by {on}; after that day the wish lapses.',
      'Decide here: {url}',
    ],
  },
  RENEWAL_REMINDER: {
    subject: 'Still open: {member} asks for the renewal of a {seal}',
    text: ['The wish of {member} to renew the {seal} for {domain} is not answered yet.', 'It lapses on {on}.', 'Decide here: {url}'],
  },
  RENEWED: {
    subject: 'Your {seal} is renewed',
    text: [
      'The {seal} of {member} for {domain} is renewed until {on}.',
      'The code on your website stays as it is. You can check the seal here: {url}',
    ],
  },
  RENEWAL_DECLINED: {
    subject: 'Your {seal} is not renewed',
    text: [
      '{issuer} has declined to renew the {seal} of {member} for {domain}.',
      'The seal stays valid until its end, on {on}. Please ask {issuer} if something is unclear.',
    ],
  },
  RENEWAL_LAPSED: {
    subject: 'The renewal of your {seal} was not decided',
    text: [
      '{issuer} has not decided by {on} about renewing the {seal} of {member} for {domain}. The wish has lapsed.',
      'You can ask again here: {url}',
    ],
  },
  REISSUED: {
    subject: 'Your {seal} was issued anew',
    text: [
      'A record that the {seal} of {member} for {domain} shows was corrected. The seal was issued anew with the right data.',
      'The old address leads to the new seal. Please use the new one: {url}',
    ],
  },
};

const DE: Record<SealNoticeCode, Words> = {
  EXPIRY_WARNING: {
    subject: 'Ihr {seal} läuft am {on} ab',
    text: [
      'Das {seal} von {member} für {domain} läuft am {on} ab, in {days} Tagen.',
      'Danach wird es als abgelaufen angezeigt. {issuer} kann es vorher verlängern; der Code auf Ihrer Website bleibt gleich.',
      'Beantragen Sie die Verlängerung hier: {url}',
    ],
  },
  EXPIRED: {
    subject: 'Ihr {seal} ist abgelaufen',
    text: [
      'Das {seal} von {member} für {domain} ist am {on} abgelaufen.',
      'Es wird jetzt als abgelaufen angezeigt. Wird es verlängert, zeigt der Code auf Ihrer Website es wieder als gültig.',
      'Beantragen Sie die Verlängerung hier: {url}',
    ],
  },
  DOMAIN_FAILING: {
    subject: 'Es ist nicht bestätigt, dass {domain} Ihnen gehört',
    text: [
      'Die tägliche Prüfung von {domain} für das {seal} fand keinen Nachweis, dass die Domain {member} gehört.',
      'Wird bis {on} keiner gefunden, entscheidet {issuer} nach seiner Regel; das Siegel kann ausgesetzt werden.',
      '{proof}',
      'Den Stand Ihrer Domains sehen Sie hier: {url}',
    ],
  },
  DOMAIN_LOST: {
    subject: '{domain} ist nicht bestätigt: was für Ihr Siegel folgt',
    text: [
      'Bis {on} wurde kein Nachweis gefunden, dass {domain} {member} gehört. Nach der Regel von {issuer} gilt für das {seal}: {problem}.',
      'Sobald der Nachweis wieder gefunden wird, endet eine Aussetzung von selbst.',
      '{proof}',
      'Den Stand Ihrer Domains sehen Sie hier: {url}',
    ],
  },
  DOMAIN_PROVEN: {
    subject: '{domain} ist bestätigt',
    text: [
      'Der Nachweis, dass {domain} {member} gehört, wurde gefunden. Das {seal} ist in Kraft.',
      'Bitte lassen Sie den Nachweis stehen: Er wird täglich geprüft.',
    ],
  },
  RENEWAL_ASKED: {
    subject: '{member} beantragt die Verlängerung eines Siegels ({seal})',
    text: [
      '{member} bittet {issuer}, das {seal} für {domain} zu verlängern.',
      'Bitte entscheiden Sie bis {on}; danach verfällt der Antrag.',
      'Hier entscheiden: {url}',
    ],
  },
  RENEWAL_REMINDER: {
    subject: 'Noch offen: {member} beantragt die Verlängerung eines Siegels ({seal})',
    text: [
      'Der Antrag von {member}, das {seal} für {domain} zu verlängern, ist noch nicht beantwortet.',
      'Er verfällt am {on}.',
      'Hier entscheiden: {url}',
    ],
  },
  RENEWED: {
    subject: 'Ihr {seal} ist verlängert',
    text: [
      'Das {seal} von {member} für {domain} ist bis {on} verlängert.',
      'Der Code auf Ihrer Website bleibt gleich. Hier können Sie das Siegel prüfen: {url}',
    ],
  },
  RENEWAL_DECLINED: {
    subject: 'Ihr {seal} wird nicht verlängert',
    text: [
      '{issuer} hat es abgelehnt, das {seal} von {member} für {domain} zu verlängern.',
      'Das Siegel gilt bis zu seinem Ende am {on}. Bitte fragen Sie {issuer}, wenn etwas unklar ist.',
    ],
  },
  RENEWAL_LAPSED: {
    subject: 'Über die Verlängerung Ihres Siegels ({seal}) wurde nicht entschieden',
    text: [
      '{issuer} hat bis {on} nicht über die Verlängerung des {seal} von {member} für {domain} entschieden. Der Antrag ist verfallen.',
      'Sie können ihn hier neu stellen: {url}',
    ],
  },
  REISSUED: {
    subject: 'Ihr {seal} wurde neu ausgestellt',
    text: [
      'Ein Eintrag, den das {seal} von {member} für {domain} zeigt, wurde berichtigt. Das Siegel wurde mit den richtigen Angaben neu ausgestellt.',
      'Die alte Adresse führt zum neuen Siegel. Bitte verwenden Sie das neue: {url}',
    ],
  },
};

const FR: Record<SealNoticeCode, Words> = {
  EXPIRY_WARNING: {
    subject: 'Votre sceau « {seal} » expire le {on}',
    text: [
      'Le sceau « {seal} » de {member} pour {domain} expire le {on}, dans {days} jours.',
      'Ensuite, il est affiché comme expiré. {issuer} peut le renouveler avant ; le code de votre site reste le même.',
      'Demandez le renouvellement ici : {url}',
    ],
  },
  EXPIRED: {
    subject: 'Votre sceau « {seal} » a expiré',
    text: [
      'Le sceau « {seal} » de {member} pour {domain} a expiré le {on}.',
      'Il est maintenant affiché comme expiré. S’il est renouvelé, le code de votre site l’affiche de nouveau comme valable.',
      'Demandez le renouvellement ici : {url}',
    ],
  },
  DOMAIN_FAILING: {
    subject: 'Nous n’avons pas pu confirmer que {domain} est à vous',
    text: [
      'Le contrôle quotidien de {domain} pour le sceau « {seal} » n’a trouvé aucune preuve que le domaine appartient à {member}.',
      'Si aucune n’est trouvée d’ici le {on}, {issuer} décide selon sa règle, qui peut suspendre le sceau.',
      '{proof}',
      'L’état de vos domaines est ici : {url}',
    ],
  },
  DOMAIN_LOST: {
    subject: '{domain} n’est pas confirmé : ce qui en suit pour votre sceau',
    text: [
      'Jusqu’au {on}, aucune preuve n’a été trouvée que {domain} appartient à {member}. Selon la règle de {issuer}, pour le sceau « {seal} » : {problem}.',
      'Dès que la preuve est retrouvée, une suspension prend fin d’elle-même.',
      '{proof}',
      'L’état de vos domaines est ici : {url}',
    ],
  },
  DOMAIN_PROVEN: {
    subject: '{domain} est confirmé',
    text: [
      'La preuve que {domain} appartient à {member} a été trouvée. Le sceau « {seal} » est en vigueur.',
      'Veuillez laisser la preuve en place : elle est contrôlée chaque jour.',
    ],
  },
  RENEWAL_ASKED: {
    subject: '{member} demande le renouvellement d’un sceau ({seal})',
    text: [
      '{member} demande à {issuer} de renouveler le sceau « {seal} » pour {domain}.',
      'Veuillez décider avant le {on} ; ensuite, la demande devient caduque.',
      'Décidez ici : {url}',
    ],
  },
  RENEWAL_REMINDER: {
    subject: 'Toujours en attente : {member} demande le renouvellement d’un sceau ({seal})',
    text: [
      'La demande de {member} de renouveler le sceau « {seal} » pour {domain} n’a pas encore reçu de réponse.',
      'Elle devient caduque le {on}.',
      'Décidez ici : {url}',
    ],
  },
  RENEWED: {
    subject: 'Votre sceau « {seal} » est renouvelé',
    text: [
      'Le sceau « {seal} » de {member} pour {domain} est renouvelé jusqu’au {on}.',
      'Le code de votre site reste le même. Vous pouvez vérifier le sceau ici : {url}',
    ],
  },
  RENEWAL_DECLINED: {
    subject: 'Votre sceau « {seal} » n’est pas renouvelé',
    text: [
      '{issuer} a refusé de renouveler le sceau « {seal} » de {member} pour {domain}.',
      'Le sceau reste valable jusqu’à sa fin, le {on}. Adressez-vous à {issuer} si quelque chose n’est pas clair.',
    ],
  },
  RENEWAL_LAPSED: {
    subject: 'Le renouvellement de votre sceau « {seal} » n’a pas été décidé',
    text: [
      '{issuer} n’a pas décidé avant le {on} du renouvellement du sceau « {seal} » de {member} pour {domain}. La demande est devenue caduque.',
      'Vous pouvez la refaire ici : {url}',
    ],
  },
  REISSUED: {
    subject: 'Votre sceau « {seal} » a été délivré de nouveau',
    text: [
      'Une donnée que montre le sceau « {seal} » de {member} pour {domain} a été rectifiée. Le sceau a été délivré de nouveau avec les bonnes données.',
      'L’ancienne adresse mène au nouveau sceau. Veuillez utiliser le nouveau : {url}',
    ],
  },
};

const WORDS: Record<Language, Record<SealNoticeCode, Words>> = { en: EN, de: DE, fr: FR };

/** A mail about a seal in its language. A fact that the words want and nobody gave leaves its place empty. */
export function noticeText(
  code: SealNoticeCode,
  language: Language,
  facts: Partial<NoticeFacts>,
): { subject: string; paragraphs: string[] } {
  const { subject, text } = WORDS[language][code];
  const given = new Map(Object.entries(facts));
  const filled = (words: string) => words.replaceAll(/\{(\w+)\}/g, (_, name: string) => given.get(name) ?? '');
  return { subject: filled(subject), paragraphs: text.map(filled).filter((paragraph) => paragraph !== '') };
}

/** What is to be done to prove a domain. */
export function proofWords(language: Language, proof: { dnsName: string; dnsValue: string; fileUrl: string; fileContent: string }): string {
  const { dnsName, dnsValue, fileUrl, fileContent } = proof;
  const words = {
    en: `To prove it, put the TXT record ${dnsName} with the value ${dnsValue} into DNS, or serve ${fileContent} at ${fileUrl}.`,
    de: `Zum Nachweis setzen Sie den TXT-Eintrag ${dnsName} mit dem Wert ${dnsValue} in das DNS, oder liefern Sie ${fileContent} unter ${fileUrl} aus.`,
    fr: `Pour le prouver, placez dans le DNS l’enregistrement TXT ${dnsName} avec la valeur ${dnsValue}, ou servez ${fileContent} à l’adresse ${fileUrl}.`,
  } as const satisfies Record<Language, string>;
  return words[language];
}

/** What follows when a domain is not proved, in words. */
export const LOST_DOMAIN_WORDS: Record<'suspend' | 'warn', Record<Language, string>> = {
  suspend: { en: 'it is suspended', de: 'Es ist ausgesetzt', fr: 'il est suspendu' },
  warn: {
    en: 'it stays in force, and the issuer is told',
    de: 'Es bleibt in Kraft, der Aussteller wird benachrichtigt',
    fr: 'il reste en vigueur, et l’émetteur en est informé',
  },
};
