import { z } from 'zod';
import { RIGHTS } from '../../domain/request/types.js';
import { factsAsked } from '../../domain/rights/evaluate-case.js';

/** Every fact that the tables of the rights ask, with all its answers; which right asks which is judged with the case. */
const answers: Record<string, Set<string>> = {};
for (const right of RIGHTS)
  for (const [name, values] of Object.entries(factsAsked(right))) answers[name] = new Set([...(answers[name] ?? []), ...values]);

/** What staff answered to the facts of a right's table (GET /docs lists them); a fact left out is unknown. */
export const facts = z.strictObject(
  Object.fromEntries(
    Object.entries(answers).map(([name, values]) => {
      const words = ['unknown', ...values];
      return [name, z.enum(words, { error: `One of ${words.join(', ')}.` }).optional()];
    }),
  ),
);
