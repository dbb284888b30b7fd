import { listField, type Problem } from '../page.js';
import type { ActField } from './act-form.js';

/** The kinds of field that are chosen from a list of marks. */
export const CHOICE_KINDS = ['radio', 'check'] as const;

/** A field with what was typed into it and what is wrong with that, as the partial `act-fields` prints it. */
export function fieldView(field: ActField, body: unknown, problems: Problem[]) {
  const typed = listField(body, field.name);
  const value = typed[0] ?? field.value ?? '';
  return {
    ...field,
    hint: field.hint ?? '',
    value,
    error: problems.find((problem) => problem.field === field.name)?.text ?? '',
    options: (field.options ?? []).map((option, n) => ({
      ...option,
      id: n === 0 ? field.name : `${field.name}-${option.value}`,
      isChosen: field.kind === 'check' ? typed.includes(option.value) : option.value === value,
    })),
  };
}
