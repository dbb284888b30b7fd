import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_CALENDARS } from './calendars/index.js';
import { computeClock } from './clock.js';
import { explainIn } from './explain-in.js';
import type { ClockEvent, ClockInput } from './input.js';
import type { ExplanationEntry } from './result.js';

const vectors: { id: string; input: ClockInput }[] = JSON.parse(
  readFileSync(new URL('../../tests/fixtures/clock-vectors.json', import.meta.url), 'utf8'),
);

function entriesOf(input: ClockInput): ExplanationEntry[] {
  const calendar = BUILT_IN_CALENDARS.get(input.calendar);
  if (calendar === undefined) throw new Error(`no calendar ${input.calendar}`);
  return computeClock(input, calendar).explanation;
}

/** Beyond the vectors: what has no effect, and what is still open. */
const events = (jurisdiction: 'EU' | 'UK', list: ClockEvent[], right: ClockInput['right'] = 'access'): ClockInput => ({
  jurisdiction,
  calendar: jurisdiction === 'EU' ? 'BE' : 'ENG',
  timeZone: 'Europe/London',
  right,
  received: '2026-11-02T09:00:00Z',
  events: list,
});
const MORE: ClockInput[] = [
  events('EU', [{ type: 'fee-notified', on: '2026-11-05', ground: 'unfounded-or-excessive' }]),
  events('UK', [{ type: 'fee-notified', on: '2026-11-05', ground: 'further-copy' }]),
  events('UK', [{ type: 'clarification-requested', on: '2026-11-05' }], 'erasure'),
  events('UK', [{ type: 'clarification-requested', on: '2026-11-05' }]),
  events('UK', [
    { type: 'identity-requested', on: '2026-11-05' },
    { type: 'identity-received', on: '2026-11-09' },
  ]),
  events('EU', [
    { type: 'identity-requested', on: '2026-11-05' },
    { type: 'identity-received', on: '2026-11-05' },
  ]),
  events('EU', [
    { type: 'extension-notified', on: '2026-11-20' },
    { type: 'extension-notified', on: '2026-11-21' },
  ]),
  events('EU', [{ type: 'extension-notified', on: '2027-01-20' }]),
  events('EU', [{ type: 'identity-received', on: '2026-11-20' }], 'objection'),
];
const ALL = [...vectors.map(({ input }) => input), ...MORE].flatMap(entriesOf);

describe('the explanation of the clock in other languages', () => {
  it('has words for every rule that any case meets, with its values in them', () => {
    expect(new Set(ALL.map(({ rule }) => rule)).size).toBeGreaterThan(12);
    for (const entry of ALL)
      for (const language of ['de', 'fr'] as const) {
        const text = explainIn(entry, language);
        expect(text).not.toBe(entry.text);
        // A holiday keeps the name it has in its calendar, in brackets.
        expect(text.replace(/\([^)]*\)/g, '')).not.toMatch(
          /undefined|null|NaN|\d{4}-\d\d| {2}|\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/,
        );
        expect(text).toMatch(/\.$/);
      }
  });

  it('tells the same dates as the English text', () => {
    const entry = ALL.find(({ rule }) => rule === 'one-month');
    if (entry === undefined) throw new Error('no month');
    const days = [entry.from, entry.to].map((date) => String(Number(date?.slice(8))));
    for (const language of ['en', 'de', 'fr'] as const)
      for (const day of days) expect(explainIn(entry, language)).toMatch(new RegExp(`\\b${day}\\b`));
  });

  it('stays English where English is read, and fails for a rule without words', () => {
    const [entry] = ALL;
    if (entry === undefined) throw new Error('nothing explained');
    expect(explainIn(entry, 'en')).toBe(entry.text);
    expect(() => explainIn({ ...entry, rule: 'made-up' }, 'fr')).toThrow('made-up');
  });
});
