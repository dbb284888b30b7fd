/** How a chain or a root can be found broken. */
export type ProblemKind =
  | 'chain-missing'
  | 'chain-unknown'
  | 'gap'
  | 'link-changed'
  | 'link-moved'
  | 'end-missing'
  | 'root-differs'
  | 'heads-changed'
  | 'root-changed'
  | 'root-gap'
  | 'root-signature'
  | 'root-missing';

/** A broken place. `text` says it in a sentence, without personal data. */
export interface EvidenceProblem {
  what: ProblemKind;
  text: string;
  requestId?: string;
  reference?: string;
  /** Number of the link in its chain, or of the root. */
  seq?: number;
}

const SENTENCES: Record<ProblemKind, string> = {
  'chain-missing': 'has no evidence although there must be some: its chain was deleted',
  'chain-unknown': 'has evidence, but there is no such case',
  gap: 'has a gap: a link is missing before this one',
  'link-changed': 'was changed: the content of this link does not match its hash',
  'link-moved': 'does not follow the link before it: a link was replaced or inserted',
  'end-missing': 'does not end where its last link was recorded: links were cut off or added',
  'root-differs': 'is not what a root has signed: the chain was rewritten',
  'heads-changed': 'The record of signed chain ends was changed',
  'root-changed': 'was changed: its content does not match its hash',
  'root-gap': 'does not follow the root before it: a root was deleted, replaced or inserted',
  'root-signature': 'is not signed by a key that is known',
  'root-missing': 'Roots are missing: the newest one is older than the one that is known to have been written',
};

/** A problem of a case's chain. */
export function chainProblem(what: ProblemKind, place: { requestId: string; reference?: string; seq?: number }): EvidenceProblem {
  const link = place.seq === undefined ? '' : `, link ${place.seq},`;
  return { what, ...place, text: `Case ${place.reference ?? place.requestId}${link} ${SENTENCES[what]}.` };
}

/** A problem of a root. */
export function rootProblem(what: ProblemKind, seq?: number, detail?: string): EvidenceProblem {
  const start = seq === undefined ? SENTENCES[what] : `Root ${seq} ${SENTENCES[what]}`;
  return { what, seq, text: `${start}${detail === undefined ? '' : ` (${detail})`}.` };
}
