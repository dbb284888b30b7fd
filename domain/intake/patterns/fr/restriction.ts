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
  {
    gives: 'restriction',
    weight: 3,
    evenNegated: true,
    because: 'wants data kept and not used',
    when: [
      'ni ~3 {delete} ~4 ni ~6 servir|utiliser|utilisation|exploiter|communication|communiquer',
      'ni ~2 utilisation ~6 ni ~2 suppression|effacement',
    ],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants it unused until it is checked',
    when: [
      'ne|n ~3 utilisez|utiliser|servez|servir|exploitez|fiez|fier ~2 plus|pas',
      'attente|intervalle|jusqu|pendant ~8 ne|nul|n|personne ~6 utilis*|serv*|fier|fie',
      'en attendant ~8 ne|plus ~4 utilis*',
    ],
  },
  {
    gives: 'restriction',
    weight: 1.2,
    evenNegated: true,
    because: 'needs the data for legal claims',
    when: ['procès|jugement|tribunal|nécessaires ~2 défendre', 'me défendre'],
  },
  {
    gives: 'restriction',
    weight: 2,
    evenNegated: true,
    because: 'wants it only stored',
    when: ['aucun traitement', 'hormis|sauf|excepté|uniquement|seulement ~3 conservation|stockage|conservées'],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants data kept and not used',
    when: ['sous clé', 'ne ~3 publi*|diffus*|communiqu*|transmett* ~8 tant|jusqu|avant ~6 éclairci|vérifié|tranché|clair|décision|réglé'],
  },
  {
    gives: 'restriction',
    weight: 1.6,
    because: 'wants data kept and not used',
    evenNegated: true,
    when: ['doivent|doit|peuvent|peut ~2 servir à rien|aucune|aucun'],
  },
];
