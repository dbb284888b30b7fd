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
  {
    gives: 'restriction',
    weight: 3,
    evenNegated: true,
    because: 'wants data kept and not used',
    when: [
      'not ~3 delete|erase|destroy|lose ~6 not ~3 use|touch|share',
      'not|dont|don ~2 use|touch|share ~8 not|dont|don|nor ~2 delete|erase|destroy',
      'neither ~3 delete*|erase* ~4 nor ~3 use*',
    ],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants it unused until it is checked',
    when: [
      'stop|nobody|suspend|refrain|please|must ~4 use|using|rely|relying|used|touch|share ~10 until|till|pending|while ~10 check*|verif*|clarif*|resol*|settle*|decid*|ruled|sorted|outcome|look|looked|investigat*',
      'until|pending|while ~10 check*|verif*|clarif*|resol*|settle*|decid*|ruled|sorted|outcome ~3 stop|nobody|suspend|refrain|please|must ~4 use|using|rely|used',
    ],
  },
  { gives: 'restriction', weight: 3, because: 'asks to put the data on hold', when: ['freeze|freezing|suspend|pause ~4 {my} ~3 {data}'] },
  {
    gives: 'restriction',
    weight: 1.2,
    evenNegated: true,
    because: 'needs the data for legal claims',
    when: [
      'need|needed ~10 claim*|court|tribunal|case|defend|defence|evidence',
      'defend ~2 claim*',
      'until ~6 settled|judgment|hearing|ruled|decided',
    ],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants it only stored',
    when: [
      'no further processing',
      'not ~2 process* ~3 further',
      'other than|except|apart|only ~3 storage|storing|stored|store',
      'only ~2 store*|storage',
    ],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants data kept and not used',
    when: [
      'lock and key',
      'don|dont|please ~2 publish|pass|show|disclose|share|process|circulate ~10 until|till|while|pending ~8 clear*|establish*|settle*|check*|decid*|known',
      'until|till|while|pending ~8 clear*|establish*|settle*|check*|decid*|known ~4 not|don|dont ~1 publish|pass|show|disclose|share|process',
    ],
  },
  {
    gives: 'restriction',
    weight: 2,
    because: 'wants it left alone',
    evenNegated: true,
    when: ['leave ~2 {my} ~2 {data} untouched|alone|aside', 'stop working with', 'not ~2 work ~1 with ~3 it|them|{data} ~4 until|till'],
  },
  {
    gives: 'restriction',
    weight: 1.6,
    because: 'wants it unused until it is checked',
    evenNegated: true,
    when: [
      'while|until|till ~3 look|looking ~2 into ~3 nobody|not|noone ~4 rely|use|used',
      'must|may|should not ~1 be used for anything|any|something ~1 else|other',
    ],
  },
];
