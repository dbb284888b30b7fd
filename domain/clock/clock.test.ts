import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../errors.js';
import { BUILT_IN_CALENDARS } from './calendars/index.js';
import { computeClock } from './clock.js';
import { dueIfAnsweredOn } from './if-answered.js';
import type { ClockEvent, ClockInput } from './input.js';
import type { ClockResult } from './result.js';

interface Vector {
  id: string;
  input: ClockInput;
  expected: Record<string, unknown>;
}

const vectors = JSON.parse(readFileSync(new URL('../../tests/fixtures/clock-vectors.json', import.meta.url), 'utf8')) as Vector[];

function clockOf(input: ClockInput): ClockResult {
  const calendar = BUILT_IN_CALENDARS.get(input.calendar);
  if (calendar === undefined) throw new Error(`no calendar ${input.calendar}`);
  return computeClock(input, calendar);
}

const uk = (received: string, events: ClockEvent[] = [], more: Partial<ClockInput> = {}): ClockInput => ({
  jurisdiction: 'UK',
  calendar: 'ENG',
  timeZone: 'Europe/London',
  right: 'access',
  received,
  events,
  ...more,
});
const eu = (received: string, events: ClockEvent[] = [], more: Partial<ClockInput> = {}): ClockInput => ({
  jurisdiction: 'EU',
  calendar: 'BE',
  timeZone: 'Europe/Brussels',
  right: 'access',
  received,
  events,
  ...more,
});
const rulesOf = (result: ClockResult): string[] => result.explanation.map((entry) => entry.rule);

describe('the vectors of the rule book', () => {
  it('are all here', () => expect(vectors).toHaveLength(50));
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, { input, expected }) => {
    const result = clockOf(input);
    expect({ ...result }).toMatchObject(expected);
    expect(result.explanation.every((entry) => entry.article.length > 0 && entry.text.length > 0)).toBe(true);
  });
});

describe('the law of the day of receipt', () => {
  it.each([
    ['2026-02-04', 'uk-2018-05-25'],
    ['2026-02-05', 'uk-2026-02-05'],
    ['2026-02-04T23:59:59Z', 'uk-2018-05-25'],
  ])('UK %s: %s', (received, ruleSet) => expect(clockOf(uk(received)).ruleSet).toBe(ruleSet));
  it('cites Art. 12A only where it applies', () => {
    expect(clockOf(uk('2026-02-04')).explanation[1]?.article).toContain('Art. 12(3)');
    expect(clockOf(uk('2026-02-05')).explanation[1]?.article).toContain('Art. 12A');
  });
  it('EU has one', () => expect(clockOf(eu('2026-06-01')).ruleSet).toBe('eu-2016-679'));
});

describe('what is asked of the person', () => {
  it('UK: the agent’s authority starts the month', () => {
    const result = clockOf(
      uk('2026-06-01', [
        { type: 'authority-requested', on: '2026-06-02' },
        { type: 'authority-received', on: '2026-06-12' },
      ]),
    );
    expect(result).toMatchObject({ start: '2026-06-12', due: '2026-07-13', excludedDays: 0 });
    expect(rulesOf(result)).toContain('start-authority');
  });
  it('EU: authority pauses like identity', () => {
    const result = clockOf(
      eu('2026-06-01', [
        { type: 'authority-requested', on: '2026-06-02' },
        { type: 'authority-received', on: '2026-06-12' },
      ]),
    );
    expect(result).toMatchObject({ start: '2026-06-01', excludedDays: 10, due: '2026-07-13' });
  });
  it('EU: a Recital 63 clarification pauses access, asking day counted', () => {
    const events: ClockEvent[] = [
      { type: 'clarification-requested', on: '2026-06-08', ref: 'a' },
      { type: 'clarification-received', on: '2026-06-12', ref: 'a' },
    ];
    expect(clockOf(eu('2026-06-01', events))).toMatchObject({ excludedDays: 4, due: '2026-07-06' });
    expect(clockOf(eu('2026-06-01', events, { right: 'portability' }))).toMatchObject({ excludedDays: 0, due: '2026-07-01' });
  });
  it('EU: an open identity request leaves the date open, one not made promptly does not', () => {
    expect(clockOf(eu('2026-06-01', [{ type: 'identity-requested', on: '2026-06-02' }]))).toMatchObject({
      state: 'pending',
      due: null,
      expiresAt: null,
      firstPeriodEnd: null,
      start: '2026-06-01',
      pendingBecause: [{ kind: 'identity', askedOn: '2026-06-02' }],
    });
    const late = clockOf(eu('2026-06-01', [{ type: 'identity-requested', on: '2026-06-02', promptly: false }]));
    expect(late).toMatchObject({ state: 'running', due: '2026-07-01' });
    expect(rulesOf(late)).toContain('not-prompt');
  });
  it('UK: promptness is not a condition of Art. 12A', () => {
    const events: ClockEvent[] = [
      { type: 'identity-requested', on: '2026-06-02', promptly: false },
      { type: 'identity-received', on: '2026-06-10' },
    ];
    expect(clockOf(uk('2026-06-01', events))).toMatchObject({ start: '2026-06-10' });
  });
  it('UK: a same-day clarification leaves out that day', () => {
    const events: ClockEvent[] = [
      { type: 'clarification-requested', on: '2026-06-10' },
      { type: 'clarification-received', on: '2026-06-10' },
    ];
    expect(clockOf(uk('2026-06-01', events))).toMatchObject({ excludedDays: 1, due: '2026-07-02' });
    expect(clockOf(eu('2026-06-01', events))).toMatchObject({ excludedDays: 0, due: '2026-07-01' });
  });
  it('an insufficient reply followed by a second question is one wait', () => {
    const events: ClockEvent[] = [
      { type: 'identity-requested', on: '2026-03-05' },
      { type: 'identity-requested', on: '2026-03-10' },
      { type: 'identity-received', on: '2026-03-21' },
    ];
    expect(clockOf(eu('2026-03-05', events)).excludedDays).toBe(16);
  });
  it('UK: a second round inside the month moves the start again, one after it does not', () => {
    const first: ClockEvent[] = [
      { type: 'identity-requested', on: '2026-06-02' },
      { type: 'identity-received', on: '2026-06-10' },
    ];
    const again = (asked: string, got: string): ClockEvent[] => [
      ...first,
      { type: 'identity-requested', on: asked },
      { type: 'identity-received', on: got },
    ];
    expect(clockOf(uk('2026-06-01', again('2026-06-20', '2026-06-25'))).start).toBe('2026-06-25');
    expect(clockOf(uk('2026-06-01', again('2026-07-25', '2026-07-30')))).toMatchObject({ start: '2026-06-10', due: '2026-07-10' });
  });
  it.each(['authority-requested', 'clarification-requested', 'fee-notified'] as const)('UK: a late %s leaves the case overdue', (type) => {
    const result = clockOf(uk('2026-06-01', [{ type, on: '2026-07-02', ground: 'unfounded-or-excessive' }]));
    expect(result).toMatchObject({ state: 'running', due: '2026-07-01', pendingBecause: [] });
    expect(rulesOf(result)).toContain('too-late');
  });
  it('a question on the very last day still counts', () => {
    expect(clockOf(uk('2026-06-01', [{ type: 'clarification-requested', on: '2026-07-01' }])).state).toBe('pending');
  });
});

describe('fees', () => {
  const paid = (ground: ClockEvent['ground']): ClockEvent[] => [
    { type: 'fee-notified', on: '2026-06-03', ground },
    { type: 'fee-paid', on: '2026-06-20' },
  ];
  it('UK: only that of Art. 12(5) moves the start', () => {
    expect(clockOf(uk('2026-06-01', paid('unfounded-or-excessive'))).start).toBe('2026-06-20');
    for (const ground of ['further-copy', 'policy-corporate', undefined] as const) {
      const result = clockOf(uk('2026-06-01', paid(ground)));
      expect(result).toMatchObject({ start: '2026-06-01', due: '2026-07-01' });
      expect(rulesOf(result)).toContain('fee-ground');
    }
  });
  it('a waived fee falls back, paid or not', () => {
    const waived: ClockEvent = { type: 'fee-waived', on: '2026-06-22' };
    expect(clockOf(uk('2026-06-01', [...paid('unfounded-or-excessive'), waived]))).toMatchObject({
      start: '2026-06-01',
      due: '2026-07-01',
    });
    expect(clockOf(uk('2026-06-01', [{ type: 'fee-notified', on: '2026-06-03', ground: 'unfounded-or-excessive' }, waived])).state).toBe(
      'running',
    );
  });
  it('an unpaid one leaves the UK date open', () => {
    const result = clockOf(uk('2026-06-01', [{ type: 'fee-notified', on: '2026-06-03', ground: 'unfounded-or-excessive' }]));
    expect(result).toMatchObject({ state: 'pending', pendingBecause: [{ kind: 'fee', askedOn: '2026-06-03' }] });
    expect(result.segments).toEqual([{ kind: 'before-start', from: '2026-06-01', to: null, days: null, because: 'fee' }]);
  });
});

describe('extension', () => {
  const notice = (on: string): ClockEvent => ({ type: 'extension-notified', on });
  it('counts on the last day of the first period and not on the next', () => {
    expect(clockOf(uk('2026-06-01', [notice('2026-07-01')]))).toMatchObject({ due: '2026-09-01', isExtended: true });
    const late = clockOf(uk('2026-06-01', [notice('2026-07-02')]));
    expect(late).toMatchObject({ due: '2026-07-01', isExtended: false });
    expect(rulesOf(late)).toContain('extension-late');
  });
  it('counts once, and not before receipt', () => {
    const result = clockOf(uk('2026-06-01', [notice('2026-06-10'), notice('2026-06-12'), notice('2026-05-10')]));
    expect(result.due).toBe('2026-09-01');
    expect(rulesOf(result)).toEqual(expect.arrayContaining(['extension-second', 'extension-before-receipt']));
  });
  it('with a question open the date stays open', () => {
    const result = clockOf(uk('2026-06-01', [notice('2026-06-20'), { type: 'clarification-requested', on: '2026-06-10' }]));
    expect(result).toMatchObject({ due: null, state: 'pending', isExtended: true });
  });
  it('clamps from the start, never from the first end', () => {
    const result = clockOf(eu('2026-11-30', [notice('2026-12-28')]));
    expect(rulesOf(result)).toContain('last-day-of-month');
    expect(clockOf(uk('2027-01-31', [notice('2027-02-10')])).due).toBe('2027-04-30');
  });
});

describe('events that fit nothing', () => {
  it.each(['identity-received', 'authority-received', 'clarification-received', 'fee-paid', 'fee-waived'] as const)(
    '%s alone is explained',
    (type) => {
      const result = clockOf(uk('2026-06-01', [{ type, on: '2026-06-10' }]));
      expect(result.due).toBe('2026-07-01');
      expect(rulesOf(result)).toContain('nothing-to-answer');
    },
  );
  it('an answer before its question answers nothing', () => {
    const result = clockOf(
      uk('2026-06-01', [
        { type: 'identity-received', on: '2026-06-05' },
        { type: 'identity-requested', on: '2026-06-10' },
      ]),
    );
    expect(result.state).toBe('pending');
  });
  it('what was asked and answered before receipt moves nothing', () => {
    const events: ClockEvent[] = [
      { type: 'identity-requested', on: '2026-05-01' },
      { type: 'identity-received', on: '2026-05-10' },
    ];
    expect(clockOf(uk('2026-06-01', events))).toMatchObject({ start: '2026-06-01', due: '2026-07-01' });
    expect(clockOf(eu('2026-06-01', events))).toMatchObject({ excludedDays: 0, due: '2026-07-01' });
  });
  it('a clarification of another ref answers nothing; without a ref it answers all', () => {
    const asked: ClockEvent[] = [
      { type: 'clarification-requested', on: '2026-06-08', ref: 'a' },
      { type: 'clarification-requested', on: '2026-06-08', ref: 'b' },
    ];
    expect(
      clockOf(uk('2026-06-01', [...asked, { type: 'clarification-received', on: '2026-06-09', ref: 'c' }])).pendingBecause,
    ).toHaveLength(2);
    expect(clockOf(uk('2026-06-01', [...asked, { type: 'clarification-received', on: '2026-06-09' }])).state).toBe('running');
  });
  it('an objection is told that marketing stops at once', () => {
    expect(clockOf(eu('2026-06-01', [], { right: 'objection' })).explanation.at(-1)?.article).toBe('GDPR Art. 21(3)');
    expect(clockOf(uk('2026-06-01', [], { right: 'objection' })).explanation.at(-1)?.article).toBe('UK GDPR Art. 21(3)');
  });
});

describe('a question still open', () => {
  it('tells what the date would be', () => {
    const open = uk('2026-06-01', [
      { type: 'clarification-requested', on: '2026-06-10', ref: 'c1' },
      { type: 'identity-requested', on: '2026-06-02' },
    ]);
    const calendar = BUILT_IN_CALENDARS.get('ENG');
    if (calendar === undefined) throw new Error('ENG is missing');
    expect(dueIfAnsweredOn(open, calendar, '2026-06-15')).toBe('2026-07-15');
    expect(dueIfAnsweredOn(open, calendar, '2026-06-01')).toBeNull();
    expect(dueIfAnsweredOn(uk('2026-06-01'), calendar, '2026-06-15')).toBe('2026-07-01');
  });
  it('the segments end with it', () => {
    const events: ClockEvent[] = [
      { type: 'clarification-requested', on: '2026-06-03', ref: 'a' },
      { type: 'clarification-received', on: '2026-06-05', ref: 'a' },
      { type: 'clarification-requested', on: '2026-06-12', ref: 'c' },
      { type: 'clarification-requested', on: '2026-06-10', ref: 'b' },
    ];
    expect(clockOf(uk('2026-06-01', events))).toMatchObject({
      excludedDays: 3,
      segments: [
        { kind: 'month', from: '2026-06-01', to: '2026-06-02', days: 2 },
        { kind: 'pause', from: '2026-06-03', to: '2026-06-05', days: 3 },
        { kind: 'month', from: '2026-06-06', to: '2026-06-09', days: 4 },
        { kind: 'pause', from: '2026-06-10', to: null, days: null, because: 'clarification' },
      ],
    });
  });
});

describe('what cannot be read', () => {
  const fieldsOf = (input: ClockInput, code = 'ENG'): unknown => {
    const calendar = BUILT_IN_CALENDARS.get(code);
    if (calendar === undefined) throw new Error('no calendar');
    try {
      return computeClock(input, calendar);
    } catch (problem) {
      return problem instanceof DomainError ? problem.fields.map((field) => field.pointer) : problem;
    }
  };
  it('is refused with pointers', () => {
    expect(fieldsOf(uk('2026-02-30'))).toEqual(['/received']);
    expect(fieldsOf(uk('2026-02-03T10:00'))).toEqual(['/received']);
    expect(fieldsOf(uk('2026-06-01', [{ type: 'fee-paid', on: 'soon' }]))).toEqual(['/events/0/on']);
    expect(fieldsOf(uk('2026-06-01', [], { timeZone: 'Mars/Olympus' }))).toEqual(['/timeZone']);
    expect(fieldsOf(uk('2026-06-01'), 'SCT')).toEqual(['/calendar']);
  });
});
