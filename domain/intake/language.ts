import type { Language } from '../request/types.js';
import { LANGUAGES } from '../request/types.js';
import { german } from './patterns/de.js';
import { english } from './patterns/en.js';
import { french } from './patterns/fr.js';
import { fold, type Sentence, sentencesOf } from './text.js';

const STOP_WORDS = {
  en: new Set(english.stopWords.split(' ').map(fold)),
  de: new Set(german.stopWords.split(' ').map(fold)),
  fr: new Set(french.stopWords.split(' ').map(fold)),
} satisfies Record<Language, Set<string>>;

/** How many words decide; later words seldom change the answer. */
const WORDS_COUNTED = 400;

/** The language of sentences by their small words, or undefined where none stands out. */
export function languageOfSentences(sentences: readonly Sentence[]): Language | undefined {
  const counts: Record<Language, number> = { en: 0, de: 0, fr: 0 };
  let counted = 0;
  for (const sentence of sentences) {
    for (const word of sentence.words) {
      for (const language of LANGUAGES) if (STOP_WORDS[language].has(word)) counts[language] += 1;
      counted += 1;
    }
    if (counted > WORDS_COUNTED) break;
  }
  const [best, second] = [...LANGUAGES].sort((a, b) => counts[b] - counts[a]);
  if (best === undefined || second === undefined || counts[best] === counts[second]) return undefined;
  return best;
}

/** The language of a text, or undefined where it cannot be told. Used to choose the language of the answer. */
export function languageOf(text: string): Language | undefined {
  return languageOfSentences(sentencesOf(fold(text)));
}
