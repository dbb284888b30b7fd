import { describe, expect, it } from '@jest/globals';
import { hasHiddenSigns } from './shown-text.js';

describe('what a seal states', () => {
  it.each(['a\u0000b', 'a\nb', 'a\u0085b', 'Pier \u202edtL', '\u2066x\u2069', 'north\u200bpier', '\ufeffx', 'M\ufffdller', '\ud800'])(
    'has no hidden signs: %j',
    (text) => {
      expect(hasHiddenSigns(text)).toBe(true);
    },
  );
  it.each(['Müller & Söhne', 'نقابة المهندسين', 'लक्ष्‍मी', 'איגוד\u200f (1999)', '港の会社', 'Zoë’s 🏛️ “Guild”', '=SUM(A1)'])(
    'may be %s',
    (text) => {
      expect(hasHiddenSigns(text)).toBe(false);
    },
  );
});
