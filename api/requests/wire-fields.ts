import { z } from 'zod';
import { CAPACITIES } from '../../domain/behalf.js';
import { RIGHTS } from '../../domain/request/types.js';

const LINE_SIGNS = new Set([0x09, 0x0a, 0x0d]);
const hasControlSigns = (value: string) => Array.from(value).some((sign) => sign < ' ' && !LINE_SIGNS.has(sign.charCodeAt(0)));

/** Text a person wrote: no control signs but line breaks and tabs, never only blanks. */
export const text = (max: number) =>
  z
    .string({ error: 'Give a text.' })
    .max(max, { error: `At most ${max} characters.` })
    .refine((value) => !hasControlSigns(value), { error: 'Contains control characters. Leave them out.' })
    .refine((value) => value.isWellFormed(), { error: 'Is not well-formed Unicode.' });
export const filled = (max: number) => text(max).refine((value) => value.trim() !== '', { error: 'Must not be empty.' });
export const right = z.enum(RIGHTS, { error: `Choose of ${RIGHTS.join(', ')}.` });
/** An instant with any offset, answered in Z; a date alone is its midnight in UTC. */
export const instant = z
  .union([z.iso.datetime({ offset: true, precision: undefined }), z.iso.datetime({ offset: true, precision: -1 }), z.iso.date()], {
    error: 'Give an instant with its offset, like 2026-11-23T09:30:00+01:00.',
  })
  .transform((value) => new Date(value.length === 10 ? `${value}T12:00:00Z` : value));

export const email = filled(254).pipe(z.email({ error: 'Give an address like name@example.com.' }));

/** In which capacity somebody asks for another, and the address that person is known by. */
export const behalf = z.strictObject(
  { capacity: z.enum(CAPACITIES, { error: `Choose of ${CAPACITIES.join(', ')}.` }), email: email.optional() },
  { error: 'Give {capacity, email}.' },
);
export const childAge = z.int({ error: 'The age in whole years.' }).min(0).max(150);

export const correction = z.strictObject({ record: text(2000), field: text(500), proposed: text(20_000), reason: text(4000).optional() });
