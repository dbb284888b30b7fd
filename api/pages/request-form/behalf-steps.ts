import { CAPACITIES } from '../../../domain/behalf.js';
import { ADULT_AGE } from '../../../domain/minors.js';
import { textField } from '../page.js';
import type { Answers } from './answers.js';
import { MAX_LINE, type Step, tooLong, wrongEmail } from './step.js';

const isForAnother = (answers: Answers): boolean => answers.behalf === 'yes';
const isForChild = (answers: Answers): boolean => isForAnother(answers) && answers.capacity === 'parent';

/** An objection to advertising takes effect at once, so the address it is for has to be known. */
const isMarketing = ({ rights, objectionKind }: Answers): boolean =>
  rights?.includes('objection') === true && objectionKind === 'direct_marketing';

/** An officer is known by the own mailbox. */
export const isPersonEmailAsked = (answers: Answers): boolean =>
  isForAnother(answers) && (answers.capacity !== 'organisation' || isMarketing(answers));

const isChildAge = (age: string | undefined): boolean => /^\d{1,2}$/.test(age ?? '') && Number(age) < ADULT_AGE;

const behalf: Step = {
  name: 'behalf',
  applies: () => true,
  isAnswered: (answers) => answers.behalf !== undefined,
  read: (body, answers) => ({ ...answers, behalf: (['no', 'yes'] as const).find((known) => known === textField(body, 'behalf')) }),
  problems: (answers) => (behalf.isAnswered(answers) ? [] : [{ field: 'behalf', key: 'form.behalf.error' }]),
};

const person: Step = {
  name: 'person',
  applies: isForAnother,
  isAnswered: (answers) => person.problems(answers).length === 0,
  read: (body, answers) => ({ ...answers, onBehalfOf: textField(body, 'onBehalfOf') }),
  problems: ({ onBehalfOf }) =>
    onBehalfOf ? tooLong('onBehalfOf', onBehalfOf, MAX_LINE) : [{ field: 'onBehalfOf', key: 'form.behalf.errorWho' }],
};

const capacity: Step = {
  name: 'capacity',
  applies: isForAnother,
  isAnswered: (answers) => answers.capacity !== undefined,
  read: (body, answers) => ({ ...answers, capacity: CAPACITIES.find((known) => known === textField(body, 'capacity')) }),
  problems: (answers) => (capacity.isAnswered(answers) ? [] : [{ field: 'capacity', key: 'form.behalf.errorCapacity' }]),
};

/** In years: what follows from it is decided by the country (domain/minors.ts); a date of birth would be more than is needed. */
const child: Step = {
  name: 'child',
  applies: isForChild,
  isAnswered: (answers) => isChildAge(answers.childAge),
  read: (body, answers) => ({ ...answers, childAge: textField(body, 'childAge') }),
  problems: (answers) => (child.isAnswered(answers) ? [] : [{ field: 'childAge', key: 'form.behalf.errorAge' }]),
};

const address: Step = {
  name: 'address',
  applies: isPersonEmailAsked,
  isAnswered: (answers) => answers.personEmail !== undefined && address.problems(answers).length === 0,
  read: (body, answers) => ({ ...answers, personEmail: textField(body, 'personEmail') }),
  problems: (answers) => [
    ...wrongEmail('personEmail', answers.personEmail, 'form.behalf.errorPersonEmail'),
    ...(isMarketing(answers) && !answers.personEmail ? [{ field: 'personEmail', key: 'form.behalf.errorPersonEmail' }] : []),
  ],
};

/** Whether somebody asks for another, for whom and in which capacity; of a child its age, of anybody else the address they are known by. */
export const BEHALF_STEPS: readonly Step[] = [behalf, person, capacity, child, address];
