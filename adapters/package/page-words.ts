import type { Language } from '../../domain/request/types.js';

/** The words of the readable page. */
export interface PageWords {
  title: string;
  /** Where only data of an organisation were asked for. */
  policyTitle: string;
  regime: string;
  byLaw: string;
  byPolicy: string;
  lead: string;
  made: string;
  nothing: string;
  withheld: string;
  unanswered: string;
  rows: string;
  shown: string;
  whole: string;
  categories: string;
  purposes: string;
  recipients: string;
  period: string;
  source: string;
  safeguards: string;
  notStated: string;
  redacted: string;
  files: string;
}

/** In the languages of the letters; the letter beside the page holds what the law wants said. */
export const PAGE_WORDS = {
  en: {
    title: 'The data we hold about you',
    policyTitle: 'The data we hold about your organisation',
    regime: 'Given under',
    byLaw: 'the law on personal data',
    byPolicy: 'our privacy policy: data of an organisation',
    lead: 'This page shows it table by table. The letter beside it tells you what we use it for and what you can do.',
    made: 'Put together on',
    nothing: 'We found no data about you in the systems that answered.',
    withheld: 'Records left out because they belong to, or also concern, another person',
    unanswered: 'These systems have not answered in full. We go on asking them and write to you',
    rows: 'records',
    shown: 'shown here',
    whole: 'All of it is in',
    categories: 'Kinds of data',
    purposes: 'Used for',
    recipients: 'Given to',
    period: 'Kept',
    source: 'Comes from',
    safeguards: 'Safeguards outside the EEA or UK',
    notStated: 'see the letter',
    redacted: 'blacked out',
    files: 'Files in this package',
  },
  de: {
    title: 'Die Daten, die wir über Sie gespeichert haben',
    policyTitle: 'Die Daten, die wir über Ihre Organisation gespeichert haben',
    regime: 'Grundlage der Auskunft',
    byLaw: 'Datenschutzrecht',
    byPolicy: 'unsere Datenschutzerklärung: Daten einer Organisation',
    lead: 'Diese Seite zeigt sie Tabelle für Tabelle. Der Brief daneben sagt Ihnen, wofür wir sie verwenden und was Sie tun können.',
    made: 'Zusammengestellt am',
    nothing: 'In den Systemen, die geantwortet haben, fanden wir keine Daten über Sie.',
    withheld: 'Datensätze, die fehlen, weil sie einer anderen Person gehören oder auch sie betreffen',
    unanswered: 'Diese Systeme haben noch nicht vollständig geantwortet. Wir fragen weiter nach und schreiben Ihnen',
    rows: 'Datensätze',
    shown: 'hier gezeigt',
    whole: 'Vollständig in',
    categories: 'Arten von Daten',
    purposes: 'Verwendet für',
    recipients: 'Weitergegeben an',
    period: 'Gespeichert',
    source: 'Herkunft',
    safeguards: 'Garantien außerhalb des EWR',
    notStated: 'siehe Brief',
    redacted: 'geschwärzt',
    files: 'Dateien in diesem Paket',
  },
  fr: {
    title: 'Les données que nous détenons sur vous',
    policyTitle: 'Les données que nous détenons sur votre organisation',
    regime: 'Communiquées en vertu de',
    byLaw: 'la loi sur les données personnelles',
    byPolicy: 'notre politique de confidentialité : données d’une organisation',
    lead: 'Cette page les montre table par table. La lettre jointe vous dit à quoi elles servent et ce que vous pouvez faire.',
    made: 'Établi le',
    nothing: 'Nous n’avons trouvé aucune donnée sur vous dans les systèmes qui ont répondu.',
    withheld: 'Enregistrements omis parce qu’ils appartiennent à une autre personne ou la concernent aussi',
    unanswered: 'Ces systèmes n’ont pas encore répondu entièrement. Nous continuons à les interroger et vous écrirons',
    rows: 'enregistrements',
    shown: 'affichés ici',
    whole: 'Le tout se trouve dans',
    categories: 'Types de données',
    purposes: 'Utilisées pour',
    recipients: 'Communiquées à',
    period: 'Conservées',
    source: 'Origine',
    safeguards: 'Garanties hors de l’EEE',
    notStated: 'voir la lettre',
    redacted: 'occulté',
    files: 'Fichiers de ce paquet',
  },
} as const satisfies Record<Language, PageWords>;

/** What became of the search of a system, by its code. */
export const SEARCH_WORDS = {
  en: {
    pending: 'not searched yet',
    answered: 'searched, data found',
    'nothing-held': 'searched, nothing held',
    unreachable: 'has not answered yet',
    'task-open': 'is still searched by a person',
  },
  de: {
    pending: 'noch nicht durchsucht',
    answered: 'durchsucht, Daten gefunden',
    'nothing-held': 'durchsucht, nichts gespeichert',
    unreachable: 'hat noch nicht geantwortet',
    'task-open': 'wird noch von einem Menschen durchsucht',
  },
  fr: {
    pending: 'pas encore parcouru',
    answered: 'parcouru, données trouvées',
    'nothing-held': 'parcouru, rien de conservé',
    unreachable: 'n’a pas encore répondu',
    'task-open': 'est encore parcouru par une personne',
  },
} as const satisfies Record<Language, Record<string, string>>;
