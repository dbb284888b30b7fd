import { z } from 'zod';

/** What is to be verified. `domain` beside a credential or an address says where it was found. */
export const newVerification = z
  .strictObject({
    credential: z.union([z.string().min(1).max(1_048_576), z.record(z.string(), z.unknown())]).optional(),
    url: z.string().min(1).max(2_048).optional(),
    domain: z.string().min(1).max(2_048).optional(),
  })
  .refine((value) => value.credential === undefined || value.url === undefined, { error: 'Give a credential or an address, not both.' })
  .refine((value) => Object.values(value).some((one) => one !== undefined), { error: 'Give a credential, a url or a domain.' });
