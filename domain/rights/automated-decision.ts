import { decisionTable } from './decision-table.js';

/** GDPR Art. 22, UK GDPR Art. 22A-22D (RULEBOOK 2.7, 8). Not one of the six rights of the policy; asked for inside another request. */
export const AUTOMATED_DECISION = decisionTable({
  name: 'automated-decision',
  facts: { solelyAutomated: ['yes', 'no'], significantEffect: ['yes', 'no'] },
  rules: [
    {
      id: 'human-involved',
      when: { solelyAutomated: 'no' },
      outcomes: ['refused'],
      cite: 'GDPR Art. 22(1)',
      letter: 'REFUSAL',
      must: ['explain-human-involvement'],
    },
    {
      id: 'human-review',
      when: { significantEffect: 'yes' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 22(3); UK GDPR Art. 22C',
      letter: null,
      acts: ['human-review', 'hear-person', 'explain', 'allow-contest'],
    },
    {
      id: 'no-significant-effect',
      when: {},
      outcomes: ['refused'],
      cite: 'GDPR Art. 22(1)',
      letter: 'REFUSAL',
      must: ['explain-effect'],
    },
  ],
});
