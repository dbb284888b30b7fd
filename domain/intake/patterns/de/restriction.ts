import type { Rule } from '../table.js';

/** German evidence of restriction, Art. 18. */
export const restriction: readonly Rule[] = [
  {
    gives: 'restriction',
    weight: 3,
    because: 'asks to restrict processing',
    when: [
      'einschränk* ~5 verarbeitung|nutzung',
      'schränk* ~5 verarbeitung|nutzung ~6 ein',
      'verarbeitung ~10 einzuschränken|einschränk*|eingeschränkt',
      '{my} ~3 {data} ~6 sperren|gesperrt|einfrieren',
      'sperr* ~5 {data}',
      'verarbeitung ~10 beschränk*',
    ],
  },
  {
    gives: 'restriction',
    weight: 1,
    because: 'wants it unused until it is checked',
    evenNegated: true,
    when: ['solange ~8 prüf*|geklärt|feststeht', 'bis ~8 klärung|geklärt|geprüft', 'bestreite ~4 richtigkeit'],
  },
  {
    gives: 'restriction',
    weight: 1,
    because: 'needs the data for legal claims',
    evenNegated: true,
    when: ['benötig*|brauch* ~8 rechtsstreit|prozess|klage|gericht*|verfahren', 'nur ~2 gespeichert'],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    because: 'asks to put the data on hold',
    evenNegated: true,
    when: [
      'vorläufig|einstweilen|vorerst ~4 nicht ~6 verwenden|nutzen|verarbeiten|anzeigen',
      'nur noch ~2 speichern|gespeichert',
      'verarbeitung ~4 aussetzen|ruhen',
    ],
  },
  {
    gives: 'restriction',
    weight: 3,
    because: 'asks to restrict processing',
    when: ['verwenden|nutzen|verarbeiten ~6 {data} ~3 eingeschränkt', 'eingeschränkt ~2 verwenden|nutzen|verarbeiten'],
  },
  {
    gives: 'restriction',
    weight: 3,
    evenNegated: true,
    because: 'wants data kept and not used',
    when: [
      'weder ~4 {delete} ~3 noch ~8 nutzen|verwenden|verarbeiten|weitergeben|genutzt|verwendet',
      'nichts ~1 verwenden|nutzen ~6 nichts ~1 löschen',
      'nicht ~3 {delete} ~6 nicht ~6 nutzen|verwenden|verwendet|genutzt',
    ],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants it unused until it is checked',
    when: [
      'darf|dürfen|soll|sollen|werden|bitte ~6 nicht|niemand ~6 verwendet|genutzt|verwenden|nutzen|berücksichtig*|stützen',
      'bis ~6 geklärt|geprüft|entschieden|beendet|klärung ~3 nicht|niemand|darf ~8 verwendet|genutzt|verwenden|nutzen|stützen',
      'nicht|niemand ~8 verwendet|genutzt|verwenden|nutzen|stützen ~3 bis|solange|solang',
    ],
  },
  { gives: 'restriction', weight: 3, because: 'asks to put the data on hold', when: ['sperren|sperrung|einfrieren ~4 {my} ~3 {data}'] },
  {
    gives: 'restriction',
    weight: 1.2,
    evenNegated: true,
    because: 'needs the data for legal claims',
    when: ['beweis*|gericht|amtsgericht|rechtsstreit|klage'],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants it only stored',
    when: [
      'nicht weiter ~1 verarbeit*|genutzt|verwendet',
      'ausser|abgesehen ~3 speicherung|speichern|aufbewahr*',
      'nur|lediglich ~2 speicher*|aufbewahr*',
    ],
  },
  {
    gives: 'restriction',
    weight: 2.5,
    evenNegated: true,
    because: 'wants data kept and not used',
    when: [
      'unter verschluss',
      'nichts|nicht ~4 veröffentlich*|verbreit*|weitergeb*|zeigen ~6 bis ~4 geklärt|entschieden|feststeht',
      'veröffentlich*|verbreit* ~6 nichts|nicht ~5 bis',
    ],
  },
  {
    gives: 'restriction',
    weight: 2,
    because: 'wants it left alone',
    evenNegated: true,
    when: [
      '{my} ~2 {data} ~3 ruhen|unangetastet|unberührt',
      'nicht|nichts ~2 wegwerfen|wegtun|vernichten ~14 nutzen|verwenden|benutzen ~5 nicht',
      'arbeiten ~3 nicht damit',
    ],
  },
  {
    gives: 'restriction',
    weight: 1.6,
    because: 'wants data kept and not used',
    evenNegated: true,
    when: ['sonst ~3 keiner|niemand|nicht ~2 verwenden|nutzen|benutzen|verwendet|genutzt'],
  },
];
