import type { Right } from '../../request/types.js';
import { fold } from '../text.js';
import type { LanguageTable, Mark, Rule } from './table.js';

/** One step of a pattern: up to `gap` words may stand before a word of group `group`. */
interface Step {
  readonly gap: number;
  readonly group: number;
}

/** A pattern ready to match. */
export interface CompiledPattern {
  readonly rule: Rule;
  readonly gives: Right | Mark;
  readonly steps: readonly Step[];
}

/** Word groups that frame a sentence; each name is a group of the table's `frames`. */
export interface FrameGroups {
  readonly negation: number;
  readonly condition: number;
  readonly courtesy: number;
  readonly breaks: number;
  readonly reported: number;
  readonly demand: number;
  readonly rightWord: number;
  readonly nouns: readonly number[];
}

/** A language table with its words indexed. */
export interface CompiledTable {
  readonly table: LanguageTable;
  /** Patterns by the group of their first step. */
  readonly patternsFrom: ReadonlyMap<number, readonly CompiledPattern[]>;
  readonly frames: FrameGroups;
  readonly groupsOf: (word: string) => readonly number[];
}

const UMLAUTS: readonly (readonly [RegExp, string])[] = [
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
];

/** The spellings under which a table word may turn up: folded, and with ae/oe/ue for umlauts. */
function spellings(word: string): string[] {
  const written = UMLAUTS.reduce((text, [umlaut, pair]) => text.replace(umlaut, pair), word);
  return [...new Set([fold(word), fold(written)])];
}

/** Collects groups of words and answers which groups a word belongs to. */
class WordIndex {
  constructor(private readonly alsoWritten: Readonly<Record<string, string>>) {}

  private readonly exact = new Map<string, number[]>();
  private readonly stems = new Map<string, number[]>();
  private readonly endings = new Map<string, number[]>();
  private readonly numbers = new Map<string, number>();

  /** The number of the group that holds these entries. The same entries give the same number. */
  group(entries: readonly string[]): number {
    const key = [...entries].sort().join(' ');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(key, number);
    for (const entry of entries) {
      const index = this.indexFor(entry);
      const plain = entry.replaceAll('*', '');
      const others = this.alsoWritten[plain]?.split(' ') ?? [];
      for (const word of [plain, ...others].flatMap(spellings)) index.set(word, [...(index.get(word) ?? []), number]);
    }
    return number;
  }

  private indexFor(entry: string): Map<string, number[]> {
    if (entry.startsWith('*')) return this.endings;
    return entry.endsWith('*') ? this.stems : this.exact;
  }

  groupsOf(word: string): readonly number[] {
    const groups = [...(this.exact.get(word) ?? [])];
    for (let length = 2; length <= word.length; length++) {
      const stem = this.stems.get(word.slice(0, length));
      if (stem !== undefined) groups.push(...stem);
      const ending = this.endings.get(word.slice(-length));
      if (ending !== undefined) groups.push(...ending);
    }
    return groups;
  }
}

/** The entries behind one element: a set's words, or the alternatives themselves. */
function entriesOf(element: string, table: LanguageTable): string[] {
  return element.split('|').flatMap((part) => {
    if (!part.startsWith('{')) return [part];
    const set = table.sets[part.slice(1, -1)];
    if (set === undefined) throw new Error(`unknown set ${part} in table ${table.language}`);
    return set.split(' ');
  });
}

function stepsOf(pattern: string, table: LanguageTable, index: WordIndex): Step[] {
  const steps: Step[] = [];
  let gap = 0;
  for (const element of pattern.split(' ')) {
    if (element.startsWith('~')) gap = Number(element.slice(1));
    else {
      steps.push({ gap, group: index.group(entriesOf(element, table)) });
      gap = 0;
    }
  }
  return steps;
}

/** Makes a table ready to match. Throws where a pattern names an unknown set: a mistake in the table, found by its test. */
export function compileTable(table: LanguageTable): CompiledTable {
  const index = new WordIndex(table.alsoWritten);
  const { frames } = table;
  const words = (list: string) => index.group(list.split(' '));
  const groups: FrameGroups = {
    negation: words(frames.negation),
    condition: words(frames.condition),
    courtesy: words(frames.courtesy),
    breaks: words(frames.breaks),
    reported: words(frames.reported),
    demand: words(frames.demand),
    rightWord: words(frames.rightWord),
    nouns: Object.values(frames.rightNouns).map(words),
  };
  const patternsFrom = new Map<number, CompiledPattern[]>();
  for (const rule of table.rules) {
    for (const when of rule.when) {
      const steps = stepsOf(when, table, index);
      const from = steps[0]?.group ?? -1;
      patternsFrom.set(from, [...(patternsFrom.get(from) ?? []), { rule, gives: rule.gives, steps }]);
    }
  }
  return { table, patternsFrom, frames: groups, groupsOf: remember((word) => index.groupsOf(word)) };
}

/** Remembers the groups of words the table knows. Other words (names, addresses) are never kept. */
function remember(groupsOf: (word: string) => readonly number[]): (word: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (word) => {
    const found = known.get(word) ?? groupsOf(word);
    if (found.length > 0 && known.size < REMEMBERED_WORDS) known.set(word, found);
    return found;
  };
}

/** More spellings of a table's stems than this do not turn up in mails; a hostile mail cannot fill the memory. */
const REMEMBERED_WORDS = 10_000;
