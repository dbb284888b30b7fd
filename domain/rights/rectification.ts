import { decisionTable } from './decision-table.js';

/**
 * GDPR Art. 16 (RULEBOOK 2.2, 8), per field. The issuer's answer is evidence, the decision is the controller's; its silence is no
 * ground to extend (P4). Nothing here pauses the clock.
 */
export const RECTIFICATION = decisionTable({
  name: 'rectification',
  facts: {
    nature: ['fact', 'opinion', 'historic_record'],
    claim: ['inaccurate', 'incomplete'],
    evidence: ['sufficient', 'insufficient', 'none'],
    ownCheck: ['confirms', 'contradicts', 'not_possible'],
    issuerVerdict: ['confirmed', 'denied', 'silent', 'not_asked'],
    askedBefore: ['yes', 'no'],
    correctAtTheTime: ['yes', 'no'],
    relevantForPurpose: ['yes', 'no'],
    daysLeft: ['more_than_seven', 'seven_or_less'],
  },
  rules: [
    {
      id: 'nothing-to-go-by',
      when: {
        nature: ['fact', 'historic_record'],
        evidence: 'none',
        ownCheck: 'not_possible',
        issuerVerdict: 'not_asked',
        askedBefore: 'no',
      },
      outcomes: ['pending-clarification'],
      cite: 'GDPR Art. 16; C-247/23',
      letter: 'CLARIFICATION',
      must: ['clock-runs-on'],
    },
    {
      id: 'opinion',
      when: { nature: 'opinion' },
      outcomes: ['partly-granted'],
      cite: 'GDPR Art. 16, second sentence',
      letter: 'RECTIFIED',
      acts: ['add-statement'],
    },
    {
      id: 'historic',
      when: { nature: 'historic_record', correctAtTheTime: 'yes' },
      outcomes: ['partly-granted'],
      cite: 'GDPR Art. 5(1)(d), 16',
      letter: 'RECTIFIED',
      acts: ['add-current-state'],
    },
    {
      id: 'incomplete',
      when: { claim: 'incomplete', relevantForPurpose: 'yes' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 16, second sentence',
      letter: 'RECTIFIED',
      acts: ['complete-or-statement', 'propagate', 'tell-recipients'],
    },
    {
      id: 'inaccurate',
      when: [
        { claim: 'inaccurate', evidence: 'sufficient' },
        { claim: 'inaccurate', issuerVerdict: 'confirmed' },
        { claim: 'inaccurate', ownCheck: 'confirms' },
      ],
      outcomes: ['granted'],
      cite: 'GDPR Art. 16, first sentence, 19',
      letter: 'RECTIFIED',
      acts: ['correct', 'propagate', 'tell-recipients'],
    },
    {
      id: 'issuer-silent-late',
      when: { issuerVerdict: 'silent', daysLeft: 'seven_or_less' },
      outcomes: ['partly-granted', 'refused'],
      cite: 'GDPR Art. 12(3), 16, 18(1)(a)',
      letter: 'RECTIFIED',
      acts: ['mark-as-disputed', 'keep-restriction'],
      forbid: ['extension-for-silence'],
    },
    {
      id: 'issuer-silent',
      when: { issuerVerdict: 'silent', daysLeft: 'more_than_seven' },
      outcomes: ['pending-issuer'],
      cite: 'GDPR Art. 16',
      letter: null,
      acts: ['remind-issuer'],
      must: ['clock-runs-on'],
    },
    {
      id: 'not-shown',
      when: {},
      outcomes: ['refused'],
      cite: 'GDPR Art. 12(4), 16',
      letter: 'REFUSAL',
      must: ['offer-statement'],
    },
  ],
});
