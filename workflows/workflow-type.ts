import type { Right } from '../domain/request/types.js';

/** The procedure of each right, by the name it is registered under. */
export const WORKFLOW_TYPES = {
  access: 'accessRequest',
  rectification: 'rectificationRequest',
  erasure: 'erasureRequest',
  restriction: 'restrictionRequest',
  objection: 'objectionRequest',
  portability: 'portabilityRequest',
} as const satisfies Record<Right, string>;

/** Which procedure a case follows; while nobody has said which right it is, triage. */
export function workflowTypeOf(right: Right | null): string {
  return right === null ? 'triageRequest' : WORKFLOW_TYPES[right];
}
