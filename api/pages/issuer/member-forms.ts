import type { DomainError } from '../../../domain/errors.js';
import type { NewMember } from '../../../domain/seals/view.js';
import { newMember } from '../../seals/schema.js';
import { type Problem, textField } from '../page.js';
import type { Reader } from './present.js';

/** The fields of the form by the names of the wire. */
const FIELD_OF: Record<string, string> = { registrationNumber: 'registration', domain: 'website' };

/** What was typed of a record, to show it again. */
export const memberFields = (body: unknown) => ({
  name: textField(body, 'name'),
  registration: textField(body, 'registration'),
  address: oneLine(textField(body, 'address')),
  contactEmail: textField(body, 'contactEmail'),
});

/** A register keeps an address on one line; a form has room for several. */
const oneLine = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(', ');

/** The record of the form by the schema of the wire, or what is wrong with which field. */
export function readMember(
  body: unknown,
  { text }: Pick<Reader, 'text'>,
  more: Pick<NewMember, 'domain' | 'reference'> = {},
): { member: NewMember } | { problems: Problem[] } {
  const { name, registration, address, contactEmail } = memberFields(body);
  const read = newMember.safeParse({
    name,
    ...(registration === '' ? {} : { registrationNumber: registration }),
    ...(address === '' ? {} : { address }),
    ...(contactEmail === '' ? {} : { contactEmail }),
    language: textField(body, 'language'),
    ...more,
  });
  if (read.success)
    return { member: Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== undefined)) as unknown as NewMember }; // the schema is that type with undefined
  const wrong = new Set(read.error.issues.map(({ path }) => FIELD_OF[String(path[0])] ?? String(path[0])));
  return { problems: [...wrong].map((field) => ({ field, text: text(`members.error.${field}`) })) };
}

const SAID = { DOMAIN_TAKEN: 'domain', DOMAIN_IN_USE: 'domain', MEMBER_REFERENCE_TAKEN: 'reference' } as const;

/** What the record refused, at the field it is about: its own English text is more exact where it names the fault of a domain. */
export function refusedMember(refusal: DomainError, { language, text }: Reader, domainField: 'website' | 'domain'): Problem[] {
  const said = SAID[refusal.code as keyof typeof SAID]; // looked up: other codes are undefined
  if (said !== undefined) return [{ field: said === 'domain' ? domainField : said, text: text(`members.error.${refusal.code}`) }];
  const [wrong] = refusal.fields;
  return [{ field: domainField, text: language === 'en' && wrong !== undefined ? wrong.detail : text(`members.error.${domainField}`) }];
}
