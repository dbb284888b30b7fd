import { decisionTable } from './decision-table.js';

const ACTS = ['restrict', 'tell-recipients'] as const;
const MUST = ['notice-before-lifting-18-3', 'allowed-uses-only-18-2', 'tell-recipients-on-start-and-end'] as const;

/** GDPR Art. 18 (RULEBOOK 2.4, 8). (a) and (d) end with the linked decision, (b) and (c) are looked at again on their review date. */
export const RESTRICTION = decisionTable({
  name: 'restriction',
  facts: {
    ground: ['a', 'b', 'c', 'd', 'none'],
    unlawful: ['yes', 'no'],
    opposesErasure: ['yes', 'no'],
    weNoLongerNeed: ['yes', 'no'],
    neededForClaims: ['yes', 'no'],
  },
  rules: [
    {
      id: 'accuracy-contested',
      when: { ground: 'a' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 18(1)(a)',
      letter: 'RESTRICTED',
      acts: [...ACTS, 'until-accuracy-decision'],
      must: MUST,
    },
    {
      id: 'objection-pending',
      when: { ground: 'd' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 18(1)(d)',
      letter: 'RESTRICTED',
      acts: [...ACTS, 'until-objection-decision'],
      must: MUST,
    },
    {
      id: 'unlawful-not-erased',
      when: { ground: 'b', unlawful: 'yes', opposesErasure: 'yes' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 18(1)(b)',
      letter: 'RESTRICTED',
      acts: [...ACTS, 'until-person-releases'],
      must: MUST,
    },
    {
      id: 'kept-for-claims',
      when: { ground: 'c', weNoLongerNeed: 'yes', neededForClaims: 'yes' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 18(1)(c)',
      letter: 'RESTRICTED',
      acts: [...ACTS, 'until-claims-end'],
      must: MUST,
    },
    { id: 'no-ground', when: {}, outcomes: ['refused'], cite: 'GDPR Art. 12(4), 18(1)', letter: 'REFUSAL' },
  ],
});
