import type { Rule } from '../table.js';

/** English evidence of portability, Art. 20. */
export const portability: readonly Rule[] = [
  {
    gives: 'portability',
    weight: 3,
    because: 'asks for data portability',
    when: ['data portability', 'port {my} ~3 {data}', 'right to portability'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for a machine-readable format',
    when: ['machine readable', 'structured ~3 commonly used', 'reusable ~2 format|form'],
  },
  {
    gives: 'portability',
    weight: 3,
    because: 'asks to send the data to another organisation',
    isTransfer: true,
    insteadOf: ['access'],
    when: [
      'transfer|port|move|migrate|transmit|send|hand ~3 {my} ~3 {data} ~5 to ~4 {target}',
      'transfer|transmit ~6 directly to',
      '{my} ~3 {data} ~5 transferred|transmitted|moved ~2 to ~4 {target}',
    ],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for an export of own data',
    when: ['export|download ~6 {my} ~3 {data}', 'export ~6 data ~3 i', '{my} ~2 data ~6 csv|json|xml'],
  },
  {
    gives: 'portability',
    weight: 1.2,
    because: 'speaks of data the person provided',
    when: ['data|information ~3 i ~2 provided|supplied|entered|gave|uploaded|typed'],
  },
  {
    gives: 'portability',
    weight: 0.8,
    because: 'names an exchange format',
    when: ['csv|json|xml|spreadsheet', 'import ~3 somewhere|elsewhere'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks to take own data elsewhere',
    when: [
      'get|take|bring|carry|move ~2 {my} ~2 {data}|stuff ~3 out|elsewhere|with|over',
      '{my} ~2 {data} ~5 another tool|service|provider|system',
      'format ~4 another|other ~3 tool|service|provider|system|software',
    ],
  },
  {
    gives: 'portability',
    weight: 1.8,
    because: 'asks to send the data to somebody named before',
    isTransfer: true,
    when: ['send|transfer|forward|transmit them|it ~2 {my} ~3 {data}', 'send|transfer|forward ~2 {my} ~3 {data} ~2 to|over ~2 them|there'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for own data in a format',
    when: ['{my} ~2 {data} ~6 format', 'commonly used ~2 format'],
  },
  {
    gives: 'portability',
    weight: 3,
    isTransfer: true,
    because: 'asks to send the data to another organisation',
    when: ['transfer|move ~3 {my} ~5 {data} ~4 straight|directly|over ~2 to', 'transfer|move ~2 {my} ~4 {data} ~3 to ~2 them|another'],
  },
  {
    gives: 'portability',
    weight: 2,
    because: 'wants to load own data elsewhere',
    when: [
      'load|import|upload|use|put ~2 it|them|this|these|that ~3 another|other|elsewhere|somewhere|new',
      'get ~2 {my} ~4 {data} ~2 out',
    ],
  },
  {
    gives: 'portability',
    weight: 1.8,
    isTransfer: true,
    because: 'asks to send the data to another organisation',
    when: ['pass*|transfer*|send*|forward*|hand*|transmit* ~2 {my} ~3 {data} ~6 directly', 'directly ~6 {my} ~3 {data} ~4 to'],
  },
  {
    gives: 'portability',
    weight: 2.5,
    because: 'asks for own data in a format',
    when: ['format ~3 another|other|different|new ~2 system|tool|device|service|app|program', 'take ~2 my ~3 {data} ~3 with me'],
  },
  {
    gives: 'portability',
    weight: 1.2,
    evenNegated: true,
    because: 'changes to somebody else',
    when: ['leave|leaving|left ~2 for', 'joining|switching|switch|moving|move ~2 to|instead', 'competitor|rival', 'joining ~4 instead'],
  },
  { gives: 'portability', weight: 2.5, because: 'asks for an export of own data', when: ['want|like ~6 exported', 'all my ~3 exported'] },
  {
    gives: 'portability',
    weight: 2,
    because: 'asks for a form that another system can read',
    when: [
      'spreadsheet|csv|table|file|form|format ~8 can|could load|import|read|open',
      'their|another|other system|software|program ~3 load|import|read',
    ],
  },
  {
    gives: 'portability',
    weight: 1,
    because: 'asks to have own data in a form',
    insteadOf: ['rectification'],
    when: ['can|could|may i|we ~1 have|get {my} ~2 {data} ~2 as|in'],
  },
  {
    gives: 'portability',
    weight: 2,
    because: 'asks for a form that another system can read',
    when: ['new|another|other provider|organisation|organization|association|club|company ~2 can|could import|read|load|use'],
  },
];
