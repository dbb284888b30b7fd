import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../../domain/request/types.js';

type Tree = { [key: string]: string | Tree };

export interface Words {
  /** The sentence of `key` with `{name}` filled in. Throws on an unknown key or a missing value: a hole is never shown. */
  text(language: Language, key: string, values: Record<string, string | number>): string;
}

/** Reads pages.<language>.json of a folder; the three files must hold the same keys (a test compares them). */
export function loadWords(folder: string): Words {
  const tables = new Map(
    LANGUAGES.map((language) => [
      language,
      spaced(language, flatten(JSON.parse(readFileSync(join(folder, `pages.${language}.json`), 'utf8')))),
    ]),
  );
  return {
    text(language, key, values) {
      const sentence = tables.get(language)?.get(key);
      if (sentence === undefined) throw new Error(`no words for ${key} in ${language}`);
      return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`${key} needs ${name}`);
        return String(value);
      });
    },
  };
}

/** French puts a space before its high signs, at which no line may break. */
function spaced(language: Language, words: Map<string, string>): Map<string, string> {
  if (language !== 'fr') return words;
  return new Map([...words].map(([key, text]) => [key, text.replaceAll(/ (?=[:;?!»])/g, '\u00a0').replaceAll('« ', '«\u00a0')]));
}

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}
