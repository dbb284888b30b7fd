import type { Language } from '../request/types.js';

/** Kinds of data (Fideslang taxonomy) as a person reads them: GDPR Art. 15(1)(b) in plain words. */
const CATEGORY_WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  system: { en: 'Technical data', de: 'Technische Daten', fr: 'Données techniques' },
  'system.operations': {
    en: 'Data of organisations and of operation',
    de: 'Daten von Organisationen und des Betriebs',
    fr: 'Données d’organismes et d’exploitation',
  },
  user: { en: 'Data about the person', de: 'Daten über die Person', fr: 'Données sur la personne' },
  'user.account': { en: 'Account', de: 'Konto', fr: 'Compte' },
  'user.authorization': { en: 'Sign-in data', de: 'Anmeldedaten', fr: 'Données de connexion' },
  'user.behavior': { en: 'What the person did', de: 'Was die Person getan hat', fr: 'Ce que la personne a fait' },
  'user.behavior.browsing_history': { en: 'Pages visited', de: 'Besuchte Seiten', fr: 'Pages visitées' },
  'user.behavior.media_consumption': { en: 'Media used', de: 'Genutzte Medien', fr: 'Médias consultés' },
  'user.behavior.purchase_history': { en: 'Purchases', de: 'Käufe', fr: 'Achats' },
  'user.behavior.search_history': { en: 'Searches', de: 'Suchanfragen', fr: 'Recherches' },
  'user.biometric': { en: 'Biometric data', de: 'Biometrische Daten', fr: 'Données biométriques' },
  'user.childrens': { en: 'Data about a child', de: 'Daten über ein Kind', fr: 'Données sur un enfant' },
  'user.contact': { en: 'Contact data', de: 'Kontaktdaten', fr: 'Coordonnées' },
  'user.contact.address': { en: 'Postal address', de: 'Postanschrift', fr: 'Adresse postale' },
  'user.contact.address.city': { en: 'Town', de: 'Ort', fr: 'Ville' },
  'user.contact.address.country': { en: 'Country', de: 'Land', fr: 'Pays' },
  'user.contact.address.postal_code': { en: 'Postcode', de: 'Postleitzahl', fr: 'Code postal' },
  'user.contact.address.state': { en: 'Region', de: 'Region', fr: 'Région' },
  'user.contact.address.street': { en: 'Street', de: 'Straße', fr: 'Rue' },
  'user.contact.email': { en: 'E-mail address', de: 'E-Mail-Adresse', fr: 'Adresse électronique' },
  'user.contact.fax_number': { en: 'Fax number', de: 'Faxnummer', fr: 'Numéro de télécopie' },
  'user.contact.organization': { en: 'Organisation', de: 'Organisation', fr: 'Organisme' },
  'user.contact.phone_number': { en: 'Telephone number', de: 'Telefonnummer', fr: 'Numéro de téléphone' },
  'user.contact.url': { en: 'Website', de: 'Website', fr: 'Site web' },
  'user.content': {
    en: 'What the person wrote or sent',
    de: 'Was die Person geschrieben oder gesendet hat',
    fr: 'Ce que la personne a écrit ou envoyé',
  },
  'user.demographic': {
    en: 'Age, sex, origin and the like',
    de: 'Alter, Geschlecht, Herkunft und Ähnliches',
    fr: 'Âge, sexe, origine et données similaires',
  },
  'user.demographic.date_of_birth': { en: 'Date of birth', de: 'Geburtsdatum', fr: 'Date de naissance' },
  'user.device': { en: 'Device', de: 'Gerät', fr: 'Appareil' },
  'user.device.cookie_id': { en: 'Cookie', de: 'Cookie', fr: 'Cookie' },
  'user.device.ip_address': { en: 'IP address', de: 'IP-Adresse', fr: 'Adresse IP' },
  'user.financial': { en: 'Payment and money', de: 'Zahlung und Geld', fr: 'Paiement et argent' },
  'user.financial.bank_account': { en: 'Bank account', de: 'Bankkonto', fr: 'Compte bancaire' },
  'user.financial.credit_card': { en: 'Card', de: 'Karte', fr: 'Carte' },
  'user.government_id': { en: 'Official number', de: 'Amtliche Nummer', fr: 'Numéro officiel' },
  'user.health_and_medical': { en: 'Health', de: 'Gesundheit', fr: 'Santé' },
  'user.job_title': { en: 'Position', de: 'Funktion', fr: 'Fonction' },
  'user.location': { en: 'Location', de: 'Standort', fr: 'Localisation' },
  'user.name': { en: 'Name', de: 'Name', fr: 'Nom' },
  'user.privacy_preferences': {
    en: 'Choices about the use of data',
    de: 'Entscheidungen über die Nutzung der Daten',
    fr: 'Choix sur l’utilisation des données',
  },
  'user.profiling': { en: 'Profile', de: 'Profil', fr: 'Profil' },
  'user.sensor': { en: 'Measurements', de: 'Messwerte', fr: 'Mesures' },
  'user.settings': { en: 'Settings', de: 'Einstellungen', fr: 'Réglages' },
  'user.social': { en: 'Social networks', de: 'Soziale Netzwerke', fr: 'Réseaux sociaux' },
  'user.telemetry': { en: 'Use of a program', de: 'Nutzung eines Programms', fr: 'Utilisation d’un programme' },
  'user.unique_id': { en: 'Number or sign that identifies', de: 'Kennnummer oder Kennzeichen', fr: 'Numéro ou signe d’identification' },
  'user.user_sensor': { en: 'Measurements', de: 'Messwerte', fr: 'Mesures' },
  'user.workplace': { en: 'Workplace', de: 'Arbeitsplatz', fr: 'Lieu de travail' },
};

/** The word for a kind of data; of one that is not in the list, that of the nearest kind above it. */
export function categoryInWords(category: string, language: Language): string {
  for (let key = category; key !== ''; key = key.slice(0, Math.max(0, key.lastIndexOf('.')))) {
    const words = Object.hasOwn(CATEGORY_WORDS, key) ? CATEGORY_WORDS[key] : undefined;
    if (words !== undefined) return words[language];
  }
  return category;
}

/** Several of them, each word once. */
export function categoriesInWords(categories: readonly string[], language: Language): string[] {
  return [...new Set(categories.map((category) => categoryInWords(category, language)))];
}
