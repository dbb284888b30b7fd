import type { ErasureView } from '../../../domain/erasure/view.js';
import type { RestrictionItem } from '../../../domain/request/detail.js';
import type { ActType } from '../../../domain/request/filing.js';
import { isReleasable } from '../../../domain/request/release.js';
import { ACT_FROM, isActAllowed } from '../../../domain/request/state.js';
import { fitsRestriction } from '../restrictions/restriction-item.js';
import { type CaseRow, factsOf } from './case-row.js';

/** The acts that the state of a case and its record allow now. What else the law asks is said when one is tried. */
export function allowedActsOf(
  row: CaseRow,
  { restriction, erasure }: { restriction: RestrictionItem | undefined; erasure: ErasureView | undefined },
): ActType[] {
  const isErasureReleased = erasure !== undefined && erasure.releasedAt !== null;
  return (Object.keys(ACT_FROM) as ActType[]).filter(
    (act) =>
      isActAllowed(act, row.status) &&
      fitsRestriction(act, row, restriction) &&
      (act !== 'release' || isReleasable({ ...factsOf(row), isErasureReleased })),
  ); // keys of a literal table
}
