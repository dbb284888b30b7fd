import type { Rule } from '../table.js';

/** English evidence of erasure, Art. 17. */
export const erasure: readonly Rule[] = [
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to delete everything that is held',
    insteadOf: ['access'],
    when: ['{delete} ~4 {all} ~7 {about} me', '{delete} ~4 {all} ~3 you ~2 {know}'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to delete own data',
    insteadOf: ['access'],
    when: ['{delete} ~6 {my} ~3 {data}', '{delete} me', '{delete} ~6 {data} ~7 {about} me', 'get|take ~3 {my} ~5 {data} ~2 off|down'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'requests erasure',
    when: ['{request} ~5 erasure|deletion|removal ~8 {data}', 'exercis* ~4 right to erasure'],
  },
  { gives: 'erasure', weight: 3, because: 'invokes the right to be forgotten', when: ['right to be forgotten'] },
  {
    gives: 'erasure',
    weight: 2.5,
    because: 'asks to delete personal data',
    when: ['{delete} ~5 personal data', '{want} ~3 {all} ~4 {deleted}'],
  },
  { gives: 'erasure', weight: 2, because: 'asks to delete it', when: ['{delete} it|them|everything|all'] },
  {
    gives: 'erasure',
    weight: 1.2,
    because: 'asks to close the account',
    when: ['close|cancel|terminate ~1 {my} account', 'close account'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to be forgotten',
    evenNegated: true,
    when: [
      'forget ~1 me',
      'get rid of ~4 {my} ~3 {data}',
      'unregister|deregister me',
      'not|longer|never ~3 want|wish|like ~4 {my} ~3 {data} ~5 stored|kept|held|saved',
      'not|longer ~3 want|wish ~3 you ~2 to keep|store|hold|have ~3 {my} ~3 {data}',
      'every|any|all trace* ~3 me|mine',
    ],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'wants own data deleted',
    when: ['{want} ~8 {my} ~3 {data} ~10 {deleted}', '{want} ~2 to be forgotten|{deleted}'],
  },
  {
    gives: 'erasure',
    weight: 2,
    because: 'asks to delete it',
    when: ['{want}|kindly|ensure|sure|see ~6 they|it|these|that ~2 {deleted}'],
  },
  {
    gives: 'erasure',
    weight: 1.5,
    because: 'sees no reason to keep the data',
    evenNegated: true,
    when: ['no ~1 need|reason|right ~6 keep|store|hold|retain ~3 {my} ~3 {data}'],
  },
];
