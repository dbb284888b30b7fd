import type { DataRow } from './row.js';

/** A field to be blacked out of a row, and why (GDPR Art. 15(4)). */
export interface FieldRedaction {
  field: string;
  reason: string;
}

/** The row as the person gets it: a blacked-out field says that it is one, and why. */
export function redacted(row: DataRow, redactions: readonly FieldRedaction[]): DataRow {
  const copy = { ...row };
  for (const { field, reason } of redactions) if (Object.hasOwn(copy, field)) copy[field] = { redacted: true, reason };
  return copy;
}
