import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../../domain/request/types.js';
import { maySeeSystem, maySetLogLevel } from './operation.js';

describe('the state of the system', () => {
  it.each(ROLES)('is seen by %s only inside the house', (role) =>
    expect(maySeeSystem({ role })).toBe(['operator', 'staff', 'dpo', 'auditor'].includes(role)),
  );
  it.each(ROLES)('log levels are not for %s, unless an operator', (role) => expect(maySetLogLevel({ role })).toBe(role === 'operator'));
  it('nobody without a sign-in', () => {
    expect(maySeeSystem(undefined)).toBe(false);
    expect(maySetLogLevel(undefined)).toBe(false);
  });
});
