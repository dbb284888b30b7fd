/** What people call a field, in English, German and French, and the data categories it stands for (Fideslang taxonomy). */
const WORDS: readonly (readonly [categories: readonly string[], words: readonly string[]])[] = [
  [
    ['user.name'],
    [
      'name',
      'full name',
      'first name',
      'last name',
      'surname',
      'family name',
      'given name',
      'vorname',
      'nachname',
      'nom',
      'prenom',
      'holder',
    ],
  ],
  [['user.contact.email'], ['email', 'e mail', 'mail', 'email address', 'e mail address', 'courriel', 'adresse email', 'e mail adresse']],
  [['user.contact.phone_number'], ['phone', 'telephone', 'telefon', 'mobile', 'handy', 'phone number', 'telefonnummer', 'portable']],
  [['user.contact.address'], ['address', 'adresse', 'anschrift', 'home address', 'postal address']],
  [['user.contact.address.street'], ['street', 'strasse', 'rue', 'line', 'house number']],
  [['user.contact.address.city'], ['city', 'town', 'ort', 'stadt', 'ville']],
  [['user.contact.address.postal_code'], ['postcode', 'post code', 'postal code', 'zip', 'plz', 'postleitzahl', 'code postal']],
  [['user.contact.address.country'], ['country', 'land', 'pays']],
  [['user.job_title'], ['job title', 'title', 'position', 'role', 'funktion', 'fonction']],
  [['user.demographic.date_of_birth'], ['date of birth', 'birthday', 'birth date', 'geburtsdatum', 'date de naissance']],
];

/** How well a person's word for a field fits a described one: 2 the same name, 1 the same kind of data, 0 not at all. */
export function fitOf(word: string, field: { name: string; categories: readonly string[] }): 0 | 1 | 2 {
  const wanted = normalWord(word);
  if (wanted === '') return 0;
  if (wanted === normalWord(field.name)) return 2;
  const kinds = WORDS.filter(([, words]) => words.includes(wanted)).flatMap(([categories]) => categories);
  return kinds.some((kind) => field.categories.some((category) => category === kind || category.startsWith(`${kind}.`))) ? 1 : 0;
}

/** Case, accents, hyphens and underscores do not count; `fullName` reads as `full name`. */
export function normalWord(word: string): string {
  return word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Whether what the person says stands there is what stands there: case and outer blanks do not count. */
export function isSameValue(said: string, stands: unknown): boolean {
  if (stands === null || stands === undefined) return said.trim() === '';
  const text = typeof stands === 'object' ? JSON.stringify(stands) : String(stands);
  return text.trim().toLowerCase() === said.trim().toLowerCase();
}
