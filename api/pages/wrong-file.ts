import type { DomainError } from '../../domain/errors.js';
import { UPLOAD_PROBLEMS, wrongFileOf } from '../../domain/uploads.js';
import type { Problem } from './page.js';

/** Words of a page, with what stands in their gaps. */
type Words = (key: string, values?: Record<string, string | number>) => string;

/**
 * What was wrong with the files of a form, in the reader's words: which of them by the name it was chosen under, what to do, and that none
 * was kept. `words` is the page's own group of texts; what is no matter of a file is said by its `NOT_NOW`.
 */
export function fileProblem(refusal: DomainError, names: readonly string[], group: 'proof' | 'shown', text: Words): Problem {
  const problem = UPLOAD_PROBLEMS.find((known) => known === refusal.code);
  if (problem === undefined) return { field: 'files', text: text(`${group}.NOT_NOW`) };
  const index = wrongFileOf(refusal);
  const name = index === undefined ? undefined : names[index];
  const what = text(`${group}.${problem}`);
  const said = name === undefined ? what : text('wrongFile.named', { name, what });
  return { field: 'files', text: names.length > 1 ? `${said} ${text('wrongFile.noneKept')}` : said };
}
