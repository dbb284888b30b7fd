import type { Rule } from '../table.js';

/** German evidence of access, Art. 15. */
export const access: readonly Rule[] = [
  {
    gives: 'access',
    weight: 3,
    because: 'requests access to own data',
    when: [
      '{request} ~4 auskunft ~8 {my}|personenbezogen*|daten|dsgvo|gespeichert*',
      'auskunftsrecht ~8 {request}|geltend',
      '{request} ~4 auskunftsrecht',
      'auskunft ~8 {my} ~3 daten ~4 verlang*|beantrag*|gebeten',
      'auskunft geltend',
      'auskunftsersuchen|datenauskunft|selbstauskunft|auskunftsbegehren',
    ],
  },
  {
    gives: 'access',
    weight: 1.5,
    because: 'speaks of access',
    when: ['{request} ~4 auskunft', 'auskunft ~10 {request}', 'auskunftsantrag|auskunftsanfrage'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks what is known about the person',
    when: [
      'was ~5 {stored} ~6 über mich|uns',
      'was ~6 über mich|uns ~3 {stored}',
      'welche* ~5 {data} ~6 über mich|uns|meine',
      'welche* ~5 {data} ~6 von mir|uns ~3 {stored}',
      'was ~5 an {data} ~4 von mir',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for everything that is held',
    when: [
      '{send} ~6 {all} ~6 {stored}',
      '{send} ~6 kopie ~6 {my}|personenbezogen* ~4 {data}',
      '{send} ~8 übersicht|aufstellung|liste ~10 {data}',
      '{my} ~3 {data} ~8 zusenden|zuschicken|zukommen|einsehen',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for a copy of own data',
    when: ['kopie* ~6 {my}|personenbezogen*|sämtlicher ~6 {data}', 'datenkopie'],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks where the data come from',
    when: ['woher ~4 {my} ~3 {data}', 'woher ~6 {data} ~4 {stored}', 'woher stammen|kommen ~2 {my} ~2 {data}'],
  },
  { gives: 'access', weight: 1, because: 'asks who received the data', when: ['wen ~8 weitergegeben|übermittelt|gegeben'] },
  {
    gives: 'access',
    weight: 1.5,
    because: 'asks whether data are processed',
    when: [
      '{data} ~4 zu meiner person ~4 {stored}',
      'mich betreffende* ~2 personenbezogen* daten verarbeite*',
      'ob ~4 {data} ~4 über mich|von mir',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks for the data held about the person',
    when: [
      'welche* ~5 {data} ~4 meiner person',
      '{request} ~6 datenauskunft|selbstauskunft',
      '{send} ~12 {data} ~6 über mich',
      'einsicht ~4 {my} ~3 {data}',
      'auszug ~6 {my} ~3 {data}',
      '{data} ~4 über mich|uns ~4 {stored}',
    ],
  },
  { gives: 'access', weight: 1.5, because: 'asks to lay the data open', when: ['leg* ~5 offen', 'offenlegung ~4 {my}|{data}'] },
  {
    gives: 'access',
    weight: 2.8,
    because: 'asks whether data about the person are held',
    when: ['ob ~6 {data} ~6 mich|mir ~3 {stored}', 'ob ~3 etwas ~3 über mich ~3 {stored}'],
  },
  { gives: 'access', weight: 1, because: 'asks for a copy', when: ['kopie davon|hiervon|dieser'] },
  {
    gives: 'access',
    weight: 3,
    evenNegated: true,
    because: 'asks who received the data',
    when: [
      'wen ~5 {my} ~4 {data} ~8 {passed}',
      'wer ~6 {my} ~4 {data} ~6 bekommen|erhalten|gesehen|{passed}',
      'liste ~3 empfänger*',
      'wem|wer ~3 sie ~2 bekommen|erhalten|{passed}',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for everything that is held',
    when: [
      '{all} ~2 über mich|uns ~2 {stored} ~2 {data}',
      '{request}|brauche|benötige ~8 aufstellung|übersicht|liste|ausdruck ~4 {all}|{data}',
      'sehen ~4 was ~6 meiner person|mir|mich',
      'was ~6 zu meiner person|mir ~4 {stored}|abgelegt|erfasst',
      'was ~3 über mich',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    insteadOf: ['other-business'],
    because: 'asks to see papers about the person',
    when: [
      'unterlagen|akte|*akte|notizen|gesprächsnotizen|aufzeichnung*|mitschnitt*|bewertungsbögen ~5 einsehen|einsicht|ansehen ~12 mich|person|mir',
      '{request}|gern ~6 {my} ~2 akte|*akte|unterlagen ~3 einsehen|ansehen',
      '{send} ~4 aufzeichnung*|mitschnitt*|aufnahme*',
      'aufzeichnung*|mitschnitt*|notizen ~8 über mich ~6 {send}|haben',
    ],
  },
  {
    gives: 'access',
    weight: 1.5,
    insteadOf: ['other-business'],
    because: 'asks for copies',
    when: ['{send} ~4 kopie* ~2 davon|zukommen|zu|hiervon', 'lassen ~3 kopie* ~3 zukommen'],
  },
];
