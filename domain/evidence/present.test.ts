import { describe, expect, it } from '@jest/globals';
import { EVIDENCE_EVENTS, evidenceText } from './present.js';
import { EVIDENCE_TEXTS_DE } from './texts/de.js';
import { EVIDENCE_TEXTS_EN } from './texts/en.js';
import { EVIDENCE_TEXTS_FR } from './texts/fr.js';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the timeline', () => {
  it.each(Object.entries({ de: EVIDENCE_TEXTS_DE, fr: EVIDENCE_TEXTS_FR }))('says in %s what it says in English', (_, texts) => {
    for (const [event, text] of Object.entries(EVIDENCE_TEXTS_EN)) {
      expect([event, placeholders(new Map(Object.entries(texts)).get(event) ?? '')]).toEqual([event, placeholders(text)]);
    }
  });

  it.each(['en', 'de', 'fr'])('is made of plain sentences in %s', (language) => {
    for (const event of EVIDENCE_EVENTS) {
      const text = evidenceText(event, {}, language);
      expect(text).toMatch(/^[^{}!]+\.$/);
      expect(text.length).toBeLessThan(160);
    }
  });

  it.each([
    ['en', 'The dates were computed: due date Monday 4 January 2027, safe date Thursday 24 December 2026, target Monday 14 December 2026.'],
    [
      'de',
      'Die Termine wurden berechnet: Fälligkeit Montag, 4. Januar 2027, sicherer Termin Donnerstag, 24. Dezember 2026, Ziel Montag, 14. Dezember 2026.',
    ],
  ])('puts dates into words (%s)', (language, expected) => {
    expect(evidenceText('deadline-computed', { dueOn: '2027-01-04', safeOn: '2026-12-24', targetOn: '2026-12-14' }, language)).toBe(
      expected,
    );
  });

  it('says that a date is still open', () => {
    expect(evidenceText('deadline-computed', { dueOn: null, safeOn: '2026-12-24', targetOn: '2026-12-14' }, 'en')).toContain(
      'due date still open',
    );
  });

  it('puts codes, amounts and lists into words', () => {
    expect(evidenceText('received', { channel: 'in_person' }, 'fr')).toBe('La demande a été reçue (sur place).');
    expect(evidenceText('fee-notified', { amountMinor: 1250, currency: 'GBP', payByOn: '2026-12-24' }, 'en')).toContain('12.50 GBP');
    expect(evidenceText('linked', { references: ['RR-1', 'RR-2'] }, 'en')).toContain('RR-1, RR-2');
    expect(evidenceText('classified', { right: 'access' }, 'de')).toContain('Auskunftsrecht');
  });

  it('names what it does not know, and speaks English where it knows no better', () => {
    expect(evidenceText('something-later', { x: 1 }, 'en')).toBe('something-later.');
    expect(evidenceText('withdrawn', null, 'nl')).toBe('The request was withdrawn.');
  });
});
