import { IDENTITY_DOUBTS, LEVEL_FOR_DOUBT } from '../../../domain/identity.js';
import { textField } from '../page.js';
import type { ActForm } from './act-form.js';
import { DOUBT_WORDS } from './words.js';

/** What somebody of the desk can doubt; that a mailbox was not proven yet is asked by the procedure itself. */
const DOUBTS = IDENTITY_DOUBTS.filter((doubt) => doubt !== 'address-not-proven');

/** Why more is asked than the right needs by itself. The level follows from the reason: nobody chooses a document for its own sake. */
export const identityDoubtForm: ActForm = {
  fields: () => [
    { name: 'doubt', label: 'Reason', kind: 'radio', options: DOUBTS.map((value) => ({ value, label: DOUBT_WORDS[value] })) },
    { name: 'why', label: 'What shows that, for the record', hint: 'Of this request. The letter says the reason above.', kind: 'area' },
  ],
  read: (body) => {
    const doubt = DOUBTS.find((one) => one === textField(body, 'doubt'));
    const why = textField(body, 'why');
    if (doubt === undefined) return { problems: [{ field: 'doubt', text: 'Choose the reason' }] };
    if (!why) return { problems: [{ field: 'why', text: 'Say what shows that' }] };
    return { act: { type: 'identity-doubt', doubt, level: LEVEL_FOR_DOUBT[doubt], why } };
  },
};
