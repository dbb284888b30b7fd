import type { Rule } from '../table.js';

/** French evidence of rectification, Art. 16. */
export const rectification: readonly Rule[] = [
  {
    gives: 'rectification',
    weight: 3,
    because: 'asks to correct own data',
    when: [
      '{correct} ~6 {my} ~4 {data}',
      '{request} ~4 rectification|correction',
      'rectification ~5 {data}',
      '{request} ~8 {correct} ~6 {data}',
      'mise à jour ~3 {my} ~3 {data}',
      '{my} ~3 {data} ~8 {correct}',
    ],
  },
  {
    gives: 'rectification',
    weight: 2.5,
    because: 'says that data about the person are wrong',
    evenNegated: true,
    when: [
      '{my} ~4 {data}|naissance|titre|certificat|agrément ~6 {wrong}',
      '{data}|mention ~6 concernant ~3 {wrong}',
      '{my} ~4 {data} ~3 mal écrit|orthographié',
      '{data} ~8 plus ~2 bonne|exacte|valable',
      '{data} ~6 {know} ~4 plus|pas ~3 bonne*|exacte*|bon',
    ],
  },
  {
    gives: 'rectification',
    weight: 1.5,
    because: 'says how it should read',
    when: ['alors que ~3 est', 'habite ~1 désormais|maintenant', 'nouvelle adresse|coordonnées', 'mal orthographié|écrit', 'devrait être'],
  },
  {
    gives: 'rectification',
    weight: 1.2,
    because: 'asks to correct it',
    when: ['le|la|les|cela ~1 {correct}', '{correct} cela|ceci|ça|le|la', 'modifications suivantes', '{correct} ~4 ces'],
  },
  {
    gives: 'rectification',
    weight: 2.5,
    because: 'says that data about the person have changed or are mistaken',
    evenNegated: true,
    when: [
      'm ~1 affichez|présentez|indiquez|désignez ~3 comme',
      'mettre|mettez ~4 bonne|bon|exacte|exact|correct* ~1 {data}|mention',
      'erreur|faute|coquille ~5 {my} ~3 {data}',
      '{my} ~2 {data} a|ont changé',
      '{my} nouvelle|nouveau ~2 {data}',
    ],
  },
  {
    gives: 'rectification',
    weight: 1.2,
    because: 'names the right value beside the wrong one',
    evenNegated: true,
    when: ['au lieu de', 'et non ~2'],
  },
  { gives: 'rectification', weight: 1.2, because: 'asks to correct it', when: ['merci|veuillez|prie ~2 {correct}'] },
  {
    gives: 'rectification',
    weight: 2,
    because: 'says how it is recorded',
    when: ['{my} ~2 {data} ~3 enregistré*|indiqué*|notée|noté|mentionné* ~2 au|comme|à|en'],
  },
  { gives: 'rectification', weight: 1.2, because: 'asks to bring the record up to date', when: ['mettre|mettez ~2 à jour'] },
];
