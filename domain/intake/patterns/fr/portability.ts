import type { Rule } from '../table.js';

/** French evidence of portability, Art. 20. */
export const portability: readonly Rule[] = [
  { gives: 'portability', weight: 3, because: 'asks for data portability', when: ['portabilité ~4 données', 'droit ~3 portabilité'] },
  { gives: 'portability', weight: 1.5, because: 'speaks of portability', when: ['portabilité'] },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for a machine-readable format',
    when: ['lisible* ~2 machine', 'structuré ~4 utilisé', 'format ~2 réutilisable|ouvert', 'exploitable ~3 machine'],
  },
  {
    gives: 'portability',
    weight: 3,
    because: 'asks to send the data to another organisation',
    isTransfer: true,
    insteadOf: ['access'],
    when: [
      'transfér*|transmett*|envoye*|migrer|transmission|transfert ~4 {my} ~2 {data} ~4 à|vers|chez ~4 {target}',
      '{my} ~2 {data} ~4 transférées|transmises ~3 à|vers ~4 {target}',
    ],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for an export of own data',
    when: [
      'récupér* ~3 {my} ~2 {data}',
      'export* ~5 {my} ~2 {data}',
      'télécharger ~4 {my} ~2 {data}',
      'récupér*|export* ~6 données ~4 {my}|fournies|saisies',
    ],
  },
  {
    gives: 'portability',
    weight: 1.2,
    because: 'speaks of data the person provided',
    when: ['{data}|celles ~6 ai ~2 saisi*|fourni*|donné*|renseigné*', '{data} ~3 ai ~1 fourni*', 'vous ai fourni*'],
  },
  { gives: 'portability', weight: 0.8, because: 'names an exchange format', when: ['csv|json|xml', 'réutiliser ailleurs'] },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks to take own data elsewhere',
    when: ['emport*|reprendre ~3 {my} ~2 données', 'partir|quitter avec {my} données', '{my} ~2 données ~3 vers|chez ~1 un autre'],
  },
  {
    gives: 'portability',
    weight: 1.8,
    because: 'asks to send the data to somebody named before',
    isTransfer: true,
    when: ['transmett*|envoye*|transfér* leur|lui ~3 {my} ~2 {data}'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for own data in a format',
    when: ['{my} ~1 données ~4 format', 'format ~2 courant'],
  },
  {
    gives: 'portability',
    weight: 1.9,
    isTransfer: true,
    because: 'asks to send the data to another organisation',
    when: [
      'leur|lui ~1 transmet*|transfér*|envoy*|communiqu* ~2 {my} ~3 {data}',
      'transfér*|transmett*|envoy* lui|leur ~2 {my} ~2 {data}',
      'transmet*|transfér* ~2 directement ~3 {my} ~3 {data}',
    ],
  },
  {
    gives: 'portability',
    weight: 2,
    because: 'wants to load own data elsewhere',
    when: ['importer|réutiliser|utiliser|charger ~3 ailleurs|autre'],
  },
  {
    gives: 'portability',
    weight: 1.9,
    isTransfer: true,
    because: 'asks to send the data to another organisation',
    when: ['remett*|transmett*|envoy*|communiqu*|transfér* ~3 {my} ~3 {data} ~3 directement', 'directement ~4 {my} ~3 {data}'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for own data in a format',
    when: ['format ~4 autre ~1 système|logiciel|outil|appareil ~3', 'continue* ~6 concurrent'],
  },
  {
    gives: 'portability',
    weight: 1.2,
    evenNegated: true,
    because: 'changes to somebody else',
    when: ['pars|passe|change ~3 chez|à|vers', 'quitte ~4 pour', 'concurrent', 'changement de salle|prestataire'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for an export of own data',
    when: ['exportées|exportés|exporter ~3 fichier', 'mes ~2 exportées|exportés'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for a form that another system can read',
    when: [
      '{my} ~2 {data} ~4 tableau|tableur|csv|fichier ~8 lire|importer|charger|reprendre',
      'tableau|tableur|csv ~6 logiciel|système ~4 lire|importer|charger',
    ],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for a form that another system can read',
    when: ['fichier|format ~6 organisme|prestataire|logiciel|association|fédération ~2 peut|puisse|sait importer|lire|reprendre'],
  },
];
