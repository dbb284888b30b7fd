import type { Language } from '../request/types.js';

type Words = Record<Language, string>;

/** Columns that are called alike in most systems, by their name in lower snake case. */
const COLUMNS: Readonly<Record<string, Words>> = {
  id: { en: 'Number in the system', de: 'Nummer im System', fr: 'Numéro dans le système' },
  name: { en: 'Name', de: 'Name', fr: 'Nom' },
  full_name: { en: 'Full name', de: 'Vollständiger Name', fr: 'Nom complet' },
  first_name: { en: 'First name', de: 'Vorname', fr: 'Prénom' },
  last_name: { en: 'Last name', de: 'Nachname', fr: 'Nom de famille' },
  email: { en: 'E-mail address', de: 'E-Mail-Adresse', fr: 'Adresse e-mail' },
  phone: { en: 'Telephone', de: 'Telefon', fr: 'Téléphone' },
  address: { en: 'Address', de: 'Anschrift', fr: 'Adresse' },
  street: { en: 'Street', de: 'Straße', fr: 'Rue' },
  city: { en: 'Town', de: 'Ort', fr: 'Ville' },
  postcode: { en: 'Postcode', de: 'Postleitzahl', fr: 'Code postal' },
  country: { en: 'Country', de: 'Land', fr: 'Pays' },
  born_on: { en: 'Date of birth', de: 'Geburtsdatum', fr: 'Date de naissance' },
  date_of_birth: { en: 'Date of birth', de: 'Geburtsdatum', fr: 'Date de naissance' },
  language: { en: 'Language', de: 'Sprache', fr: 'Langue' },
  position: { en: 'Position', de: 'Funktion', fr: 'Fonction' },
  status: { en: 'State', de: 'Stand', fr: 'État' },
  kind: { en: 'Kind', de: 'Art', fr: 'Type' },
  reference: { en: 'Reference', de: 'Zeichen', fr: 'Référence' },
  right: { en: 'Right asked for', de: 'Verlangtes Recht', fr: 'Droit demandé' },
  channel: { en: 'Way it came in', de: 'Eingangsweg', fr: 'Voie de réception' },
  outcome: { en: 'Outcome', de: 'Ergebnis', fr: 'Résultat' },
  regime: { en: 'Given under', de: 'Grundlage', fr: 'Fondement' },
  subject: { en: 'Subject', de: 'Betreff', fr: 'Objet' },
  body: { en: 'Text', de: 'Text', fr: 'Texte' },
  direction: { en: 'Direction (in, out)', de: 'Richtung (in: an uns, out: von uns)', fr: 'Sens (in : reçu, out : envoyé)' },
  created_at: { en: 'Made at', de: 'Angelegt am', fr: 'Créé le' },
  updated_at: { en: 'Changed at', de: 'Geändert am', fr: 'Modifié le' },
  received_at: { en: 'Received at', de: 'Eingegangen am', fr: 'Reçu le' },
  answered_at: { en: 'Answered at', de: 'Beantwortet am', fr: 'Répondu le' },
  closed_at: { en: 'Closed at', de: 'Abgeschlossen am', fr: 'Clos le' },
  placed_at: { en: 'Ordered at', de: 'Bestellt am', fr: 'Commandé le' },
  paid_at: { en: 'Paid at', de: 'Bezahlt am', fr: 'Payé le' },
  amount: { en: 'Amount', de: 'Betrag', fr: 'Montant' },
  currency: { en: 'Currency', de: 'Währung', fr: 'Devise' },
  price: { en: 'Price', de: 'Preis', fr: 'Prix' },
  quantity: { en: 'Quantity', de: 'Menge', fr: 'Quantité' },
  due_on: { en: 'Due on', de: 'Fällig am', fr: 'Dû le' },
  at: { en: 'At', de: 'Am', fr: 'Le' },
  ip: { en: 'Internet address (IP)', de: 'Internetadresse (IP)', fr: 'Adresse internet (IP)' },
  ip_address: { en: 'Internet address (IP)', de: 'Internetadresse (IP)', fr: 'Adresse internet (IP)' },
};

/** A column in words of a language: `full_name` and `fullName` become "Full name". What nobody has words for is its name, taken apart. */
export function columnInWords(column: string, language: Language): string {
  const words = column.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const plain = words.replaceAll(/[-_.]+/g, ' ').trim();
  return COLUMNS[words]?.[language] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
