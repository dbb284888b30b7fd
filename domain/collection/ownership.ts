/**
 * Whose a row is:
 * `own` the subject's; `shared` the subject's record points at it, and others' do too; `unclaimed` nobody's in particular;
 * `other` another person's, or another person's as well.
 */
export type Standing = 'own' | 'shared' | 'unclaimed' | 'other';

/** What the ways of one length say about one row. */
export interface Claim {
  /** True for ways over the row's own references, false for records that refer to the row. */
  isOutward: boolean;
  bySubject: boolean;
  byOther: boolean;
}

/**
 * The held-back rule for a row reached by reference (docs/decisions/0010-held-back-rows.md, GDPR Art. 15(4)).
 * `identity` is what the row's own identity fields say, or null where they are blank or it has none; `claims` nearest first.
 */
export function standingOf(identity: 'subject' | 'other' | null, claims: readonly Claim[]): Standing {
  if (identity === 'subject') return 'own';
  if (identity === 'other') return 'other';
  const nearest = claims.find((claim) => claim.bySubject || claim.byOther);
  if (nearest === undefined) return 'unclaimed';
  if (!nearest.bySubject) return 'other';
  if (!nearest.byOther) return 'own';
  return nearest.isOutward ? 'other' : 'shared';
}

/** What the identity fields of a row say: one match makes it the subject's, blank fields say nothing. */
export function identityVerdict(values: readonly (string | null)[], known: ReadonlySet<string>): 'subject' | 'other' | null {
  const stated = values.map((value) => normalIdentity(value ?? '')).filter((value) => value !== '');
  if (stated.length === 0) return null;
  return stated.some((value) => known.has(value)) ? 'subject' : 'other';
}

/** Identities are compared without regard to case and surrounding blanks. */
export function normalIdentity(value: string): string {
  return value.trim().toLowerCase();
}

/**
 * Which ways lead on from a row: all from the subject's; from shared ones only those named `from`; from unclaimed ones only to what
 * they refer to; none from another person's, so nothing is ever reached through a held-back row.
 */
export function leadsOn(standing: Standing, edge: { isForward: boolean; link: { direction: 'to' | 'from' | 'both' } }): boolean {
  if (standing === 'other') return false;
  if (standing === 'own' || edge.isForward) return true;
  return standing === 'shared' && edge.link.direction === 'from';
}
