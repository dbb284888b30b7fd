import type { Rule } from '../table.js';

/** English evidence of restriction, Art. 18. */
export const restriction: readonly Rule[] = [
  {
    gives: 'restriction',
    weight: 3,
    because: 'asks to restrict processing',
    when: [
      'restrict* ~4 processing|use|data',
      'mark* ~5 restricted',
      'restriction of ~2 processing',
      'block|freeze|lock|quarantine ~5 {my} ~3 {data}',
    ],
  },
  {
    gives: 'restriction',
    weight: 1,
    because: 'wants it unused until it is checked',
    evenNegated: true,
    when: ['until ~8 checked|verified|clarified|resolved|settled', 'not show|use|publish|display'],
  },
  {
    gives: 'restriction',
    weight: 1,
    because: 'needs the data for legal claims',
    evenNegated: true,
    when: ['need ~8 court|claim*|lawsuit|tribunal|litigation', 'only stored', 'keep ~4 but ~3 not'],
  },
  {
    gives: 'restriction',
    weight: 3,
    because: 'asks to put the data on hold',
    when: ['put|place ~2 hold ~2 {my} ~3 {data}', 'limit ~3 processing|use ~3 {my} ~3 {data}', 'suspend|pause ~3 processing'],
  },
];
