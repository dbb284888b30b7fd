import type { Rule } from '../table.js';

/** French evidence of access, Art. 15. */
export const access: readonly Rule[] = [
  {
    gives: 'access',
    weight: 3,
    because: 'requests access to own data',
    when: [
      'droit ~1 accès ~12 {my} ~3 {data}',
      '{request} ~4 accès ~8 {my}|article|données',
      'exerc* ~4 droit ~2 accès',
      'accès ~2 à ~3 {my} ~2 données',
    ],
  },
  { gives: 'access', weight: 1.5, because: 'requests access', when: ['{request} ~2 accès', 'demande d accès', 'droit d accès'] },
  {
    gives: 'access',
    weight: 3,
    because: 'asks what is known about the person',
    when: [
      'que|qu ~4 {know} ~5 moi|sujet|nous',
      'quel* ~6 {data} ~6 {know} ~6 moi|sujet|me|nous',
      'quel* ~6 {data} ~4 moi|sujet|me|nous ~4 {know}',
      'quel* ~6 {data} ~4 sur moi',
      'quel* ~5 {data} ~3 me concernant',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for everything that is held',
    when: ['{send} ~6 {all} ~6 {know} ~6 moi|sujet|me', '{send} ~6 {all} ~4 {data} ~8 concernant', '{send} ~8 {all} ~4 {my} ~2 données'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for a copy of own data',
    when: [
      'copie* ~8 {my} ~3 {data}',
      'copie* ~10 {data} ~8 concernant',
      'copie* ~10 données personnelles',
      'données ~6 concernant ~3 que vous ~4 {know}',
      'communication ~6 {data} ~8 concernant',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks where the data come from',
    when: [
      'où ~4 trouvé|obtenu|eu ~3 {my} ~3 {data}',
      'viennent|proviennent ~2 {my} ~2 {data}',
      'origine ~2 {my} ~2 {data}',
      'comment ~4 obtenu|eu|trouvé ~2 {my} ~2 {data}',
    ],
  },
  { gives: 'access', weight: 1, because: 'asks who received the data', when: ['qui ~5 transmis*|communiqué*|données|vendu*'] },
  { gives: 'access', weight: 2, because: 'asks whether data are processed', when: ['confirmer ~2 si ~4 traitez ~8 {data}'] },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks for the data held about the person',
    when: [
      'quel* ~4 {data} ~4 {know} ~2 sur ~1 moi',
      'obtenir|recevoir|communication|consulter ~5 {my} ~1 dossier|données|fiche|informations',
      '{send} ~8 {data} ~4 que vous ~2 {know} ~4 moi|sujet|concernant',
      'extrait|relevé ~4 {my} ~2 données',
      'dites moi ~8 {data} ~6 moi|sujet',
    ],
  },
  {
    gives: 'access',
    weight: 2.8,
    because: 'asks whether data about the person are held',
    when: ['savoir|confirmer|dire|indiquer ~2 si ~4 {know} ~6 {data} ~5 sujet|moi|concernant'],
  },
  { gives: 'access', weight: 1.5, because: 'asks for a copy', when: ['recevoir|obtenir ~2 copie'] },
  {
    gives: 'access',
    weight: 3,
    evenNegated: true,
    because: 'asks who received the data',
    when: [
      'qui|quel* ~8 {passed} ~3 {my} ~3 {data}',
      'qui ~3 les ~1 avez ~1 vous ~1 transmises|communiquées|vendues|cédées',
      'qui ~5 {my} ~3 {data} ~3 {passed}',
      'personnes qui ~2 accès',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for everything that is held',
    when: [
      'demand*|veux|voudr*|souhait*|réclame* ~6 {all} ~4 {data} ~8 {my}|moi|sujet',
      '{send} ~4 tt|tout ~4 {know}|avez ~2 sur',
      'savoir ~4 ce ~2 que ~4 {know}|enregistré ~4 sujet|moi',
    ],
  },
  {
    gives: 'access',
    weight: 2.8,
    because: 'asks for a recording of or notes about the person',
    when: [
      '{send}|parvenir|avoir|obtenir|souhait* ~4 enregistrement*|notes|images|vidéo* ~8 propos|moi|me|sujet',

      'copie ~3 enregistrement*',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks to see the own file',
    when: ['consulter|voir ~3 {my} ~2 dossier|fiche|données|informations', 'indiquer ~2 quel* ~1 {data} ~6 sujet|moi|propos'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks what is held about somebody represented',
    when: [
      '{all}|quel*|que ~5 {data}|vous ~4 {know}|conservez|détenez ~2 sur ~1 lui|elle|client*|père|mère|fils|fille',
      '{data} ~4 sur ~1 lui|elle|père|mère',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    evenNegated: true,
    because: 'still waits for own data',
    when: ['toujours|encore pas ~4 copie|accès|reçu ~6 {data}', 'attends|attend ~4 copie|données'],
  },
  {
    gives: 'access',
    weight: 2.8,
    because: 'asks what is known about the person',
    when: ['quel* ~1 {data} ~3 mon sujet|moi|propos', 'voir|savoir|connaître tout ~10 sujet|propos'],
  },
  {
    gives: 'access',
    weight: 2,
    because: 'asks for pictures of the person',
    when: ['copie ~3 images|vidéo*|enregistrement*', 'images|vidéo* ~4 me ~1 voit'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for the own file',
    when: ['recevoir|obtenir|copie|communiquer|remettre ~4 {my} ~1 dossier'],
  },
  {
    gives: 'access',
    weight: 2.5,
    evenNegated: true,
    because: 'asks how a decision about the person was made',
    when: ['{data} ~5 servi ~4 décision', 'quelle logique'],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks for the data held about the person',
    when: [
      'voir|connaître ~2 mon|ma ~1 score|note|notation|profil|évaluation',
      'relevé|extrait|état ~4 données ~4 {know} ~3 nom',
      'communication|copie ~4 {data} ~6 votre ~2 {know}',
      'savoir ~2 quel* ~2 {data}',
    ],
  },
  { gives: 'access', weight: 1.2, evenNegated: true, because: 'asks where the data come from', when: ['où ~2 viennent|proviennent'] },
  { gives: 'access', weight: 0.8, because: 'asks for it', when: ['c est ce que je', 'par la présente'] },
  { gives: 'access', weight: 2.5, because: 'asks for own data', when: ['envoyez|donnez|remettez moi ~3 mes données'] },
];
