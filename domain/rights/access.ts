import { decisionTable } from './decision-table.js';

const ALWAYS = ['15-1-a-to-h', '15-2', 'free-first-copy', 'electronic-if-electronic'] as const;
const NEVER = ['full-refusal-because-of-third-party', 'motive-test'] as const;

/** GDPR Art. 15 (RULEBOOK 2.1, 8). Motive does not count (C-307/22); others' rights lead to redaction, not to refusal (Recital 63). */
export const ACCESS = decisionTable({
  name: 'access',
  facts: {
    held: ['yes', 'no'],
    largeQuantity: ['yes', 'no'],
    scopeUnclear: ['yes', 'no'],
    askedBefore: ['yes', 'no'],
    copy: ['first', 'further'],
    fee: ['none', 'open', 'settled'],
    exemption: ['none', 'part', 'all'],
    thirdParty: ['none', 'redactable', 'inseparable'],
  },
  rules: [
    { id: 'not-held', when: { held: 'no' }, outcomes: ['not-held'], cite: 'GDPR Art. 15(1)', letter: 'NOT_HELD' },
    {
      id: 'large-and-unclear',
      when: { largeQuantity: 'yes', scopeUnclear: 'yes', askedBefore: 'no' },
      outcomes: ['pending-clarification'],
      cite: 'GDPR Recital 63; UK GDPR Art. 12A',
      letter: 'CLARIFICATION',
      must: ['send-what-you-can'],
    },
    {
      id: 'further-copy-fee',
      when: { copy: 'further', fee: 'open' },
      outcomes: ['pending-fee'],
      cite: 'GDPR Art. 15(3)',
      letter: 'FEE_NOTICE',
    },
    {
      id: 'exempt',
      when: { exemption: 'all' },
      outcomes: ['refused'],
      cite: 'GDPR Art. 23; DPA 2018 Sch. 2',
      letter: 'REFUSAL',
      must: ['give-15-1-information-unless-prejudice'],
    },
    {
      id: 'in-part',
      when: [{ exemption: 'part' }, { thirdParty: ['redactable', 'inseparable'] }],
      outcomes: ['partly-granted'],
      cite: 'GDPR Art. 15(4), Recital 63',
      letter: 'DISCLOSURE',
      acts: ['redact-or-withhold-items'],
      must: ALWAYS,
      forbid: NEVER,
    },
    { id: 'in-full', when: {}, outcomes: ['granted'], cite: 'GDPR Art. 15(1), (3)', letter: 'DISCLOSURE', must: ALWAYS, forbid: NEVER },
  ],
});
