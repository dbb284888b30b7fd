import type { Rule } from '../table.js';

/** German evidence of rectification, Art. 16. */
export const rectification: readonly Rule[] = [
  {
    gives: 'rectification',
    weight: 3,
    because: 'asks to correct own data',
    when: [
      '{correct} ~6 {my} ~4 {data}',
      '{my} ~4 {data} ~10 {correct}',
      '{request} ~6 berichtigung',
      'berichtigung ~6 {request}|{data}',
      '{correct} ~8 {data} ~6 mich|mir',
    ],
  },
  {
    gives: 'rectification',
    weight: 2.5,
    because: 'says that data about the person are wrong',
    evenNegated: true,
    when: [
      '{my} ~4 {data}|geburtsdatum|titel|zulassung|zertifikat ~6 {wrong}',
      '{data} ~5 über mich|mir ~4 {wrong}',
      '{data} ~6 hinterlegte* ~3 {wrong}',
      'hinterlegte*|gespeicherte* ~2 {data} ~3 {wrong}',
      '{my} ~4 {data} ~4 nicht ~1 korrekt|richtig|aktuell',
    ],
  },
  {
    gives: 'rectification',
    weight: 1.5,
    because: 'says how it should read',
    when: [
      'ich heisse ~1 aber',
      'richtig ist|wäre|lautet|muss',
      'ich wohne ~2 seit|jetzt|nun|inzwischen',
      'neue* anschrift|adresse|name lautet|ist',
      'falsch geschrieben',
    ],
  },
  {
    gives: 'rectification',
    weight: 1.2,
    because: 'asks to correct it',
    when: ['{correct} ~2 das|dies|es|bitte', 'folgende änderungen', 'das ~3 {correct}'],
  },
  {
    gives: 'rectification',
    weight: 2.5,
    because: 'says that data about the person have changed or are mistaken',
    evenNegated: true,
    when: [
      'pass* sie ~4 {data} ~3 an',
      'stehe ich ~3 als',
      'führen|führt|bezeichn* ~3 mich ~3 als',
      'fehler|tippfehler ~4 {my} ~3 {data}',
      '{my} ~3 {data} ~3 stimmt|stimmen ~1 nicht',
      '{my} ~3 {data} hat|haben sich ~2 geändert',
      '{my} neue* ~2 {data} lautet|ist',
    ],
  },
  {
    gives: 'rectification',
    weight: 1.2,
    because: 'names the right value beside the wrong one',
    evenNegated: true,
    when: ['{data} ~8 statt|anstatt', 'nicht ~4 sondern ~6'],
  },
  { gives: 'rectification', weight: 1.5, because: 'asks to correct it', when: ['bitte ~2 {correct}|richtigstellen'] },
  {
    gives: 'rectification',
    weight: 2,
    because: 'says how it is recorded',
    when: ['{my} ~3 {data} ~6 angegeben|eingetragen|hinterlegt|vermerkt|erfasst', '{my} ~3 {data} ~4 als|mit ~6 gespeichert|geführt'],
  },
];
