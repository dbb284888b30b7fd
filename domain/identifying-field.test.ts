import { describe, expect, it } from '@jest/globals';
import { isIdentifyingField } from './identifying-field.js';

describe('a field by which somebody is recognised', () => {
  it.each([
    'name',
    'Full name',
    'surname',
    'e-mail address',
    'email_address',
    'date of birth',
    'the spelling of my name on the certificate',
    'name and street',
    'Name',
    'Geburtsdatum',
    'Geburtsname',
    'mein Nachname ist falsch',
    'E-Mail-Adresse',
    'nom',
    'prénom',
    'date de naissance',
    'adresse électronique',
  ])('%s', (field) => expect([field, isIdentifyingField(field)]).toEqual([field, true]));

  it.each([
    'street',
    'company name',
    'trading name',
    'Firmenname',
    'raison sociale',
    'name of the street',
    'grade',
    'username policy',
    '',
    'telephone',
  ])('not: %s', (field) => expect([field, isIdentifyingField(field)]).toEqual([field, false]));

  it('is told in no time, however long', () => expect(isIdentifyingField('a '.repeat(100_000))).toBe(false));
});
