import { z } from 'zod';
import { LANGUAGES } from '../../domain/request/types.js';
import { contrastOn, LEAST_CONTRAST } from '../../domain/seals/art-colour.js';
import { DOMAIN_LOSS_RULES, GRACE_DAYS } from '../../domain/seals/issuer-settings.js';
import { HEAD_LIMITS, LOGO_LIMITS } from '../../domain/seals/letterhead.js';
import { hasHiddenSigns } from '../../domain/seals/shown-text.js';

const mail = z.email({ error: 'Give an e-mail address like office@guild.example.' }).max(254).nullable();
const view = z.enum(['say-so', 'unknown'], { error: 'Choose say-so or unknown.' });
const days = z
  .int({ error: 'Give a whole number of days.' })
  .min(GRACE_DAYS.least, { error: `At least ${GRACE_DAYS.least}.` })
  .max(GRACE_DAYS.most, { error: `At most ${GRACE_DAYS.most}.` });

const HIDDEN = 'Contains signs that are not seen. Leave them out.';
/** One line that can be printed. */
const headLine = (max: number) =>
  z
    .string({ error: 'Give a text.' })
    .trim()
    .min(1, { error: 'Must not be empty.' })
    .max(max, { error: `At most ${max} characters.` })
    .refine((text) => !hasHiddenSigns(text), { error: HIDDEN });

/** PATCH /api/v1/issuer: what is left out stays as it is. */
export const settingsChange = z
  .strictObject({
    language: z.enum(LANGUAGES, { error: `Choose of ${LANGUAGES.join(', ')}.` }),
    contactEmail: mail,
    secondContactEmail: mail,
    brandName: z
      .string()
      .trim()
      .min(1, { error: 'Give a name, or null for your own.' })
      .max(80, { error: 'At most 80 characters.' })
      .refine((text) => !hasHiddenSigns(text), { error: HIDDEN })
      .nullable(),
    brandColour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, { error: 'Give a colour like #1d4f73.', abort: true })
      .refine((colour) => contrastOn(colour) >= LEAST_CONTRAST, {
        error: 'Neither white nor black writing can be read on this colour (WCAG 2.2 asks for 4.5:1). Give a darker or lighter one.',
      }),
    letterhead: z
      .strictObject({
        name: headLine(HEAD_LIMITS.name).nullable(),
        address: z
          .array(headLine(HEAD_LIMITS.addressLine))
          .max(HEAD_LIMITS.addressLines, { error: `At most ${HEAD_LIMITS.addressLines} lines.` }),
        registration: headLine(HEAD_LIMITS.registration).nullable(),
      })
      .partial(),
    logo: z
      .base64({ error: 'Give the PNG or SVG file in base64, or null.' })
      .max(Math.ceil(LOGO_LIMITS.bytes / 3) * 4, { error: 'At most 200 kB.' })
      .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
      .nullable(),
    markSvg: z.string().max(64_000, { error: 'At most 64 kB.' }).nullable(),
    covers: z.strictObject({ www: z.boolean(), subdomains: z.boolean() }).partial(),
    whenRevoked: view,
    whenSuspended: view,
    whenDomainLost: z.enum(DOMAIN_LOSS_RULES, { error: 'Choose suspend or warn.' }),
    domainGraceDays: days,
    renewalGraceDays: days,
  })
  .partial();
