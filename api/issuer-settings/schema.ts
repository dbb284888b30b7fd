import { z } from 'zod';
import { LANGUAGES } from '../../domain/request/types.js';
import { DOMAIN_LOSS_RULES, GRACE_DAYS } from '../../domain/seals/issuer-settings.js';

const mail = z.email({ error: 'Give an e-mail address like office@guild.example.' }).max(254).nullable();
const view = z.enum(['say-so', 'unknown'], { error: 'Choose say-so or unknown.' });
const days = z
  .int({ error: 'Give a whole number of days.' })
  .min(GRACE_DAYS.least, { error: `At least ${GRACE_DAYS.least}.` })
  .max(GRACE_DAYS.most, { error: `At most ${GRACE_DAYS.most}.` });

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
      .nullable(),
    brandColour: z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'Give a colour like #1d4f73.' }),
    markSvg: z.string().max(64_000, { error: 'At most 64 kB.' }).nullable(),
    covers: z.strictObject({ www: z.boolean(), subdomains: z.boolean() }).partial(),
    whenRevoked: view,
    whenSuspended: view,
    whenDomainLost: z.enum(DOMAIN_LOSS_RULES, { error: 'Choose suspend or warn.' }),
    domainGraceDays: days,
    renewalGraceDays: days,
  })
  .partial();
