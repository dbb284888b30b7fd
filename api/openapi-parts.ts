import { z } from 'zod';

/** A JSON Schema. */
export type Schema = Record<string, unknown>;

/** One call of the wire, as the document describes it. */
export interface Operation {
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  summary: string;
  tag: string;
  isPublic?: boolean;
  body?: Schema;
  /** A form with files (multipart/form-data) in place of a JSON body. */
  form?: Schema;
  query?: Schema;
  status?: number;
  response: Schema;
  problems?: readonly number[];
}

/** `format` says it; the expression of a date that zod adds is for nobody to read. */
const leaveOutPatterns = ({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }) => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

/** The JSON Schema of what a zod schema takes. */
export function schemaOf(type: z.ZodType): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any', override: leaveOutPatterns });
  return schema;
}

export const date = { type: 'string', format: 'date' };
export const instant = { type: 'string', format: 'date-time' };
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const object = (properties: Record<string, Schema>, required: readonly string[] = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** Files of a form: their kind is read from their content. */
export const files = (limit: number): Schema => ({
  type: 'array',
  items: { type: 'string', contentMediaType: 'application/octet-stream' },
  minItems: 1,
  maxItems: limit,
});
