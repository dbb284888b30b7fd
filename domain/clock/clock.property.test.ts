import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RIGHTS } from '../request/types.js';
import { type HolidayCalendar, isWorkingDay, rollForward } from './calendar.js';
import { BUILT_IN_CALENDARS } from './calendars/index.js';
import { computeClock } from './clock.js';
import { addMonths, civilOf, type Day, dayOf, formatDay, parseDay } from './day.js';
import { CLOCK_EVENT_TYPES, type ClockEvent, type ClockInput, FEE_GROUNDS } from './input.js';
import type { ClockResult } from './result.js';

const RUNS = { numRuns: 200 };
const calendars = [...BUILT_IN_CALENDARS.values()];
const FIRST = dayOf(2019, 1, 1);

interface Subject {
  input: ClockInput;
  calendar: HolidayCalendar;
  receivedOn: Day;
}

const event = (receivedOn: Day): fc.Arbitrary<ClockEvent> =>
  fc.record(
    {
      type: fc.constantFrom(...CLOCK_EVENT_TYPES),
      on: fc.integer({ min: -5, max: 120 }).map((after) => formatDay(receivedOn + after)),
      ref: fc.constantFrom('a', 'b', 'c'),
      ground: fc.constantFrom(...FEE_GROUNDS),
      promptly: fc.boolean(),
    },
    { requiredKeys: ['type', 'on'] },
  );

const subject = (maxEvents: number): fc.Arbitrary<Subject> =>
  fc
    .record({ calendar: fc.constantFrom(...calendars), after: fc.integer({ min: 0, max: 7000 }), right: fc.constantFrom(...RIGHTS) })
    .chain(({ calendar, after, right }) => {
      const receivedOn = FIRST + after;
      return fc.array(event(receivedOn), { maxLength: maxEvents }).map((events) => {
        const { jurisdiction, code, timeZone } = calendar;
        return { calendar, receivedOn, input: { jurisdiction, calendar: code, timeZone, right, received: formatDay(receivedOn), events } };
      });
    });

const clockOf = ({ input, calendar }: Subject, events = input.events): ClockResult => computeClock({ ...input, events }, calendar);
const dayFrom = (date: string): Day => parseDay(date) ?? Number.NaN;

describe('whatever happens', () => {
  it('a due date is a working day, its period ends when that day does, and the state says whether there is one', () => {
    fc.assert(
      fc.property(subject(8), (given) => {
        const clock = clockOf(given);
        expect(clock.due === null).toBe(clock.state === 'pending');
        expect(clock.pendingBecause.length > 0).toBe(clock.state === 'pending');
        expect(clock.expiresAt === null).toBe(clock.due === null);
        if (clock.due !== null) expect(isWorkingDay(given.calendar, dayFrom(clock.due))).toBe(true);
      }),
      RUNS,
    );
  });

  it('it is never before safe without a legal reason: with no events never, with events never at all but for a clamped start', () => {
    fc.assert(
      fc.property(subject(0), (given) => {
        const { due, safe } = clockOf(given);
        expect(due !== null && due >= safe).toBe(true);
      }),
      RUNS,
    );
    fc.assert(
      fc.property(subject(8), (given) => {
        const { due, safe } = clockOf(given);
        expect(due === null || due >= safe).toBe(true);
      }),
      RUNS,
    );
  });

  it('neither the order of events nor their repetition matters', () => {
    const shuffled = subject(8).chain((given) =>
      fc
        .shuffledSubarray([...given.input.events, ...given.input.events], { minLength: given.input.events.length * 2 })
        .map((events) => ({ given, events })),
    );
    fc.assert(
      fc.property(shuffled, ({ given, events }) => {
        expect(clockOf(given, events)).toEqual(clockOf(given));
      }),
      RUNS,
    );
  });

  it('the explanation adds up: its days lead from receipt to the due date, each step from the one before', () => {
    fc.assert(
      fc.property(subject(8), (given) => {
        const clock = clockOf(given);
        if (clock.due === null) return;
        let date = given.receivedOn;
        for (const entry of clock.explanation) {
          date += entry.days;
          if (entry.dateAfter !== undefined) expect(entry.dateAfter).toBe(formatDay(date));
        }
        expect(formatDay(date)).toBe(clock.due);
        const pauses = clock.explanation.filter((entry) => entry.kind === 'pause').reduce((sum, entry) => sum + entry.days, 0);
        expect(pauses).toBe(clock.excludedDays);
      }),
      RUNS,
    );
  });

  it('the segments cover every day from receipt to the due date once', () => {
    fc.assert(
      fc.property(subject(8), (given) => {
        const clock = clockOf(given);
        let next: Day = given.receivedOn;
        for (const segment of clock.segments) {
          expect(segment.from).toBe(formatDay(next));
          next = segment.to === null ? Number.POSITIVE_INFINITY : dayFrom(segment.to) + 1;
        }
        expect(next).toBe(clock.due === null ? Number.POSITIVE_INFINITY : dayFrom(clock.due) + 1);
      }),
      RUNS,
    );
  });
});

describe('moving the receipt', () => {
  it('a day later never moves the due date earlier, weekends, holidays and the clamp included', () => {
    fc.assert(
      fc.property(subject(0), (given) => {
        const later = { ...given, input: { ...given.input, received: formatDay(given.receivedOn + 1) } };
        expect((clockOf(later).due ?? '') >= (clockOf(given).due ?? '')).toBe(true);
      }),
      RUNS,
    );
  });

  it('the month never ends on a later day number than it began, unless rolled', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: FIRST + 20_000 }), fc.constantFrom(1, 3), (day, months) => {
        expect(civilOf(addMonths(day, months)).day).toBeLessThanOrEqual(civilOf(day).day);
      }),
      RUNS,
    );
  });
});

const clarification = (from: Day, to: Day, ref: string): ClockEvent[] => [
  { type: 'clarification-requested', on: formatDay(from), ref },
  { type: 'clarification-received', on: formatDay(to), ref },
];

describe('pauses', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 28 }), fc.integer({ min: 0, max: 20 })), { maxLength: 6 });

  it('are a union: no day is left out twice', () => {
    fc.assert(
      fc.property(subject(0), spans, (given, drawn) => {
        const access: Subject = { ...given, input: { ...given.input, right: 'access' } };
        const isUk = given.calendar.jurisdiction === 'UK';
        const expected = new Set<Day>();
        for (const [from, length] of drawn) for (let d = from + (isUk ? 0 : 1); d <= from + length; d += 1) if (d > 0) expected.add(d);
        const events = drawn.flatMap(([from, length], index) =>
          clarification(given.receivedOn + from, given.receivedOn + from + length, `r${index}`),
        );
        const clock = clockOf(access, events);
        expect(clock.excludedDays).toBe(expected.size);
        expect(clock.due).toBe(formatDay(rollForward(given.calendar, addMonths(given.receivedOn, 1) + expected.size)));
      }),
      RUNS,
    );
  });

  it('one more never makes the date earlier, one less never later', () => {
    fc.assert(
      fc.property(
        subject(0),
        spans,
        fc.tuple(fc.integer({ min: -3, max: 60 }), fc.integer({ min: 0, max: 30 })),
        (given, drawn, [from, length]) => {
          const events = drawn.flatMap(([start, days], index) =>
            clarification(given.receivedOn + start, given.receivedOn + start + days, `r${index}`),
          );
          const more = [...events, ...clarification(given.receivedOn + from, given.receivedOn + from + length, 'more')];
          expect((clockOf(given, more).due ?? '') >= (clockOf(given, events).due ?? '')).toBe(true);
        },
      ),
      RUNS,
    );
  });
});

describe('questions that move or stop the clock', () => {
  it('asked after the first period, they change nothing and leave nothing pending', () => {
    const late = fc.tuple(
      subject(0),
      fc.constantFrom<ClockEvent['type']>('identity-requested', 'authority-requested', 'clarification-requested', 'fee-notified'),
      fc.integer({ min: 1, max: 60 }),
    );
    fc.assert(
      fc.property(late, ([given, type, after]) => {
        const before = clockOf(given);
        const asked: ClockEvent = { type, on: formatDay(dayFrom(before.firstPeriodEnd ?? '') + after), ground: 'unfounded-or-excessive' };
        expect(clockOf(given, [asked])).toMatchObject({ due: before.due, start: before.start, state: 'running' });
      }),
      RUNS,
    );
  });

  it('a late notice of extension changes nothing, one in time gives three months from the start', () => {
    fc.assert(
      fc.property(subject(0), fc.integer({ min: 0, max: 90 }), (given, after) => {
        const before = clockOf(given);
        const sentOn = formatDay(given.receivedOn + after);
        const clock = clockOf(given, [{ type: 'extension-notified', on: sentOn }]);
        const isInTime = sentOn <= (before.firstPeriodEnd ?? '');
        expect(clock.isExtended).toBe(isInTime);
        expect(clock.due).toBe(isInTime ? formatDay(rollForward(given.calendar, addMonths(given.receivedOn, 3))) : before.due);
        expect(clock.firstPeriodEnd).toBe(before.firstPeriodEnd);
      }),
      RUNS,
    );
  });

  it('waiving a fee never makes the date later', () => {
    fc.assert(
      fc.property(subject(6), fc.integer({ min: 0, max: 120 }), (given, after) => {
        const owed = clockOf(given);
        const waived = clockOf(given, [...given.input.events, { type: 'fee-waived', on: formatDay(given.receivedOn + after) }]);
        if (owed.due === null) return;
        // The start may fall back into a longer month: the clamp alone can then cost up to three days, and the roll two.
        expect(dayFrom(waived.due ?? '')).toBeLessThanOrEqual(dayFrom(owed.due) + 6);
      }),
      RUNS,
    );
  });
});
