import type { Rule } from '../table.js';

/** German evidence of what a mail is besides a request. */
export const mark: readonly Rule[] = [
  {
    gives: 'other-business',
    weight: 2,
    because: 'thanks for something done',
    insteadOf: ['erasure', 'rectification', 'access', 'restriction', 'objection', 'portability'],
    when: ['dank* ~12 gelöscht|entfernt|berichtigt|korrigiert|geändert', 'danke für ~3 löschung|berichtigung|auskunft'],
  },
  {
    gives: 'reminder',
    weight: 2,
    because: 'says that an answer is missing',
    evenNegated: true,
    when: [
      'keine antwort|rückmeldung|reaktion',
      'antwort ~5 nicht erhalten',
      'mahnung',
      'erneut an sie',
      'warte ~6 antwort',
      'erinner* ~5 {my} ~3 anfrage|antrag|schreiben',
    ],
  },
  {
    gives: 'reminder',
    weight: 1,
    because: 'refers to an earlier request',
    when: [
      'anfrage ~6 gestellt',
      'frist ~8 abgelaufen|überschritten|verstrichen',
      'monatsfrist',
      'letzte frist',
      '{my} schreiben|antrag|anfrage vom',
    ],
  },
  {
    gives: 'complaint',
    weight: 2,
    because: 'makes a complaint',
    when: ['beschwere mich', 'hiermit ~4 beschwerde', 'beschwerde über|gegen', 'lege ~3 beschwerde'],
  },
  {
    gives: 'request-withdrawn',
    weight: 3,
    because: 'takes an earlier request back',
    when: [
      'ziehe ~4 anfrage|antrag|auskunftsersuchen|löschantrag ~5 zurück',
      'anfrage|antrag ~4 hat sich erledigt',
      'nehme ~4 antrag|anfrage ~3 zurück',
      'antrag|anfrage ~3 gegenstandslos',
    ],
  },
  {
    gives: 'other-business',
    weight: 1,
    because: 'speaks of other business',
    evenNegated: true,
    when: [
      'rechnung*|umsatzsteuer|mahngebühr',
      'vertrag*|broschüre|preisliste|schulung*',
      'wo|wie ~1 können|kann wir|ich|man ~6 ändern|bearbeiten|aktualisieren|abonnieren',
      'rabatt|angebot|seo|gewinn*|risiko',
      'fehler|browser*|cache|cookies|passwort|kennwort|update',
      'bewerbung|stelle',
    ],
  },
  {
    gives: 'general-question',
    weight: 2,
    because: 'asks in general',
    when: [
      'hausarbeit|masterarbeit|bachelorarbeit|student*|umfrage|journalist*|presseanfrage',
      'allgemeine* frage*',
      'wie viele auskunfts*|anfragen',
    ],
  },
];
