import { z } from 'zod';

const CREDENTIAL = 'Give the credential as a JSON object, or as a text of up to 1 MB: a JWT, or JSON.';
/** One line of text; what was pasted with spaces around it is meant without. */
const line = (error: string) => z.string({ error }).trim().min(1, { error }).max(2_048, { error });

/** What is to be verified. `domain` beside a credential or an address says where it was found. */
export const newVerification = z
  .strictObject({
    credential: z
      .union([z.string().min(1, { error: CREDENTIAL }).max(1_048_576, { error: CREDENTIAL }), z.record(z.string(), z.unknown())], {
        error: CREDENTIAL,
      })
      .optional(),
    url: line('Give an address of up to 2,048 characters.').optional(),
    domain: line('Give a domain like northpier.example.').optional(),
  })
  .refine((value) => value.credential === undefined || value.url === undefined, { error: 'Give a credential or an address, not both.' })
  .refine((value) => Object.values(value).some((one) => one !== undefined), { error: 'Give a credential, a url or a domain.' });
