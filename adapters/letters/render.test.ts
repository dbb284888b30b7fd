import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../domain/errors.js';
import { renderDisclosureLetter } from './disclosure.js';
import { renderCodedLetter, renderLetter } from './render.js';
import { sampleArt15Facts, sampleFacts } from './samples.js';

const facts = sampleFacts('en', 'EU');

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof DomainError ? `${error.code}: ${error.detail}` : String(error);
  }
  return 'nothing thrown';
}

describe('a letter that lacks what the law requires', () => {
  it('is not written: a refusal without reasons', () => {
    expect(codeOf(() => renderLetter('REFUSAL', { ...facts.REFUSAL, reasons: '  ' }))).toMatch(/LETTER_INCOMPLETE.*reasons/);
  });

  it('is not written: a refusal that names no authority, unless only the policy applies', () => {
    expect(codeOf(() => renderLetter('REFUSAL', { ...facts.REFUSAL, authority: null }))).toMatch(/LETTER_INCOMPLETE.*authority/);
    expect(codeOf(() => renderLetter('REFUSAL', { ...facts.REFUSAL, authority: null, regime: 'POLICY_ONLY' }))).toBe('nothing thrown');
  });

  it('is not written: a partial disclosure without reasons', () => {
    expect(codeOf(() => renderLetter('DISCLOSURE', { ...facts.DISCLOSURE, reasons: null }))).toMatch(/LETTER_INCOMPLETE.*reasons/);
  });

  it('is not written: a fact of the wrong kind for its words', () => {
    expect(codeOf(() => renderLetter('EXTENSION', { ...facts.EXTENSION, newDueOn: 'soon' }))).toMatch(/RangeError/);
  });

  it('is written where only optional facts are missing', () => {
    const { reasons, redactions, ...granted } = facts.DISCLOSURE;
    expect([reasons, redactions].every(Boolean)).toBe(true);
    expect(renderLetter('DISCLOSURE', { ...granted, outcome: 'granted' }).text).not.toMatch(/left out, and why/);
  });
});

it('a letter that carries its code renders as the same letter', () => {
  expect(renderCodedLetter({ code: 'REFUSAL', ...facts.REFUSAL })).toEqual(renderLetter('REFUSAL', facts.REFUSAL));
});

describe('what other people wrote', () => {
  const hostile = '<script>alert(1)</script><a href="https://evil.example">click</a> & "quoted"\n</blockquote><img src=x>';

  it('stays text in HTML and in plain text, line breaks kept', () => {
    const { html, text } = renderLetter('REFUSAL', { ...facts.REFUSAL, reasons: hostile });
    expect(html).not.toMatch(/<script|<img|href="https:\/\/evil/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('"quoted"\n> </blockquote><img src=x>');
  });

  it('is no greeting where it is no name', () => {
    const greeted = renderLetter('ACK', { ...facts.ACK, recipientName: 'Win at https://evil.example now' });
    expect(greeted.text).not.toContain('evil.example');
    expect(renderLetter('ACK', { ...facts.ACK, recipientName: 'Zoë O’Neill-Łukasz' }).text).toContain('Zoë O’Neill-Łukasz');
  });
});

describe('dates and times', () => {
  it('says that the date is open and what we plan, where the law leaves it open', () => {
    const { text } = renderLetter('ACK', { ...facts.ACK, dueOn: null });
    expect(text).toMatch(/last day\s+for our answer is open/);
    expect(text).not.toMatch(/Answer by/);
  });

  it('says whether the link is enough', () => {
    const { text } = renderLetter('ID_REQUEST', facts.ID_REQUEST);
    const more = renderLetter('ID_REQUEST', { ...facts.ID_REQUEST, isLinkEnough: false }).text;
    expect([text, more].map((one) => /second\s+step/.test(one))).toEqual([false, true]);
    expect([text, more].map((one) => /button\s+is\s+enough/.test(one))).toEqual([true, false]);
  });

  it('tells what the question does to the time', () => {
    expect(renderLetter('ID_REQUEST', facts.ID_REQUEST).text).toMatch(/stands still from today/);
    expect(renderLetter('ID_REQUEST', sampleFacts('en', 'UK-2026-06-19').ID_REQUEST).text).toMatch(/begins when we have your reply/);
  });
});

describe('the letter inside an access package', () => {
  it.each(['en', 'de', 'fr'] as const)('holds Art. 15(1)(a) to (h) and 15(2) in %s', async (language) => {
    const { html, pdf } = await renderDisclosureLetter(sampleArt15Facts(language, 'EU'));
    for (const letter of 'abdgh') expect(html).toContain(`(${letter})</td>`);
    expect(html).toContain('(c)</h3>');
    for (const part of [
      'Nordwind Hosting GmbH',
      'end of the sixth year',
      'SAMPLE-LOGIC',
      'SAMPLE-SAFEGUARD',
      'SAMPLE-WITHHELD-ITEM',
      'Paper archive',
      'Fellow',
    ]) {
      expect(html).toContain(part);
    }
    expect(html).toMatch(/\b77\b/);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
