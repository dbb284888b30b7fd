import type { Rule } from '../table.js';

/** German evidence of erasure, Art. 17. */
export const erasure: readonly Rule[] = [
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to delete everything that is held',
    insteadOf: ['access'],
    when: ['{delete} ~4 {all} ~7 mich|mir', '{delete} ~4 {all} ~3 was ~3 {stored}'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to delete own data',
    when: [
      '{delete} ~7 {my} ~4 {data}',
      '{my} ~4 {data} ~12 {delete}',
      '{all} ~6 mich|mir ~6 {delete}',
      '{delete} ~4 mich aus',
      '{delete} ~8 {data} ~5 mich|mir|{my}',
      '{delete} ~10 personenbezogen* daten',
      'personenbezogen* daten ~6 {delete}',
      '{all} ~6 {data} ~8 {delete}',
      '{delete} ~4 {all} ~4 {data}',
      'mich ~6 {data} ~6 {delete}',
    ],
  },
  {
    gives: 'erasure',
    weight: 2.5,
    because: 'requests erasure',
    when: ['{request} ~6 löschung', 'löschantrag|löschungsantrag|löschungsersuchen', 'recht auf vergessen*'],
  },
  { gives: 'erasure', weight: 2, because: 'asks to delete it', when: ['{delete} ~3 {all}|es|diese', '{all} ~3 {delete}'] },
  {
    gives: 'erasure',
    weight: 1.2,
    because: 'asks to close the account',
    when: ['konto|zugang ~4 schliessen|kündigen|auflösen', 'schliessen|kündigen ~4 konto|zugang'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to be forgotten',
    evenNegated: true,
    when: [
      'vergessen sie ~3 mich',
      '{my} ~3 {data} ~4 nicht mehr ~5 speicher*|gespeichert|aufbewahr*|haben',
      'nehm* ~3 {my} ~2 {data} ~3 heraus|raus|offline',
      'nicht ~2 länger|mehr ~4 bei ihnen|euch ~3 geführt|gespeichert|registriert',
    ],
  },
  {
    gives: 'erasure',
    weight: 2,
    because: 'asks to delete it',
    when: ['sorge* ~8 gelöscht|entfernt|vernichtet', '{request} ~8 sie|diese ~2 gelöscht'],
  },
  {
    gives: 'erasure',
    weight: 1.5,
    because: 'sees no reason to keep the data',
    evenNegated: true,
    when: ['kein* ~2 grund|anlass|recht ~6 {my} ~3 {data}'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'wants own data deleted',
    when: [
      '{my} ~3 {data} ~8 gelöscht|entfernt|vernichtet ~2 werden|wird|haben',
      'dass ~6 {my} ~3 {data} ~8 gelöscht|entfernt|verschwinden',
    ],
  },
  {
    gives: 'erasure',
    weight: 2.5,
    because: 'wants own data gone',
    when: ['mach*|schaff* ~4 {data} ~2 weg', '{my} ~2 {data} ~8 verschwind*|weg', '{data} ~4 verschwind*|verschwinden'],
  },
  {
    gives: 'erasure',
    weight: 3,
    because: 'asks to take data out of the system',
    when: [
      '{delete} ~4 {data} ~3 aus ~2 bestand|system*|datenbank*|kartei|register|verzeichnis|unterlagen|speicher|servern',
      '{all} ~1 {delete} ~2 auch',
    ],
  },
  {
    gives: 'erasure',
    weight: 2,
    because: 'asks to take it off a website',
    when: ['nehm*|nimm* ~5 herunter|runter|raus|heraus|offline|weg|netz', 'herunternehmen|runternehmen|offline'],
  },
  {
    gives: 'erasure',
    weight: 1.2,
    evenNegated: true,
    because: 'is still shown where the public sees it',
    when: [
      'stehe|steht|erschein*|auftauch*|finde|sehen|sichtbar ~10 internetseite|website|webseite|homepage|netz|internet|verzeichnis|seite|online|google',
      'nie|nicht ~2 zugestimmt|eingewilligt|erlaubt',
    ],
  },
  {
    gives: 'erasure',
    weight: 2.5,
    insteadOf: ['other-business'],
    because: 'asks to destroy an application',
    when: ['{delete} ~6 lebenslauf|zeugnis*|bewerbung*|bewerbungsunterlagen', 'bewerbung*|lebenslauf ~8 {delete}'],
  },
  {
    gives: 'erasure',
    weight: 1,
    insteadOf: ['other-business'],
    because: 'speaks of an application that was refused',
    when: ['bewerbung ~1 von|vom', 'abgesagt|absage'],
  },
  {
    gives: 'erasure',
    weight: 2,
    because: 'asks to delete it',
    when: ['soll*|muss|müssen|möge*|bitte ~6 {delete} ~1 werden', 'nichts ~3 von mir ~2 übrig|bleibt'],
  },
];
