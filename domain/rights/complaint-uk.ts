import { decisionTable } from './decision-table.js';

const REMEDY = ['tell-s165-commissioner'] as const;

/** DPA 2018 s.164A, for complaints received from 19 June 2026 (RULEBOOK 1.1, 8): acknowledge within 30 days, enquire, say how it ended. */
export const COMPLAINT_UK = decisionTable({
  name: 'complaint-uk',
  facts: {
    dutyInForce: ['yes', 'no'],
    acknowledged: ['yes', 'no'],
    enquiry: ['open', 'finished'],
    finding: ['upheld', 'upheld_in_part', 'not_upheld'],
  },
  rules: [
    {
      id: 'before-the-duty',
      when: { dutyInForce: 'no' },
      outcomes: ['policy-handled'],
      cite: 'DPA 2018 s.165',
      letter: null,
      must: REMEDY,
    },
    {
      id: 'acknowledge',
      when: { acknowledged: 'no' },
      outcomes: ['pending-acknowledgement'],
      cite: 'DPA 2018 s.164A',
      letter: null,
      must: ['within-30-days-rolled'],
    },
    {
      id: 'enquire',
      when: { enquiry: 'open' },
      outcomes: ['pending-enquiry'],
      cite: 'DPA 2018 s.164A',
      letter: null,
      acts: ['enquire', 'progress-updates'],
    },
    {
      id: 'upheld',
      when: { finding: 'upheld' },
      outcomes: ['granted'],
      cite: 'DPA 2018 s.164A, 165',
      letter: null,
      acts: ['put-right'],
      must: REMEDY,
    },
    {
      id: 'upheld-in-part',
      when: { finding: 'upheld_in_part' },
      outcomes: ['partly-granted'],
      cite: 'DPA 2018 s.164A, 165',
      letter: null,
      acts: ['put-right'],
      must: REMEDY,
    },
    { id: 'not-upheld', when: {}, outcomes: ['refused'], cite: 'DPA 2018 s.164A, 165', letter: null, must: REMEDY },
  ],
});
