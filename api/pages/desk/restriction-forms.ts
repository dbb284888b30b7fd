import type { RequestDetail } from '../../../domain/request/detail.js';
import {
  ALLOWED_USES,
  type AllowedUse,
  GROUND_LETTERS,
  type GroundLetter,
  LIFT_NOTICE_DAYS,
  type RestrictedPart,
} from '../../../domain/restriction.js';
import { listField, type Problem, textField } from '../page.js';
import type { ActField, ActForm } from './act-form.js';

const GROUND_WORDS = {
  a: 'They say the data are wrong, and that is being checked (18(1)(a))',
  b: 'The use is unlawful and they do not want erasure (18(1)(b))',
  c: 'We no longer need the data, they need them for a legal claim (18(1)(c))',
  d: 'They objected, and that is being weighed (18(1)(d))',
} as const satisfies Record<GroundLetter, string>;

const USE_WORDS = {
  consent: 'What the person agreed to',
  'legal-claims': 'Legal claims',
  'protection-of-others': 'Protecting the rights of somebody else',
  'public-interest': 'An important public interest',
} as const satisfies Record<AllowedUse, string>;

const problem = (field: string, text: string): { problems: Problem[] } => ({ problems: [{ field, text }] });
const isDate = (text: string) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The systems that were searched; our own registers first. */
function systemsOf(detail: RequestDetail): string[] {
  return [...new Set(['rightsdesk', ...detail.sources.filter(({ rowCount }) => rowCount > 0).map(({ system }) => system)])];
}

/** One part a line: `system` or `system / collection`. */
function readScope(text: string): RestrictedPart[] {
  const lines = text.split('\n').map((line) => line.split('/').map((part) => part.trim()));
  return lines.flatMap(([system = '', collection = '']) =>
    system === '' ? [] : [{ system, ...(collection === '' ? {} : { collection }) }],
  );
}

/** GDPR Art. 18(1): ground, scope, uses that stay allowed, when it is looked at again, and the case that ends it. */
export const restrictionTerms: ActForm = {
  fields: (detail) => [
    { name: 'ground', label: 'Ground', kind: 'radio', options: GROUND_LETTERS.map((value) => ({ value, label: GROUND_WORDS[value] })) },
    {
      name: 'scope',
      label: 'What it covers',
      hint: `One part a line, like "rightsdesk / certificate". Empty: everything found (${systemsOf(detail).join(', ')}).`,
      kind: 'area',
    },
    {
      name: 'allowedUses',
      label: 'Uses that stay allowed beside storage (18(2))',
      kind: 'check',
      options: ALLOWED_USES.map((value) => ({ value, label: USE_WORDS[value] })),
    },
    { name: 'reviewOn', label: 'Looked at again on', hint: 'Empty: by the ground', kind: 'date' },
    {
      name: 'linkedRequest',
      label: 'Ends by the decision of this case',
      kind: 'select',
      options: [{ value: '', label: '–' }, ...detail.linked.map((value) => ({ value, label: value }))],
    },
  ],
  read: (body) => {
    const ground = GROUND_LETTERS.find((one) => one === textField(body, 'ground'));
    const scope = readScope(textField(body, 'scope'));
    const chosen = listField(body, 'allowedUses');
    const allowedUses = ALLOWED_USES.filter((use) => chosen.includes(use));
    const reviewOn = textField(body, 'reviewOn');
    const linkedRequest = textField(body, 'linkedRequest');
    if (ground === undefined) return problem('ground', 'Choose the ground');
    if (!isDate(reviewOn)) return problem('reviewOn', 'Enter a day, like 2026-12-31');
    return {
      act: {
        type: 'restriction-terms',
        ground,
        ...(scope.length > 0 ? { scope } : {}),
        ...(allowedUses.length > 0 ? { allowedUses } : {}),
        ...(reviewOn ? { reviewOn } : {}),
        ...(linkedRequest ? { linkedRequest } : {}),
      },
    };
  },
};

/** GDPR Art. 18(1)(a), (d): nothing to ask; the page says what it does. */
export const restrictMeanwhile: ActForm = {
  fields: () => [],
  read: () => ({ act: { type: 'restrict-meanwhile' } }),
};

/** GDPR Art. 18(3): the person reads the reason before it happens. */
export const liftAnnouncement: ActForm = {
  fields: () => [
    { name: 'liftOn', label: 'Ends on', hint: `Empty: in ${LIFT_NOTICE_DAYS} days. At the earliest tomorrow.`, kind: 'date' },
    { name: 'reason', label: 'Reason, as the person will read it', kind: 'area' },
  ],
  read: (body) => {
    const liftOn = textField(body, 'liftOn');
    const reason = textField(body, 'reason');
    if (!isDate(liftOn)) return problem('liftOn', 'Enter a day, like 2026-12-31');
    if (!reason) return problem('reason', 'Give the reason');
    return { act: { type: 'lift-announcement', reason, ...(liftOn ? { liftOn } : {}) } };
  },
};

const BALANCE = {
  interests: ['Our interest', 'What we want to achieve, and why it is legitimate'],
  necessity: ['Necessity', 'Why it cannot be reached with less'],
  situation: ['The person’s situation', 'What it does to them, in their own grounds'],
  safeguards: ['Safeguards', 'What lessens the effect'],
  conclusion: ['Conclusion', 'Which side weighs more, and why'],
} as const;
const BALANCE_FIELDS = Object.keys(BALANCE) as (keyof typeof BALANCE)[]; // keys of the literal above

/** GDPR Art. 21(1): the controller demonstrates. Every part goes into the letter of a refusal. */
export const balancingTest: ActForm = {
  fields: () => BALANCE_FIELDS.map((name): ActField => ({ name, label: BALANCE[name][0], hint: BALANCE[name][1], kind: 'area' })),
  read: (body) => {
    const [interests = '', necessity = '', situation = '', safeguards = '', conclusion = ''] = BALANCE_FIELDS.map((name) =>
      textField(body, name),
    );
    const problems = BALANCE_FIELDS.filter((name) => !textField(body, name)).map((field) => ({
      field,
      text: `Fill in: ${BALANCE[field][0].toLowerCase()}`,
    }));
    if (problems.length > 0) return { problems };
    return { act: { type: 'balancing-test', interests, necessity, situation, safeguards, conclusion } };
  },
};
