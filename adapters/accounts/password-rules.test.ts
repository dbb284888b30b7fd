import { describe, expect, it } from '@jest/globals';
import { judgePassword } from './password-rules.js';

const DANA = { email: 'dana.holt@north-pier.example', name: 'Dana Holt' };

describe('a password its owner chose', () => {
  it.each([
    ['short', 'Tr0ub4dor&3'],
    ['long', 'a long one '.repeat(60)],
    ['common', 'password123456'],
    ['common', 'P@ssw0rdP@ssw0rd'],
    ['common', 'qwertyuiopasdfghjkl'],
    ['common', '123456789012345'],
    ['common', 'aaaaaaaaaaaaaaaa'],
    ['own-name', 'DanaHolt2026!'],
    ['own-name', 'north-pier-dana'],
    ['own-name', 'rightsdesk2026'],
  ] as const)('is refused as %s: %s', (fault, password) => expect(judgePassword(password, DANA)).toBe(fault));

  it.each(['four words are enough', 'Kompass Laterne Heringssalat', 'correct horse battery staple', 'xkT9#qLm2$vRw8'])(
    'is taken: %s',
    (password) => expect(judgePassword(password, DANA)).toBeUndefined(),
  );
});
