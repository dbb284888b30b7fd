import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_CALENDARS } from '../clock/calendars/index.js';
import { acknowledgeBy, complaintArticle, nextComplaintReminderMs, requireOtherPerson } from './complaint.js';
import { saysComplaint } from './says-complaint.js';

function england() {
  const calendar = BUILT_IN_CALENDARS.get('ENG');
  if (calendar === undefined) throw new Error('no calendar of England');
  return calendar;
}
const by = (received: string, over: object = {}) =>
  acknowledgeBy({ jurisdiction: 'UK', policyOnly: false, received, timeZone: 'Europe/London', ...over }, england());

describe('a complaint', () => {
  it('is confirmed within 30 days in the UK, rolled to a working day; elsewhere no day is set', () => {
    expect(by('2026-11-25T10:00:00Z')).toBe('2026-12-29');
    expect(by('2026-06-18')).toBeNull();
    expect(by('2026-11-25', { jurisdiction: 'EU' })).toBeNull();
    expect(by('2026-11-25', { policyOnly: true })).toBeNull();
  });

  it('names the article of its regime', () => {
    expect(complaintArticle('UK-2026-06-19')).toBe('DPA 2018 s.164A');
    expect(complaintArticle('EU')).toMatch(/77/);
    expect(complaintArticle('POLICY_ONLY')).not.toMatch(/GDPR|DPA/);
  });

  it('is decided by somebody who took no part', () => {
    expect(() => requireOtherPerson(['anna', null], 'anna', 'DPA 2018 s.164A')).toThrow('SECOND_PERSON_NEEDED');
    expect(() => requireOtherPerson(['anna', null], 'bert', 'DPA 2018 s.164A')).not.toThrow();
  });

  it('is brought to mind every two weeks', () => {
    expect(nextComplaintReminderMs(0, 0)).toBe(14 * 86_400_000);
    expect(nextComplaintReminderMs(0, 2)).toBe(42 * 86_400_000);
  });

  it.each([
    'I want to complain about your answer.',
    'This is a formal complaint.',
    'Hiermit lege ich Beschwerde ein.',
    'Ich beschwere mich über Ihre Antwort.',
    'Je dépose une réclamation.',
    'Je souhaite porter plainte.',
  ])('is recognised in a reply: %s', (text) => expect(saysComplaint(text)).toBe(true));

  it.each([
    'Thank you, I have no complaints.',
    'Danke, keine Beschwerden.',
    'Merci, aucune réclamation.',
    'Thanks for the file.',
    'Compliance report',
  ])('is not read into: %s', (text) => expect(saysComplaint(text)).toBe(false));
});
