import type { Rule } from '../table.js';

/** English evidence of access, Art. 15. */
export const access: readonly Rule[] = [
  {
    gives: 'access',
    weight: 3,
    because: 'names a subject access request',
    when: ['subject access request*', 'data access request*', 'dsar|sar'],
  },
  { gives: 'access', weight: 1.5, because: 'requests access', when: ['{request} ~2 access', '{request} ~2 right of|to access'] },
  {
    gives: 'access',
    weight: 3,
    because: 'requests access to own data',
    when: [
      '{request} ~3 access ~3 {my}|personal ~3 {data}',
      'exercis* ~3 right of|to access',
      'access ~2 to ~3 {my} ~1 personal data|information',
      'see|view|inspect ~4 {my} ~2 personal data|information',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks what is known about the person',
    when: ['what ~5 you ~3 {know} ~4 {about} me|us', 'what ~4 {data} ~6 {about} me|us', 'what ~4 {about} me ~3 stored|held'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for everything that is held',
    when: ['{send} ~3 me|us ~6 {all} ~5 you ~2 {know}', '{send} ~6 {all} ~4 {data} ~6 {about} me'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for a copy of own data',
    when: [
      'cop* ~5 {my} ~3 {data}',
      'cop* ~8 {data} ~6 {about} me',
      'cop* ~12 personal data',
      'overview|list|summary ~6 {data} ~8 {about} me',
    ],
  },
  { gives: 'access', weight: 1.5, because: 'speaks of the data held about the person', when: ['{data} ~4 {know} ~3 {about} me'] },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks where the data come from',
    when: ['where|how ~3 you ~3 get|got|obtain*|find|found|have ~2 {my} ~3 {data}', 'source of {my} ~2 {data}'],
  },
  {
    gives: 'access',
    weight: 1,
    because: 'asks who received the data',
    when: ['who ~6 {passed} ~5', 'to whom ~8 disclosed|passed|given'],
  },
  {
    gives: 'access',
    weight: 2,
    because: 'asks whether data are processed',
    when: ['confirm ~2 whether ~6 {know} ~4 {data}', 'whether ~6 {know} ~4 {data} ~4 {about} me'],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks for the data held about the person',
    when: [
      'which|what ~4 {data} ~1 of mine|ours',
      '{want}|{send} ~12 {data} ~4 {know} ~4 {about} me',
      'let me know|tell me|inform me ~4 what|which ~4 {data} ~8 me|mine|my',
      'what|which ~2 {data} ~8 my|me ~4 {know}',
      'copy|printout|transcript ~3 {my} ~2 {data}',
      'hand over ~4 {my} ~3 {data}',
    ],
  },
  {
    gives: 'access',
    weight: 2.8,
    because: 'asks whether data about the person are held',
    when: ['know|confirm|tell|inform ~2 if|whether ~6 {know} ~6 {data} ~4 {about} me', 'whether ~6 {know} ~3 anything ~3 {about} me'],
  },
  { gives: 'access', weight: 1, because: 'asks for a copy', when: ['copy of it|them|that|everything'] },
  {
    gives: 'access',
    weight: 3,
    evenNegated: true,
    because: 'asks who received the data',
    when: [
      'which|what|who ~8 {passed}|give|pass|share|sell|disclose ~3 {my} ~3 {data}',
      'to whom ~5 {passed} ~3 {my} ~3 {data}',
      'who ~6 {my} ~3 {data} ~4 {passed}|access',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks for a recording of or notes about the person',
    when: [
      '{send}|want|like|have|copy ~5 recording*|footage|transcript*|notes|cctv ~8 me|my|call|made',
      'recording*|notes|footage ~6 {about}|of me ~6 {send}',
    ],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for everything that is held',
    when: [
      'want|like|need|require|request*|asking|ask ~12 {all} ~5 {data}|info|bit|scrap ~4 {about} me',
      '{all} ~5 {data}|info ~2 you ~2 {know} ~3 {about} me',
      '{send}|want|like|need ~6 {all} ~4 {know} ~3 {about} me',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks to see the own file',
    when: ['see|view|inspect|look|read|consult ~3 {my} ~3 file|files|record|records', 'entitled to know ~3 what|which ~4 {data}'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks what is held about somebody represented',
    when: [
      '{all}|{data}|what|which|copy ~8 you ~3 hold|keep|store|held|stored|have ~3 {about} him|her|client|father|mother|son|daughter',
      'copy|copies|disclosure|details|information|data ~6 {about}|relating|concerning ~2 our|my client',
      '{data} ~3 relating|concerning to ~1 him|her',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    evenNegated: true,
    because: 'still waits for own data',
    when: [
      'still|yet|not ~4 {send}|had|got|received|come|arrived ~5 copy|data|information ~4',
      'waiting ~4 copy|data|information ~3',
      'where ~2 is|are ~2 copy|my ~2 data|file|information',
    ],
  },
  {
    gives: 'access',
    weight: 2.8,
    evenNegated: true,
    because: 'asks whether data are processed',
    when: ['confirm ~4 whether ~12 {about} me', 'whether or not you process'],
  },
  {
    gives: 'access',
    weight: 2.5,
    because: 'asks for everything that is held',
    when: ['whatever|everything|anything ~4 {know} ~3 {about} me', 'see|view|show|send ~2 {all} ~8 {about} me'],
  },
  {
    gives: 'access',
    weight: 2,
    because: 'asks for pictures of the person',
    when: ['copy ~3 footage|recording*|video|cctv|images', 'footage|recording*|video|cctv|images ~8 i ~3 seen|visible|appear|shown'],
  },
  {
    gives: 'access',
    weight: 1,
    evenNegated: true,
    because: 'says to be seen in pictures',
    when: ['i|me ~3 seen|visible|appear|recorded|filmed', 'cctv'],
  },
  {
    gives: 'access',
    weight: 3,
    because: 'asks for the own file',
    when: [
      '{send}|have|copy ~5 {my} ~2 personnel|staff|hr|employment|medical|training|complete|entire|full|whole file|files|record|records|folder',
      'let me have ~4 {my} ~3 file|files|record|records|data|information|correspondence|history',
    ],
  },
  {
    gives: 'access',
    weight: 2.5,
    evenNegated: true,
    because: 'asks how a decision about the person was made',
    when: ['what|which ~4 {data} ~4 used ~8 decision|decide|reject*|refus*', 'logic behind|involved'],
  },
];
