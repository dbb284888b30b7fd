import type { Language } from '../request/types.js';

/** How a system and its collections are called where a person reads of them, as far as somebody gave them a name. */
export interface SystemLabels {
  name: string;
  label: string | null;
  collections: Readonly<Record<string, string>>;
}

/** Our own registers in answers; the name of their connector. */
const OWN = 'rightsdesk';

const OWN_LABEL = { en: 'Our own registers', de: 'Unsere eigenen Register', fr: 'Nos propres registres' } as const satisfies Record<
  Language,
  string
>;

/** Our own registers by table. What is not named here is called by its table, in words. */
export const OWN_COLLECTIONS: Readonly<Record<string, Record<Language, string>>> = {
  officer: { en: 'Officers and contacts', de: 'Vertreter und Kontakte', fr: 'Dirigeants et contacts' },
  member: { en: 'Member organisations', de: 'Mitgliedsorganisationen', fr: 'Organisations membres' },
  own_business: { en: 'Your own business', de: 'Ihr eigenes Unternehmen', fr: 'Votre propre entreprise' },
  own_business_seal: { en: 'Seals of your own business', de: 'Siegel Ihres eigenen Unternehmens', fr: 'Sceaux de votre propre entreprise' },
  certificate: { en: 'Certificates', de: 'Zertifikate', fr: 'Certificats' },
  seal: { en: 'Seals', de: 'Siegel', fr: 'Sceaux' },
  newsletter: { en: 'Newsletter subscriptions', de: 'Newsletter-Anmeldungen', fr: 'Abonnements aux bulletins' },
  newsletter_copy: { en: 'Newsletters sent', de: 'Gesendete Newsletter', fr: 'Bulletins envoyés' },
  preference: { en: 'Preferences', de: 'Einstellungen', fr: 'Préférences' },
  consent_record: { en: 'What you agreed to and ended', de: 'Ihre Einwilligungen und Widerrufe', fr: 'Vos consentements et retraits' },
  support_message: { en: 'Support messages', de: 'Support-Nachrichten', fr: 'Messages au support' },
  account: { en: 'Your account here', de: 'Ihr Konto hier', fr: 'Votre compte ici' },
  log_entry: { en: 'Log of visits while signed in', de: 'Protokoll der Besuche mit Anmeldung', fr: 'Journal des visites connectées' },
  request: { en: 'Requests about your data', de: 'Anträge zu Ihren Daten', fr: 'Demandes sur vos données' },
  thread_message: {
    en: 'Letters and messages of your requests',
    de: 'Schreiben und Nachrichten zu Ihren Anträgen',
    fr: 'Courriers et messages de vos demandes',
  },
  case_note: { en: 'Our notes on your requests', de: 'Unsere Notizen zu Ihren Anträgen', fr: 'Nos notes sur vos demandes' },
  disclosure: { en: 'Who received your data', de: 'Wer Ihre Daten erhalten hat', fr: 'Qui a reçu vos données' },
  restriction: { en: 'Restrictions of processing', de: 'Einschränkungen der Verarbeitung', fr: 'Limitations du traitement' },
  suppression: { en: 'Marks against advertising', de: 'Werbesperren', fr: 'Marques contre la publicité' },
  stopped_processing: { en: 'Uses that were stopped', de: 'Beendete Nutzungen', fr: 'Utilisations arrêtées' },
  fee: { en: 'Fees', de: 'Entgelte', fr: 'Frais' },
  correction: { en: 'Corrections asked for', de: 'Verlangte Berichtigungen', fr: 'Corrections demandées' },
  record_statement: { en: 'Your statements', de: 'Ihre Erklärungen', fr: 'Vos déclarations' },
  evidence_file: { en: 'Files you sent as proof', de: 'Als Nachweis gesendete Dateien', fr: 'Fichiers envoyés comme preuve' },
  complaint: { en: 'Complaints', de: 'Beschwerden', fr: 'Réclamations' },
  incoming_transfer: { en: 'Data received for you', de: 'Für Sie empfangene Daten', fr: 'Données reçues pour vous' },
};

/** A technical name in words: `paper-archive` becomes "Paper archive". */
export function inWords(name: string): string {
  const words = name.replace(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Names for a person: a system alone, or one of its collections. Never the technical name as it is. */
export interface SystemWords {
  system(name: string): string;
  collection(system: string, collection: string): string;
}

/** The words of one language. A label the operator gave is the same in all. */
export function systemWords(labels: readonly SystemLabels[], language: Language): SystemWords {
  const known = new Map(labels.map((one) => [one.name, one]));
  return {
    system: (name) => (name === OWN ? OWN_LABEL[language] : (known.get(name)?.label ?? inWords(name))),
    collection: (system, collection) =>
      system === OWN
        ? (OWN_COLLECTIONS[collection]?.[language] ?? inWords(collection))
        : (known.get(system)?.collections[collection] ?? inWords(collection)),
  };
}
