import { describe, expect, it } from '@jest/globals';
import type { ActType } from '../../domain/request/filing.js';
import { LETTER_ACTS } from '../../domain/request/letter-acts.js';
import { ACTS } from './act-schema.js';

const problemsAt = (type: ActType, note: unknown): string[] =>
  (ACTS[type].safeParse({ note }).error?.issues ?? [])
    .filter((issue) => JSON.stringify(issue).includes('note'))
    .map(({ message }) => message);

describe('the note of staff on the wire', () => {
  it.each(LETTER_ACTS)('%s takes one of up to 2,000 characters, and none', (type) => {
    expect(problemsAt(type, 'x'.repeat(2000))).toEqual([]);
    expect(problemsAt(type, undefined)).toEqual([]);
    expect(problemsAt(type, 'x'.repeat(2001))).toEqual(['At most 2000 characters.']);
    expect(problemsAt(type, 'a\u0000b')).toHaveLength(1);
  });

  it.each(['identity', 'classification', 'fee-payment', 'review'] as const)('%s writes no letter with one', (type) => {
    expect(problemsAt(type, 'Hello.')).toHaveLength(1);
  });
});
