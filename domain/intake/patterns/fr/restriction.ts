import type { Rule } from '../table.js';

/** French evidence of restriction, Art. 18. */
export const restriction: readonly Rule[] = [
  {
    gives: 'restriction',
    weight: 3,
    because: 'asks to restrict processing',
    when: [
      'limitation ~3 traitement',
      'limit* ~4 traitement|utilisation',
      'gel*|bloqu*|verrouill* ~5 {my} ~3 {data}',
      'gel ~3 {my} ~3 {data}',
      'restreindre|restreignez ~4 traitement|utilisation|usage',
    ],
  },
  { gives: 'restriction', weight: 1.5, because: 'asks to freeze it', when: ['gelez|bloquez les|ces'] },
  {
    gives: 'restriction',
    weight: 1,
    because: 'wants it unused until it is checked',
    evenNegated: true,
    when: ['tant que ~8 vérifié|tranché', 'conteste ~6 exactitude', 'dans attente', 'dans l attente', 'jusqu ~8 vérification|vérifié'],
  },
  {
    gives: 'restriction',
    weight: 1,
    because: 'needs the data for legal claims',
    evenNegated: true,
    when: ['besoin ~8 justice|procès|litige|tribunal|procédure'],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    because: 'asks to put the data on hold',
    when: ['suspend* ~4 traitement|utilisation', 'mettre|mettez ~2 attente ~4 {my} ~3 {data}'],
  },
];
