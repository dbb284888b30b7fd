import type { IssuerSettings, IssuerSettingsChange } from '../../../domain/seals/issuer-settings.js';
import { settingsChange } from '../../issuer-settings/schema.js';
import { textField } from '../page.js';

/** The fields of the form by the names of the wire. */
const FIELD_OF: Record<string, string> = { name: 'headName', address: 'headAddress', registration: 'headRegistration' };

const typedHead = (body: unknown) => ({
  headName: textField(body, 'headName'),
  headAddress: textField(body, 'headAddress'),
  headRegistration: textField(body, 'headRegistration'),
});

/** The letterhead as its form shows it: as stored, or as it was just typed. */
export function headForm({ name, brandName, letterhead }: IssuerSettings, typed: unknown) {
  const { logo } = letterhead;
  const stored = {
    headName: letterhead.name ?? '',
    headAddress: letterhead.address.join('\n'),
    headRegistration: letterhead.registration ?? '',
  };
  return {
    ...(typed === undefined ? stored : typedHead(typed)),
    shownName: brandName ?? name,
    logoUrl: logo === null ? '' : `/issuer/settings/letterhead/logo.png?${logo}`,
  };
}

/** What was typed, by the schema of the wire, or which fields are wrong. */
export function readHead(body: unknown): { letterhead: NonNullable<IssuerSettingsChange['letterhead']> } | { wrong: string[] } {
  const { headName, headAddress, headRegistration } = typedHead(body);
  const address = headAddress
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = settingsChange.shape.letterhead
    .unwrap()
    .required()
    .safeParse({ name: headName || null, address, registration: headRegistration || null });
  if (read.success) return { letterhead: read.data };
  return { wrong: [...new Set(read.error.issues.map(({ path }) => FIELD_OF[String(path[0])] ?? 'headName'))] };
}
