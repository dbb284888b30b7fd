import { describe, expect, it } from '@jest/globals';
import { accountNoticeText } from './account-notice-text.js';
import { ACCOUNT_NOTICES } from './account-notices.js';
import { LANGUAGES } from './request/types.js';

const FACTS = {
  url: 'https://desk.example/account',
  until: '3 March 2027, 14:00',
  left: '9',
  what: 'Firefox on Linux',
  by: 'Harbour Institute',
};

describe('the mails about an account', () => {
  it.each(ACCOUNT_NOTICES.flatMap((code) => LANGUAGES.map((language) => [code, language] as const)))(
    '%s in %s says all and leaves no hole',
    (code, language) => {
      const { subject, paragraphs } = accountNoticeText(code, language, FACTS);
      const all = [subject, ...paragraphs].join('\n');
      expect(all).not.toMatch(/[{}]/);
      expect(all).toContain(FACTS.url);
      expect(paragraphs.length).toBeGreaterThan(1);
    },
  );

  it('refuses to be sent with a hole in it', () => {
    expect(() => accountNoticeText('PASSWORD_RESET', 'en', { url: 'x' })).toThrow('needs until');
  });
});
