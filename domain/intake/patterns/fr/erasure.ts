import type { Rule } from '../table.js';

/** French evidence of erasure, Art. 17. */
export const erasure: readonly Rule[] = [
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to delete everything that is held',
    insteadOf: ['access'],
    when: ['{delete} ~3 {all} ~6 {me}', '{delete} ~3 {all} ~5 {know} ~3 moi|sujet', '{delete} ~3 {all} ~5 {know}'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to delete own data',
    insteadOf: ['access'],
    when: [
      '{delete} ~7 {my} ~4 {data}',
      '{my} ~4 {data} ~4 soient|soit ~3 {delete}',
      '{delete} ~8 {data} ~8 concernant|moi',
      '{delete} moi de',
      '{delete} ~6 données personnelles',
      'données ~8 concernant ~3 {delete}',
    ],
  },
  {
    gives: 'erasure',
    weight: 2.5,
    because: 'requests erasure',
    when: ['{request} ~4 suppression|effacement', 'droit ~2 oubli', 'exerc* ~4 droit ~4 effacement'],
  },
  { gives: 'erasure', weight: 2, because: 'asks to delete it', when: ['{delete} ~1 {all}|les', 'les ~1 {delete}'] },
  {
    gives: 'erasure',
    weight: 1.2,
    because: 'asks to close the account',
    when: ['ferm*|clôtur* ~3 {my} ~1 compte', 'clôture ~3 {my} ~1 compte'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to be forgotten',
    evenNegated: true,
    when: [
      'oubliez moi',
      'faites|faire disparaître ~4 {my}|tout|toute|toutes',
      'faites|faire disparaître ~4 {data}',
      'plus ~4 conserviez|conserver|gardiez|garder ~4 {my} ~3 {data}',
      'débarrass* ~3 {my} ~3 {data}',
    ],
  },
  {
    gives: 'erasure',
    weight: 1.2,
    because: 'no longer wants to appear',
    evenNegated: true,
    when: ['ne veux|souhaite plus ~2 apparaître|figurer|être'],
  },
  {
    gives: 'erasure',
    weight: 1.5,
    because: 'sees no reason to keep the data',
    evenNegated: true,
    when: ['plus|aucune* ~2 raison ~4 garder|conserver|détenir ~3 {my} ~3 {data}'],
  },
  { gives: 'erasure', weight: 3, because: 'wants own data deleted', when: ['{request} ~2 que ~2 {my} ~3 {data} ~10 {delete}'] },
];
