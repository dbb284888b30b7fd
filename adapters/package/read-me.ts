import { columnInWords } from '../../domain/collection/column-words.js';
import type { Language } from '../../domain/request/types.js';
import type { PageTable } from './answer-page.js';

const LEAD = {
  en: 'What the tables and columns of the CSV files are. The names in brackets are those that programs read; they stay the same.',
  de: 'Was die Tabellen und Spalten der CSV-Dateien sind. Die Namen in Klammern lesen Programme; sie bleiben gleich.',
  fr: 'Ce que sont les tableaux et les colonnes des fichiers CSV. Les noms entre parenthèses sont lus par des programmes ; ils ne changent pas.',
} as const satisfies Record<Language, string>;

/** Says in words what each CSV file and each of its columns is, beside the names that stay the same for programs. */
export async function* readMe(tables: readonly PageTable[], language: Language): AsyncGenerator<string> {
  yield `${LEAD[language]}\n`;
  for (const { systemLabel, system, collection, file } of tables) {
    yield `\n${file}\n${systemLabel} (${system}): ${collection.label} (${collection.name})\n`;
    for (const column of collection.columns) yield `  ${columnInWords(column, language)} (${column})\n`;
  }
}

/** The same for a program: of each table its file, and words beside every name. */
export const tableLabels = ({ systemLabel, system, collection, file }: PageTable, language: Language) => ({
  file,
  system,
  systemLabel,
  collection: collection.name,
  label: collection.label,
  columns: collection.columns.map((name) => ({ name, label: columnInWords(name, language) })),
});
