import type { Request } from 'express';
import type { MemberKey } from '../../domain/seals/view.js';
import type { MemberDesk } from '../seal-desks.js';
import { newOfficer } from '../seals/schema.js';
import type { Reader } from './issuer/present.js';
import { type Problem, textField } from './page.js';
import { orRefusal } from './refusal.js';

const FIELD_OF = { name: 'officerName', position: 'position', email: 'email', phone: 'phone' } as const;

/** What was typed to enter an officer, to show it again. */
export const typedOfficer = (body: unknown) => ({
  officerName: textField(body, 'officerName'),
  position: textField(body, 'position'),
  email: textField(body, 'email'),
  phone: textField(body, 'phone'),
});

/** Enters the officer of a form; answers the name, or what is wrong with which field. */
export async function takeOfficer(
  { officers }: Pick<MemberDesk, 'officers'>,
  req: Request,
  { key, by, text }: { key: MemberKey; by: 'issuer' | 'member'; text: Reader['text'] },
): Promise<{ name: string } | { problems: Problem[] }> {
  const { officerName: name, position, email, phone } = typedOfficer(req.body);
  const read = newOfficer.safeParse({ name, position, email, ...(phone === '' ? {} : { phone }) });
  if (!read.success) {
    const wrong = new Set(read.error.issues.map(({ path }) => FIELD_OF[String(path[0]) as keyof typeof FIELD_OF])); // the keys of the schema
    return { problems: [...wrong].map((field) => ({ field, text: text(`members.error.${field}`) })) };
  }
  const { phone: given, ...officer } = read.data;
  const done = await orRefusal(officers.add(key, { ...officer, ...(given === undefined ? {} : { phone: given }) }, by), ['conflict']);
  return 'refusal' in done ? { problems: [{ field: 'email', text: text('members.error.OFFICER_KNOWN') }] } : { name };
}
