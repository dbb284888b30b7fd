import { DomainError } from './errors.js';

/** What the data-protection officer may say of an activity beside, or instead of, what its system says of itself. */
export const ADDITION_FIELDS = ['persons', 'recipients', 'transfers', 'basis', 'measures', 'note'] as const;
export type AdditionField = (typeof ADDITION_FIELDS)[number];
export const ADDITION_LIMIT = 2_000;

/** Something the officer wrote; the last of a field counts. */
export interface Addition {
  text: string;
  by: string;
  at: string;
}

/** What stands as activity where something is said of every activity of a system. */
export const wholeSystem = (activity: string): string => `${activity.split('/')[0] ?? ''}/*`;

/** One line of the records of processing (GDPR Art. 30(1)): a collection of personal data of one system. Empty: nobody has said it. */
export interface ProcessingRecord {
  /** `system/collection`. */
  activity: string;
  name: string;
  system: string;
  purposes: readonly string[];
  /** Art. 30(1)(c): whose data. */
  persons: string;
  categories: readonly string[];
  /** Art. 30(1)(d): named by the description and met in the register of disclosures. */
  recipients: readonly string[];
  /** Art. 30(1)(e). */
  transfers: string;
  /** Art. 30(1)(f): the envisaged time limit. */
  period: string;
  /** Art. 30(1)(g): the security measures. */
  measures: string;
  /** Art. 15(1)(g): where the data come from. */
  source: string;
  basis: string;
  additions: Partial<Record<AdditionField, Addition>>;
}

/** A field as it stands: what the officer wrote before what the system says. */
export function standing(record: ProcessingRecord, field: AdditionField): string {
  const said = record.additions[field]?.text;
  if (said !== undefined) return said;
  if (field === 'note') return '';
  return field === 'recipients' ? record.recipients.join('; ') : record[field];
}

/** What Art. 30(1) asks of every record and nobody has said yet. */
export const missingIn = (record: ProcessingRecord): string[] => [
  ...(record.purposes.length === 0 ? ['purposes'] : []),
  ...(['persons', 'transfers', 'measures'] as const).filter((field) => standing(record, field) === ''),
  ...(record.period === '' ? ['period'] : []),
];

/** Whose data our own collections hold. */
export const OWN_PERSONS: Readonly<Record<string, string>> = {
  officer: 'officers and contacts of members',
  member: 'members who are sole traders',
  certificate: 'holders of certificates',
  seal: 'members who are sole traders',
  newsletter: 'subscribers',
  newsletter_copy: 'subscribers',
  preference: 'subscribers and account holders',
  consent_record: 'subscribers and account holders',
  suppression: 'people who want no advertising',
  support_message: 'people who wrote to support',
  account: 'staff, reviewers of issuers, officers of members',
  log_entry: 'account holders',
  disclosure: 'all of whom data were passed on',
};

/** How our own collections are kept safe (Art. 32). */
export const OWN_MEASURES =
  'sealed with a key of each person (AES-256-GCM), keys in a database and a backup of their own; roles with the least rights; restriction by row security; a chain of evidence for each case';

/** Throws 404 for a field that is none. */
export function requireAdditionField(field: string): AdditionField {
  const found = ADDITION_FIELDS.find((one) => one === field);
  if (found === undefined)
    throw new DomainError({ code: 'NO_SUCH_FIELD', kind: 'missing', detail: 'There is no such entry in the records.' });
  return found;
}

/** One line of the register of disclosures (GDPR Art. 15(1)(c), 19): who got what when; about whom as a name nobody can read. */
export interface DisclosureLine {
  at: string;
  recipient: string;
  system: string;
  categories: readonly string[];
  purpose: string;
  person: string;
}

export interface DisclosureFilter {
  recipient?: string;
  /** Calendar dates, both included. */
  from?: string;
  to?: string;
  /** Of the person whose case has this reference. */
  reference?: string;
  limit: number;
}
