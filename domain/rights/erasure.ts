import { decisionTable } from './decision-table.js';

/** GDPR Art. 17 (RULEBOOK 2.3, 8), per data category: what is kept for one ground does not keep the rest. */
export const ERASURE = decisionTable({
  name: 'erasure',
  facts: {
    held: ['yes', 'no'],
    copyFirst: ['waiting', 'not_asked_or_given'],
    ground: ['a', 'b', 'c', 'd', 'e', 'f', 'none'],
    wantsRestriction: ['yes', 'no'],
    exemption: ['none', 'expression', 'legal_obligation', 'public_task', 'public_health', 'archiving', 'claims'],
    necessary: ['yes', 'no'],
    madePublic: ['yes', 'no'],
  },
  rules: [
    { id: 'not-held', when: { held: 'no' }, outcomes: ['not-held'], cite: 'GDPR Art. 12(3), 17(1)', letter: 'NOT_HELD' },
    {
      id: 'copy-first',
      when: { copyFirst: 'waiting' },
      outcomes: ['pending-access', 'refused'], // refusing destroys nothing that is still to be shown
      cite: 'GDPR Art. 15(3), 17',
      letter: null,
      acts: ['answer-access-first'],
    },
    {
      id: 'restrict-unlawful',
      when: { ground: 'd', wantsRestriction: 'yes' },
      outcomes: ['partly-granted'],
      cite: 'GDPR Art. 18(1)(b)',
      letter: 'RESTRICTED',
      acts: ['restrict-18-1-b'],
    },
    {
      id: 'restrict-for-claims',
      when: { ground: 'a', wantsRestriction: 'yes' },
      outcomes: ['partly-granted'],
      cite: 'GDPR Art. 18(1)(c)',
      letter: 'RESTRICTED',
      acts: ['restrict-18-1-c'],
    },
    { id: 'no-ground', when: { ground: 'none' }, outcomes: ['refused'], cite: 'GDPR Art. 17(1)', letter: 'REFUSAL' },
    {
      id: 'exempt',
      when: { exemption: ['expression', 'legal_obligation', 'public_task', 'public_health', 'archiving', 'claims'], necessary: 'yes' },
      outcomes: ['refused'],
      cite: 'GDPR Art. 17(3)',
      letter: 'ERASED_PARTIAL',
      must: ['state-ground', 'state-period'],
    },
    {
      id: 'erase-public',
      when: { madePublic: 'yes' },
      outcomes: ['granted'],
      cite: 'GDPR Art. 17(1), (2), 19',
      letter: 'ERASED',
      acts: ['erase-live', 'backups-beyond-use', 'tombstone', 'tell-recipients', 'tell-republishers-17-2'],
    },
    {
      id: 'erase',
      when: {},
      outcomes: ['granted'],
      cite: 'GDPR Art. 17(1), 19',
      letter: 'ERASED',
      acts: ['erase-live', 'backups-beyond-use', 'tombstone', 'tell-recipients'],
    },
  ],
});
