import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUILT_IN_CALENDARS } from '../../domain/clock/calendars/index.js';
import type { ClockInput } from '../../domain/clock/input.js';
import { answerDeadlines } from './present.js';

const vectors = JSON.parse(readFileSync(new URL('../../tests/fixtures/clock-vectors.json', import.meta.url), 'utf8')) as {
  input: ClockInput;
  expected: Record<string, unknown>;
}[];
const options = { calendars: BUILT_IN_CALENDARS };
const good = { jurisdiction: 'UK', calendar: 'ENG', timeZone: 'Europe/London', right: 'access', received: '2026-06-01', events: [] };
const answer = (body: unknown) => answerDeadlines(body, options);
const pointersOf = (body: unknown): string[] => {
  const reply = answer(body);
  return reply.status === 422 ? reply.body.errors.map((error) => error.pointer) : [];
};

describe('one input', () => {
  it('is answered with the date and why', () => {
    const reply = answer(good);
    expect(reply).toMatchObject({ status: 200, body: { due: '2026-07-01', state: 'running', calendarVersion: 'ENG-2026.1' } });
  });
  it('takes the zone of the calendar where none is named', () => {
    expect(answer({ ...good, timeZone: undefined, received: '2026-06-30T23:30Z' })).toMatchObject({
      body: { start: '2026-07-01', timeZone: 'Europe/London' },
    });
  });
  it('says what the date would be if all were answered today', () => {
    const open = { ...good, events: [{ type: 'identity-requested', on: '2026-06-02' }] };
    const nowMs = Date.UTC(2026, 5, 10, 12);
    expect(answerDeadlines(open, { ...options, nowMs }).body).toMatchObject({ due: null, ifAnsweredToday: '2026-07-10' });
    expect(answerDeadlines(open, options).body).not.toHaveProperty('ifAnsweredToday');
  });
});

describe('a bad input', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['']],
    ['null', null, ['']],
    ['text', 'access', ['']],
    ['an empty object', {}, ['/jurisdiction', '/calendar', '/right', '/received', '/events']],
    ['an unknown jurisdiction', { ...good, jurisdiction: 'US' }, ['/jurisdiction']],
    ['an unknown calendar', { ...good, calendar: 'WAL' }, ['/calendar']],
    ['a calendar of the other jurisdiction', { ...good, calendar: 'DE' }, ['/calendar']],
    ['an unknown zone', { ...good, timeZone: 'Europe/Atlantis' }, ['/timeZone']],
    ['an offset as zone', { ...good, timeZone: '+01:00' }, ['/timeZone']],
    ['an unknown right', { ...good, right: 'everything' }, ['/right']],
    ['a date that is none', { ...good, received: '2026-02-29' }, ['/received']],
    ['a time without offset', { ...good, received: '2026-06-01T10:00' }, ['/received']],
    ['a year out of range', { ...good, received: '1900-01-01' }, ['/received']],
    ['an unknown property', { ...good, 'a/b~c': 1 }, ['/a~1b~0c']],
    ['events that are no list', { ...good, events: {} }, ['/events']],
    ['no events', { ...good, events: undefined }, ['/events']],
    ['too many events', { ...good, events: Array(1001).fill({ type: 'fee-paid', on: '2026-06-02' }) }, ['/events']],
    [
      'a bad event',
      {
        ...good,
        events: [
          { type: 'fee-paid', on: '2026-06-02' },
          { type: 'fee', on: 5, promptly: 'no' },
        ],
      },
      ['/events/1/type', '/events/1/on', '/events/1/promptly'],
    ],
    ['an event that is none', { ...good, events: [7] }, ['/events/0']],
    [
      'a typing error in an event',
      { ...good, events: [{ type: 'identity-requested', on: '2026-06-02', promtly: false }] },
      ['/events/0/promtly'],
    ],
  ])('%s', (_name, body, pointers) => expect(pointersOf(body)).toEqual(pointers));

  it('is a problem by RFC 9457', () => {
    expect(answer({ ...good, calendar: 'XX' })).toEqual({
      status: 422,
      body: {
        type: 'https://rightsdesk.example/problems/invalid-input',
        title: 'The input cannot be read',
        status: 422,
        code: 'INVALID_INPUT',
        detail: '/calendar: No such calendar. For UK: ENG, SCT, NIR.',
        errors: [{ pointer: '/calendar', detail: 'No such calendar. For UK: ENG, SCT, NIR.' }],
      },
    });
  });
});

describe('a list', () => {
  it('answers every vector in its place', () => {
    const reply = answer(vectors.map((vector) => vector.input));
    expect(reply.body).toMatchObject(vectors.map((vector) => vector.expected));
  });
  it('keeps a bad input in its place', () => {
    expect(answer([good, 3, { ...good, right: 'x' }])).toMatchObject({
      status: 200,
      body: [{ due: '2026-07-01' }, { status: 422, errors: [{ pointer: '' }] }, { status: 422, errors: [{ pointer: '/right' }] }],
    });
  });
  it('holds at most 500', () => {
    expect(answer([])).toEqual({ status: 200, body: [] });
    expect(answer(Array(501).fill(good))).toMatchObject({ status: 422, body: { errors: [{ pointer: '' }] } });
  });
});

describe('any JSON', () => {
  const field = fc.constantFrom('jurisdiction', 'calendar', 'timeZone', 'right', 'received', 'events', '__proto__', 'toString', '');
  const mutated = fc
    .tuple(fc.constantFrom(...vectors), field, fc.jsonValue())
    .map(([vector, name, value]) => ({ ...vector.input, [name]: value }));
  it('is answered or refused with pointers, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), mutated, fc.array(mutated, { maxLength: 5 })), (body) => {
        const reply = answer(JSON.parse(JSON.stringify(body)));
        return reply.status === 200 || reply.body.errors.length > 0;
      }),
      { numRuns: 1000 },
    );
  });
});

describe('hostile input', () => {
  // Processor time, so that other programs on the machine do not count.
  const timeMs = (body: unknown): number => {
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      answer(body);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    return Math.min(...times);
  };
  const list = (make: (index: number) => unknown): unknown[] => Array.from({ length: 500 }, (_, index) => make(index));
  // A megabyte of events: 20 inputs of 1,000 events each is what fits into a body.
  const goodEvents = Array.from({ length: 1000 }, (_, index) => ({ type: 'clarification-requested', on: '2026-06-10', ref: `c${index}` }));
  const goodListMs = (): number => timeMs(Array(20).fill({ ...good, events: goodEvents }));

  it('takes no longer than good input of the same size', () => {
    const boundMs = goodListMs();
    expect(timeMs(Array(20).fill({ ...good, events: goodEvents.map(() => ({ type: 'x', on: 'y', z: 1 })) }))).toBeLessThan(boundMs * 2);
    expect(timeMs(Array(20).fill({ ...good, events: [...goodEvents.slice(1), 0] }))).toBeLessThan(boundMs * 3);
    expect(timeMs(list(() => Array(500).fill(0)))).toBeLessThan(boundMs * 2);
    expect(timeMs({ ...good, received: '2'.repeat(1_000_000) })).toBeLessThan(boundMs * 2);
    expect(timeMs(Object.fromEntries(list((index) => [`key${index}`, index]) as [string, number][]))).toBeLessThan(boundMs * 2);
  });
  it('an input with its worst events is answered in well under a second', () => {
    expect(goodListMs()).toBeLessThan(2000);
  });
});
