import type { Rule } from '../table.js';

/** German evidence of portability, Art. 20. */
export const portability: readonly Rule[] = [
  {
    gives: 'portability',
    weight: 3,
    because: 'asks for data portability',
    when: ['datenübertragbarkeit', 'datenportabilität', 'datenübertragung ~6 {my}|beantrag*|verlang*'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for a machine-readable format',
    when: ['maschinenlesbar*', 'strukturiert* ~3 gängig*', 'weiterverwendbar*|wiederverwendbar* ~2 format*|form'],
  },
  {
    gives: 'portability',
    weight: 3,
    because: 'asks to send the data to another organisation',
    isTransfer: true,
    insteadOf: ['access'],
    when: [
      'übertrag*|übermittel*|send*|schick*|transferier* ~4 {my} ~3 {data} ~4 an|zu ~4 {target}',
      '{my} ~3 {data} ~5 an|zu ~4 {target} ~6 übertrag*|übermittel*|send*|weiterleit*',
      '{my} ~3 {data} ~6 umziehen',
    ],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for an export of own data',
    when: [
      '{my} ~3 {data} ~10 mitnehmen|exportier*|herunterladen|export',
      '{data} ~12 exportier*|datenexport',
      'export* ~4 {my} ~3 {data}',
      'datenexport',
    ],
  },
  {
    gives: 'portability',
    weight: 1.2,
    because: 'speaks of data the person provided',
    when: ['{data} ~4 ich ~6 eingegeben|bereitgestellt|angegeben|hochgeladen|mitgeteilt|verfügung', 'mir ~1 bereitgestellt* ~2 {data}'],
  },
  { gives: 'portability', weight: 0.8, because: 'names an exchange format', when: ['csv|json|xml', 'anderen system ~2 weiterverwend*'] },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks to take own data elsewhere',
    when: [
      '{my} ~3 {data} ~8 mitzunehmen|umziehen|umzuziehen',
      '{my} ~3 {data} ~4 zu einem anderen',
      'herausgabe ~6 {my} ~3 {data} ~8 format*',
    ],
  },
  {
    gives: 'portability',
    weight: 1.8,
    because: 'asks to send the data to somebody named before',
    isTransfer: true,
    when: [
      'übertrag*|übermittel*|send*|schick* ~2 dieser|diesem|denen|dorthin|ihm ~3 {my} ~3 {data}',
      '{my} ~3 {data} ~4 dorthin|dahin ~3 übertrag*|übermittel*|send*|schick*',
    ],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for own data in a format',
    when: ['{my} ~3 {data} ~6 format', 'gängigen ~2 format'],
  },
  {
    gives: 'portability',
    weight: 3,
    isTransfer: true,
    because: 'asks to send the data to another organisation',
    when: [
      '{my} ~6 *daten|profil|*verlauf|historie ~4 direkt ~4 schick*|rüberschick*|send*|übermittel*|übertrag*|weiterleit*',
      'schick*|send*|übermittel*|übertrag*|transferier* ~2 {my} ~3 {data} ~3 direkt|dorthin|rüber',
      '{my} ~6 *daten|profil|*verlauf ~8 rüberschick*|rüberzuschicken',
    ],
  },
  {
    gives: 'portability',
    weight: 2,
    because: 'wants to load own data elsewhere',
    when: [
      'anderen|woanders|anderswo ~3 einspiel*|importier*|weiterverwend*|nutzen|hochlad*',
      '{my} ~2 {data}|*verlauf ~6 herausbekommen|rausbekommen|rausziehen|exportier*',
    ],
  },
  {
    gives: 'portability',
    weight: 3,
    isTransfer: true,
    because: 'asks to send the data to another organisation',
    when: ['{my} ~3 {data} ~3 direkt ~4 weitergeb*|übergeb*|übertrag*|übermittel*|send*|schick*'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for own data in a format',
    when: [
      'format ~3 anderes|anderen|andere ~2 system|programm|gerät|dienst ~3 lesen|versteh*',
      'format ~8 lesen kann',
      'bereit ~6 format',
    ],
  },
  {
    gives: 'portability',
    weight: 1.2,
    evenNegated: true,
    because: 'changes to somebody else',
    when: ['wechsle|wechsel|anbieterwechsel|konkurrenz', 'gehe ~3 zu'],
  },
  { gives: 'portability', weight: 2.5, because: 'asks for an export of own data', when: ['{request} ~8 exportiert'] },
  {
    gives: 'portability',
    weight: 2,
    because: 'asks for a form that another system can read',
    when: ['tabelle|datei|form|format|csv ~8 einlesen|importier*|laden|übernehmen', '{my} ~2 {data} als tabelle|datei|csv'],
  },
];
