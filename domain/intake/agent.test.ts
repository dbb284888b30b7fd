import { describe, expect, it } from '@jest/globals';
import { recogniseAgent, wantedAddressIn } from './agent.js';

describe('mails that are written for another person', () => {
  it.each([
    ['I act for Ms Ida Quellmann and request a copy of all personal data you hold about her.', 'authorised', 'Ida Quellmann'],
    [
      'We are instructed by Mr. John Smith in this matter. Please treat this letter as a subject access request.',
      'authorised',
      'John Smith',
    ],
    ['This is a request on behalf of our client, Rosa Miller. A form of authority is enclosed.', 'authorised', 'Rosa Miller'],
    ['I am writing on behalf of my mother Erna Weiss, who cannot use a computer.', 'authorised', 'Erna Weiss'],
    ['Please send me what you hold about my daughter Lea Morgan, she is 9 years old.', 'parent', 'Lea Morgan'],
    ['My son is 13 and opened an account with you. Please delete it.', 'parent', undefined],
    ['Meine Tochter (12) hat sich angemeldet, bitte löschen Sie das Profil.', 'parent', undefined],
    ['En tant que parent, je souhaite que le profil soit supprimé.', 'parent', undefined],
    ['My father George Pappas has asked me to write for him.', 'authorised', 'George Pappas'],
    ['Mein Vater, Herr Georg Pappas, hat mich bevollmächtigt.', 'authorised', 'Georg Pappas'],
    ["Mon père, M. Georges Pappas, m'a donné procuration.", 'authorised', 'Georges Pappas'],
    ['I am the guardian of Tom Hill and ask for his records.', 'guardian', 'Tom Hill'],
    ['On behalf of our company we ask which data of the firm you keep.', 'organisation', undefined],
    ['Im Namen meiner Mandantin Ida Quellmann beantrage ich Auskunft nach Art. 15 DSGVO.', 'authorised', 'Ida Quellmann'],
    ['Hiermit zeigen wir an, dass wir Herrn Max Müller vertreten. Vollmacht liegt bei.', 'authorised', undefined],
    ['Namens und in Vollmacht von Frau Ute Klein verlangen wir die Löschung ihrer Daten.', 'authorised', undefined],
    ['Ich bitte um Auskunft über meinen Sohn Jan Peters, 12 Jahre alt.', 'parent', 'Jan Peters'],
    ['Als Betreuerin von Karl Lang bitte ich um eine Kopie seiner Daten.', 'guardian', 'Karl Lang'],
    ['Au nom de mon client, Monsieur Jean Dupont, je demande l’accès à ses données.', 'authorised', 'Jean Dupont'],
    ['En ma qualité d’avocate, je vous demande l’effacement des données de Mme Anne Petit.', 'authorised', undefined],
    ['Je demande l’accès aux données concernant ma fille Léa Martin, 9 ans.', 'parent', 'Léa Martin'],
  ])('%s', (text, capacity, name) => {
    const found = recogniseAgent(text);
    expect([found?.verdict, found?.capacity]).toEqual(['agent', capacity]);
    if (name !== undefined) expect(found?.name).toBe(name);
  });

  it.each([
    ['Please send me all data you hold about me.'],
    ['I am not acting on behalf of anybody; these are my own data.'],
    ['I write on behalf of myself.'],
    ['Bitte löschen Sie mein Konto. Ich bin Kundin seit 2019.'],
    ['Im Namen der Transparenz: Welche Daten haben Sie über mich?'],
    ['Je demande une copie de mes données personnelles.'],
    ['Please pass my client data on to Fairmile.'],
    ['My late renewal made me curious: what do you hold about me?'],
    ['I am your client and want my data corrected.'],
  ])('says nothing of: %s', (text) => {
    expect(recogniseAgent(text)).toBeUndefined();
  });

  it.each([
    ['Please find the power of attorney attached and send the data.'],
    ['Our client wants all data that you hold.'],
    ['Die Vollmacht finden Sie anbei. Ich bitte um alle Daten.'],
    ['La procuration est jointe. Merci de nous envoyer les données.'],
  ])('leaves to a person: %s', (text) => {
    expect(recogniseAgent(text)?.verdict).toBe('unsure');
  });

  it('reads the age of a child, and is quick on hostile text', () => {
    expect(recogniseAgent('I ask about my son Tim Hill, aged 11 years old')?.childAge).toBe(11);
    const started = Date.now();
    recogniseAgent('my client on behalf of '.repeat(2_000));
    recogniseAgent('of A'.repeat(10_000));
    wantedAddressIn('send '.repeat(5_000), []);
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});

describe('an answer that is wanted elsewhere', () => {
  it.each([
    ['Please send it to my new address ida.new@example.org.', 'ida.new@example.org'],
    ['Bitte schicken Sie die Antwort an ida.neu@example.org, danke.', 'ida.neu@example.org'],
    ['Merci d’envoyer la réponse à ida.nouvelle@example.org', 'ida.nouvelle@example.org'],
    ['Please reply to ida@example.org', undefined],
    ['My account is shop@example.org. What do you hold about me?', undefined],
  ])('%s', (text, address) => {
    expect(wantedAddressIn(text, ['ida@example.org'])).toBe(address);
  });
});
