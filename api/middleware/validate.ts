import type { z } from 'zod';
import { DomainError, type FieldProblem } from '../../domain/errors.js';

/** The body or query as the schema has it, or 422 with a pointer to every wrong place. */
export function read<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DomainError({
    code: 'INVALID_INPUT',
    kind: 'invalid',
    detail: 'Some of the input cannot be used; each problem is listed.',
    fields: result.error.issues.slice(0, 100).flatMap(problemsOf),
  });
}

function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  const at = pointer(issue.path);
  // A body of another kind than JSON is not read at all, and Express leaves nothing where it would be.
  if (at === '' && issue.code === 'invalid_type' && issue.input === undefined)
    return [{ pointer: at, detail: 'Send a JSON object as the body, with Content-Type: application/json.' }];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: `${at}/${escapePointer(key)}`,
      detail: 'There is no such member. Leave it out or check its spelling.',
    }));
  return [{ pointer: at, detail: issue.message }];
}

/** RFC 6901. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${escapePointer(String(part))}`).join('');
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
