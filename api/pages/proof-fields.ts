import type { DomainError } from '../../domain/errors.js';
import type { RequestDetail } from '../../domain/request/detail.js';
import { type Problem, textField } from './page.js';
import { fileProblem } from './wrong-file.js';

type Words = (key: string, values?: Record<string, string | number>) => string;

/**
 * Which correction a file is about, where there is a choice. `isOwn`: the reader is the person, whose own words these are. Where only a
 * free text was sent the fields are put down later, and the page says that a file counts for the whole request.
 */
export function proofFields(detail: RequestDetail | undefined, body: unknown, { isOwn, text }: { isOwn: boolean; text: Words }) {
  const { corrections = [], rectification } = detail ?? {};
  const fields = rectification !== undefined && rectification.items.length > 0 ? rectification.items : corrections;
  const named = fields.map(({ id = '', field, record }, index) => ({
    value: id,
    label: isOwn ? `${index + 1}. ${field || record}` : text('proof.fieldN', { n: index + 1 }),
    isChosen: textField(body, 'correction') === id,
  }));
  return { fields: named.length > 1 ? named : [], isForAll: named.length === 0 };
}

/** Which correction was chosen for the files of a form; nothing: all of them. */
export function chosenField(body: unknown): { correction?: string } {
  const about = textField(body, 'correction');
  return about === '' ? {} : { correction: about };
}

/** Which thing was wrong: the correction that was chosen, one of the files, or the moment. */
export function proofProblem(refusal: DomainError, names: readonly string[], text: Words): Problem {
  if (refusal.code === 'NO_SUCH_FIELD') return { field: 'correction', text: text('wrongFile.noSuchField') };
  return fileProblem(refusal, names, 'proof', text);
}
