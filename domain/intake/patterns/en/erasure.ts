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
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to take the entry off a website',
    when: [
      'take|remove|pull ~2 {my} ~4 {data}|details ~4 off|down|from',
      'remove|delete|take ~3 {my} ~3 {data}|details ~6 website|site|directory|page|internet|online|database|system*|server*',
    ],
  },
  {
    gives: 'erasure',
    weight: 2,
    because: 'asks to take it off a website',
    when: [
      'take ~1 the|this|that|it|them ~3 down|offline|off',
      'remove ~1 the|this|that ~2 entry|listing|page|profile|photo*|picture*|post|image*|video*',
    ],
  },
  {
    gives: 'erasure',
    weight: 1.2,
    evenNegated: true,
    because: 'is still shown where the public sees it',
    when: [
      'still ~4 appear*|show*|come|comes|listed|visible|found|online ~8 directory|website|site|page|internet|online|google|search',
      'still ~3 on ~2 website|site|directory|homepage',
      'never|didnt|not ~3 agree*|agreed|permission|consent* ~3 to ~1 that|this|it',
    ],
  },
  {
    gives: 'erasure',
    weight: 2.5,
    insteadOf: ['other-business'],
    because: 'asks to destroy an application',
    when: ['{delete}|shred|destroy ~4 {my} ~2 cv|resume|application|references|certificates'],
  },
  {
    gives: 'erasure',
    weight: 1.8,
    evenNegated: true,
    insteadOf: ['other-business'],
    because: 'sees no reason to keep the data',
    when: [
      'no|any ~2 need|reason|right|basis|grounds ~7 keep|keeping|store|storing|hold|holding|retain|retaining ~4 {my} ~3 {data}|cv|application|references',
    ],
  },
  {
    gives: 'erasure',
    weight: 2,
    because: 'asks to delete it',
    when: [
      'shred|erase|wipe|destroy|delete|scrap|bin them|it|those|these',
      '{want}|kindly|ensure|sure|see ~6 disappear*|vanish*',
      'nothing ~2 mine|me ~4 left|remain*',
    ],
  },
  {
    gives: 'erasure',
    weight: 2.5,
    because: 'wants own data gone',
    when: [
      '{my} ~3 {data} ~4 disappear*|vanish*|gone',
      '{my}|his|her ~3 profile|account|pictures|photos ~3 disappear*|{deleted}',
      '{delete} ~3 {my} ~3 card|cards|bank|payment|credit',
    ],
  },
  { gives: 'erasure', weight: 3, because: 'asks to close the account and clear the data', when: ['close ~3 account ~4 {delete}'] },
  {
    gives: 'erasure',
    weight: 3,
    insteadOf: ['access'],
    because: 'asks to delete everything that is held',
    when: [
      'get rid of ~3 {all}',
      '{all} ~5 {data}|info ~5 me|mine ~6 {deleted}',
      '{delete} ~3 {data}|picture ~8 from ~2 my|your|the ~3 {data}|system*|server*|website',
    ],
  },
  {
    gives: 'erasure',
    weight: 2.8,
    insteadOf: ['access'],
    because: 'asks to delete data of a child or client',
    when: ['{delete} ~4 his|her|their|client ~3 {data}|account|profile'],
  },
  {
    gives: 'erasure',
    weight: 2.5,
    evenNegated: true,
    because: 'still waits for own data to be deleted',
    when: [
      'still|yet ~3 not ~2 {deleted} ~5',
      'havent|haven|hasn|not ~3 {deleted} ~4 {my} ~3 {data}',
      'why ~4 still ~3 {know} ~3 {my} ~3 {data}',
      '{my} ~3 {data} ~3 still ~3 not ~3 {deleted}',
    ],
  },
];
