import { decisionTable } from './decision-table.js';

/** GDPR Art. 20 (RULEBOOK 2.5, 8), per item: what is outside of it is offered as access instead. */
export const PORTABILITY = decisionTable({
  name: 'portability',
  facts: {
    held: ['yes', 'no'],
    // recognised_legitimate_interest: UK GDPR Art. 6(1)(ea) only.
    basis: ['consent', 'contract', 'legal_obligation', 'vital', 'public_task', 'legitimate_interest', 'recognised_legitimate_interest'],
    automated: ['yes', 'no'],
    provenance: ['given', 'observed', 'derived', 'third_party'],
    othersAffected: ['no', 'separable', 'inseparable'],
    mode: ['to_person', 'to_controller'],
    feasible: ['yes', 'no'],
  },
  rules: [
    { id: 'not-held', when: { held: 'no' }, outcomes: ['not-held'], cite: 'GDPR Art. 12(3), 20(1)', letter: 'NOT_HELD' },
    {
      id: 'other-basis',
      when: { basis: ['legal_obligation', 'vital', 'public_task', 'legitimate_interest', 'recognised_legitimate_interest'] },
      outcomes: ['refused'],
      cite: 'GDPR Art. 20(1)(a), (3)',
      letter: 'REFUSAL',
      must: ['suggest-access'],
    },
    {
      id: 'not-automated',
      when: { automated: 'no' },
      outcomes: ['refused'],
      cite: 'GDPR Art. 20(1)(b)',
      letter: 'REFUSAL',
      must: ['suggest-access'],
    },
    {
      id: 'not-provided',
      when: { provenance: ['derived', 'third_party'] },
      outcomes: ['refused'],
      cite: 'GDPR Art. 20(1), "has provided"',
      letter: 'REFUSAL',
      must: ['suggest-access'],
    },
    {
      id: 'others-inseparable',
      when: { othersAffected: 'inseparable' },
      outcomes: ['refused'],
      cite: 'GDPR Art. 20(4)',
      letter: 'REFUSAL',
      must: ['suggest-access'],
    },
    {
      id: 'transfer-not-feasible',
      when: { mode: 'to_controller', feasible: 'no' },
      outcomes: ['partly-granted'],
      cite: 'GDPR Art. 20(2)',
      letter: 'PORTED',
      acts: ['give-to-person'],
      must: ['explain-why-not-feasible'],
    },
    {
      id: 'transfer',
      when: { mode: 'to_controller', feasible: 'yes' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 20(1), (2)',
      letter: 'PORTED',
      acts: ['json-csv-manifest', 'verify-destination', 'secure-transfer'],
    },
    {
      id: 'to-the-person',
      when: {},
      outcomes: ['granted'],
      cite: 'GDPR Art. 20(1)',
      letter: 'PORTED',
      acts: ['json-csv-manifest'],
    },
  ],
});
