import { describe, expect, it } from '@jest/globals';
import { AUTHORITY_LIST } from '../../domain/authorities-data.js';
import type { LetterCommon } from '../../domain/letters/common-facts.js';
import { formatDateInWords } from '../../domain/letters/dates.js';
import type { LetterCode } from '../../domain/letters/facts.js';
import { formatMoney } from '../../domain/letters/words.js';
import { LETTER_CODES, notificationOf } from '../../domain/notifications.js';
import { LANGUAGES, type Language } from '../../domain/request/types.js';
import { composeLetter, renderLetter } from './render.js';
import { sampleFacts } from './samples.js';
import { templateFiles, templateVersion } from './template-version.js';

type Facts = LetterCommon & Record<string, unknown>;
const factsOf = (code: LetterCode, language: Language): Facts => ({ ...sampleFacts(language, 'EU')[code] });
const flat = (words: string) => words.replace(/\s+/g, ' ');
const textOf = (code: LetterCode, facts: Facts) => flat(renderLetter(code, facts as never).text);

/** What belongs to the house, the law or the wording, not to the case. */
const SAME_FOR_ALL = new Set(['language', 'timeZone', 'controller', 'regime', 'authority', 'complaintUrl', 'replyAddress', 'currency']);
const REFERENCE = 'RR-2026-4F7K2M';
const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT/;
const CODE_WORD = /^[a-z][a-z-]*$/;

const later = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 500 * 86_400_000).toISOString().slice(0, 10);

/** The value of the same fact in another case. Codes that choose a wording stay: the letter is of the same kind. */
function other(value: unknown, name = ''): unknown {
  if (SAME_FOR_ALL.has(name)) return value;
  if (typeof value === 'number') return value * 3 + 7;
  if (Array.isArray(value)) return value.map((inner) => other(inner));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([inner, of]) => [inner, other(of, inner)]));
  if (typeof value !== 'string' || CODE_WORD.test(value)) return value;
  if (DATE.test(value)) return later(value);
  if (INSTANT.test(value)) return `${later(value.slice(0, 10))}T08:05:00Z`;
  if (value.includes(REFERENCE)) return value.replace(REFERENCE, 'RR-2028-7H2W9C');
  if (/^https?:/.test(value)) return `${value.slice(0, -6)}OTHER9`;
  return [...value].reverse().join('');
}

/** How each fact reads that differs between two cases; `name` tells amounts from counts. */
function readings(one: unknown, two: unknown, language: Language, name = ''): [string, string][] {
  if (typeof one === 'object' && one !== null)
    return Object.keys(one).flatMap((key) => readings(Reflect.get(one, key), Reflect.get(Object(two), key), language, key));
  if (one === two || one === null || two === null) return [];
  if (typeof one === 'number' && typeof two === 'number')
    return name === 'amountMinor' ? [[formatMoney(one, 'GBP', language), formatMoney(two, 'GBP', language)]] : [];
  if (typeof one !== 'string' || typeof two !== 'string') return [];
  if (DATE.test(one) || INSTANT.test(one))
    return [[formatDateInWords(one.slice(0, 10), language), formatDateInWords(two.slice(0, 10), language)]];
  return [[flat(one), flat(two)]];
}

const EVERY = LETTER_CODES.flatMap((code) => LANGUAGES.map((language) => ({ code, language })));

describe('two cases of one kind', () => {
  it.each(EVERY)('$code in $language: each letter says what is of its case, and nothing of the other', ({ code, language }) => {
    const one = factsOf(code, language);
    const two = other(one) as Facts;
    const [first, second] = [textOf(code, one), textOf(code, two)];
    const told = readings(one, two, language).filter(([reading]) => first.includes(reading));
    expect(told.length).toBeGreaterThan(code.startsWith('STAFF') ? 1 : 2);
    for (const [ofOne, ofTwo] of told) {
      expect(second).toContain(ofTwo);
      expect(second).not.toContain(ofOne);
      expect(first).not.toContain(ofTwo);
    }
  });

  it('is held by a text that says the same to all', () => {
    const one = factsOf('REFUSAL', 'en');
    const frozen = textOf('REFUSAL', one);
    expect(readings(one, other(one), 'en').some(([ofOne]) => frozen.includes(ofOne))).toBe(true);
  });
});

describe('the subject of a letter', () => {
  it.each(EVERY)('$code in $language is the same whoever it is about, but for the reference', ({ code, language }) => {
    const one = factsOf(code, language);
    const subjects = [one, other(one) as Facts].map((facts) =>
      renderLetter(code, facts as never).subject.replace(` [${facts.reference}]`, ''),
    );
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toMatch(/\d{2}|@|SAMPLE|Harbour|Maximiliane/);
  });
});

describe('the remedies by country', () => {
  it.each(AUTHORITY_LIST.map((authority) => [authority.id, authority] as const))(
    '%s: a refusal names its own authority and courts',
    (id, authority) => {
      const regime = id === 'GB' ? 'UK-2026-06-19' : 'EU';
      for (const language of LANGUAGES) {
        const text = flat(renderLetter('REFUSAL', { ...sampleFacts(language, regime).REFUSAL, authority }).text);
        for (const part of [authority.name, ...authority.address, authority.complaintUrl ?? authority.web])
          expect(text).toContain(flat(part));
        expect(text).toMatch(id === 'GB' ? /164A[\s\S]*165/ : /77[\s\S]*79/);
        expect(text).not.toMatch(id === 'GB' ? /\b7[79]\b/ : /164A/);
        const others = AUTHORITY_LIST.filter((one) => one.id !== id && !authority.name.includes(one.name) && text.includes(one.name));
        expect(others).toEqual([]);
      }
    },
  );
});

describe('a note of staff', () => {
  const note = 'OWN-WORDS: we spoke on the telephone.';

  it.each(EVERY)('$code in $language: stands behind the opening, and every other part is there as before', ({ code, language }) => {
    if (notificationOf(code).audience !== 'requester') return;
    const facts = factsOf(code, language);
    const plain = composeLetter(code, facts).blocks;
    const noted = composeLetter(code, { ...facts, note }).blocks;
    const at = noted.findIndex((block) => block.kind === 'paragraph' && JSON.stringify(block).includes('OWN-WORDS'));
    expect(noted.filter((_, index) => index !== at)).toEqual(plain);
    expect(at).toBeGreaterThan(0);
    // Nothing that announces what follows is cut off from it.
    const before = noted[at - 1];
    expect(before?.kind === 'paragraph' ? JSON.stringify(before.inlines.at(-1)) : '').not.toMatch(/:\s?"}$/);
  });
});

describe('what was granted in part', () => {
  const PARTS = ['RESTRICTED', 'OBJECTION_UPHELD', 'ERASED', 'ERASED_PARTIAL'] as const;
  const partly = 'PART-REASONS: the register of the issuer stays as it is.';
  const all = PARTS.flatMap((code) => LANGUAGES.map((language) => ({ code, language })));

  it.each(all)(
    '$code in $language: gives the reasons, the authority and the court, and cannot be written without',
    ({ code, language }) => {
      const facts = factsOf(code, language);
      const text = textOf(code, { ...facts, partly });
      expect(text).toContain('PART-REASONS');
      expect(text).toContain(facts.authority?.name);
      expect(text).toMatch(/\b79\b/);
      expect(textOf(code, facts)).not.toContain('PART-REASONS');
      expect(() => textOf(code, { ...facts, partly, authority: null })).toThrow('LETTER_INCOMPLETE');
    },
  );
});

describe('a mixed answer', () => {
  it.each(LANGUAGES)('names in %s what rests on the policy alone, below the remedies that do not cover it', (language) => {
    const text = textOf('DISCLOSURE', { ...factsOf('DISCLOSURE', language), policyItems: ['Our registers / Seals', 'Shop / Company'] });
    expect(text).toContain('Our registers / Seals; Shop / Company');
    expect(text.indexOf('Our registers / Seals')).toBeGreaterThan(text.search(/\b79\b/));
  });
});

describe('the version of a letter’s templates', () => {
  it('is a hash of its own template, the partials it uses and the frame', () => {
    const files = templateFiles('REFUSAL', 'de');
    expect(files).toEqual(
      expect.arrayContaining([
        'letters/de/REFUSAL.hbs',
        'partials/letter-remedies.de.hbs',
        'partials/letter-greeting.de.hbs',
        'emails/letter.hbs',
      ]),
    );
    expect(files).not.toContain('partials/letter-download.de.hbs');
    expect(templateVersion('REFUSAL', 'de')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('differs between letters and between languages', () => {
    const versions = EVERY.map(({ code, language }) => templateVersion(code, language));
    expect(new Set(versions).size).toBe(EVERY.length);
  });
});

describe('an erasure that found nothing more', () => {
  it.each([
    ['en', 'nothing about you was left', 'We erased the data about you'],
    ['de', 'nichts über Sie mehr da', 'wir haben die Daten über Sie am'],
    ['fr', 'il ne restait rien sur vous', 'Nous avons effacé les données'],
  ] as const)('says so in %s, and does not say that something was erased', (language, said, notSaid) => {
    const facts = { ...factsOf('ERASED', language), erased: [], outstanding: [], byHand: [], isNothingLeft: true };
    expect(textOf('ERASED', facts)).toContain(said);
    expect(textOf('ERASED', facts)).not.toContain(notSaid);
    expect(textOf('ERASED', factsOf('ERASED', language))).toContain(notSaid);
    expect(textOf('ERASED', factsOf('ERASED', language))).toContain('Reading room');
  });

  it('a letter about a part names what stays beside the file of the requests', () => {
    expect(textOf('ERASED_PARTIAL', factsOf('ERASED_PARTIAL', 'en'))).toContain('Apart from what is named below we keep only');
    expect(textOf('ERASED', factsOf('ERASED', 'en'))).toContain('We keep only the file of your requests');
  });
});
