import { describe, expect, it } from '@jest/globals';
import { columnInWords } from './column-words.js';

describe('a column in words', () => {
  it.each([
    ['full_name', 'Full name', 'Vollständiger Name', 'Nom complet'],
    ['fullName', 'Full name', 'Vollständiger Name', 'Nom complet'],
    ['receivedAt', 'Received at', 'Eingegangen am', 'Reçu le'],
    ['loyalty_points', 'Loyalty points', 'Loyalty points', 'Loyalty points'],
  ])('%s', (column, en, de, fr) => {
    expect([columnInWords(column, 'en'), columnInWords(column, 'de'), columnInWords(column, 'fr')]).toEqual([en, de, fr]);
  });
});
