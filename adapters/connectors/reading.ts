/** The facts about a system that did not answer, or not to the end. */
export const CONNECTOR_PROBLEMS = [
  'UNREACHABLE',
  'REFUSED_ACCESS',
  'TOO_SLOW',
  'LOST_MID_WAY',
  'DESCRIPTION_DOES_NOT_FIT',
  'NOT_CONFIGURED',
] as const;
export type ConnectorProblemCode = (typeof CONNECTOR_PROBLEMS)[number];

/** Who is looked for. `emails` are proven addresses; a case's id and the subject's id are known only for systems of our own. */
export interface Identity {
  emails: readonly string[];
  phones?: readonly string[];
  subjectId?: string;
  requestId?: string;
}

/** A system that is down, slow or half-answers: what was read before it still stands. `detail` holds no personal data. */
export interface ReadProblem {
  kind: 'problem';
  problem: ConnectorProblemCode;
  detail: string;
}
