import type { Rule } from '../table.js';

/** English evidence of rectification, Art. 16. */
export const rectification: readonly Rule[] = [
  {
    gives: 'rectification',
    weight: 3,
    because: 'asks to correct own data',
    when: [
      '{correct} ~5 {my} ~4 {data}',
      '{request} ~4 rectification|correction',
      'change|update ~2 {my} ~3 address|name|surname|email|details|records|phone|number',
      '{correct} ~5 {data} ~5 {about} me',
    ],
  },
  {
    gives: 'rectification',
    weight: 2.5,
    because: 'says that data about the person are wrong',
    evenNegated: true,
    when: [
      '{my} ~5 {data}|birth|licence|license|certificate|title|qualification ~5 {wrong}',
      '{data} ~6 {about} me ~3 {wrong}',
      '{my} ~3 {data} ~4 not ~1 correct|accurate|right',
    ],
  },
  {
    gives: 'rectification',
    weight: 1.5,
    because: 'says how it should read',
    when: ['should read|be|say', 'new address|name|surname|email is', 'misspel*'],
  },
  {
    gives: 'rectification',
    weight: 1.2,
    because: 'asks to correct it',
    when: ['{correct} this|that|it|them|these', 'following changes|corrections'],
  },
  {
    gives: 'rectification',
    weight: 2.5,
    because: 'says that data about the person have changed or are mistaken',
    evenNegated: true,
    when: [
      '{my} ~1 {data} ~2 has|have changed',
      'still|wrongly|mistakenly ~2 list*|show*|display*|call* ~2 me|my ~4 as',
      'put ~4 right|correct ~2 {data}',
      'typo|mistake|error ~5 {my} ~3 {data}',
      '{my} ~2 {data} ~3 spelled|spelt|written|recorded ~2 wrong*|incorrectly',
      'replace ~3 old ~8 {data}',
    ],
  },
  {
    gives: 'rectification',
    weight: 1.2,
    because: 'names the right value beside the wrong one',
    evenNegated: true,
    when: ['rather than', 'instead of', 'put ~2 straight|right'],
  },
  {
    gives: 'rectification',
    weight: 2,
    because: 'says how it is recorded',
    when: ['{my} ~4 {data} ~3 recorded|listed|shown|given|entered|registered|stored as'],
  },
  {
    gives: 'rectification',
    weight: 1.2,
    because: 'asks to bring the record up to date',
    when: ['update ~2 your ~1 system*|record*|file*|database'],
  },
];
