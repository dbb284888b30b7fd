import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../request/types.js';
import type { NoticeFacts } from './notice.js';
import { SEAL_NOTICES } from './notice.js';
import { noticeText, proofWords } from './notices.js';

const facts: NoticeFacts = {
  issuer: 'The Guild',
  member: 'Kiln Yard',
  seal: 'Website Seal',
  domain: 'kiln-yard.example',
  on: '1 March 2027',
  days: '30',
  url: 'https://desk.example/member',
  other: 'n0rth-pier.example',
  problem: 'it is suspended',
  proof: 'Put this into DNS.',
};

describe('the mails about seals', () => {
  it.each(SEAL_NOTICES.flatMap((code) => LANGUAGES.map((language) => [code, language] as const)))('%s is whole in %s', (code, language) => {
    const { subject, paragraphs } = noticeText(code, language, facts);
    expect(subject).toMatch(/^[^{}!]{10,120}$/);
    expect(paragraphs.length).toBeGreaterThan(1);
    for (const text of paragraphs) expect(text).toMatch(/^[^{}!]+$/);
    expect(paragraphs.join(' ')).toContain('kiln-yard.example');
  });

  it('say the same in every language', () => {
    for (const code of SEAL_NOTICES) {
      const used = LANGUAGES.map((language) => {
        const { subject, paragraphs } = noticeText(code, language, facts);
        const all = `${subject} ${paragraphs.join(' ')}`;
        return Object.entries(facts)
          .filter(([, value]) => all.includes(value))
          .map(([name]) => name);
      });
      expect([code, used[1], used[2]]).toEqual([code, used[0], used[0]]);
    }
  });

  it.each(LANGUAGES)('say in %s how a domain is proved', (language) => {
    const proof = {
      dnsName: '_seal.a.example',
      dnsValue: 'seal-challenge=x1',
      fileUrl: 'https://a.example/.well-known/seal-challenge/x1',
      fileContent: 'x1',
    };
    for (const part of Object.values(proof)) expect(proofWords(language, proof)).toContain(part);
  });
});
