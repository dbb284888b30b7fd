import { IDENTITY_LEVELS } from '../../../domain/request/types.js';
import { type Problem, textField } from '../page.js';
import type { ActForm } from './act-form.js';
import { LEVEL_WORDS } from './words.js';

/** Another address of the person, and what was proven for it. */
export const contactForm: ActForm = {
  fields: () => [
    { name: 'email', label: 'New e-mail address', kind: 'text' },
    {
      name: 'level',
      label: 'What was proven for it',
      kind: 'radio',
      options: IDENTITY_LEVELS.slice(3).map((value) => ({ value, label: LEVEL_WORDS[value] })),
    },
    { name: 'how', label: 'How', hint: 'For example: called the number on file, who named two facts of the record', kind: 'area' },
  ],
  read: (body) => {
    const email = textField(body, 'email');
    const level = IDENTITY_LEVELS.find((one) => one === textField(body, 'level'));
    const how = textField(body, 'how');
    const problems: Problem[] = [
      ...(/^[^@\s]+@[^@\s]+$/.test(email) ? [] : [{ field: 'email', text: 'Enter the address' }]),
      ...(how ? [] : [{ field: 'how', text: 'Say how it was proven' }]),
    ];
    return problems.length > 0 ? { problems } : { act: { type: 'contact', email, how, ...(level ? { level } : {}) } };
  },
};
