export type ErasureDecision = 'erase' | 'keep';
export type ErasureSystemStatus = 'planned' | 'nothing' | 'by-hand' | 'unreachable' | 'erased' | 'proven';

/** What a decision says of one collection (GDPR Art. 17(1), (3)): each is decided for itself. */
export interface CategoryDecision {
  system: string;
  collection: string;
  decide: ErasureDecision;
  /** `17(1)(a)` … `(f)` for what is erased, `17(3)(a)` … `(e)` for what is kept. */
  ground: string;
  /** Needed for what is kept: the facts that make it necessary, and until when, for the letter. */
  why?: string;
  until?: string;
}

/** One collection in the preview and in the record of an erasure. Counts are rows of the person. */
export interface ErasureItemView {
  system: string;
  collection: string;
  categories: readonly string[];
  decision: ErasureDecision;
  ground: string | null;
  why: string | null;
  until: string | null;
  rowCount: number;
  deleteCount: number;
  maskCount: number;
  heldBack: number;
  blocked: number;
  byHand: string | null;
  deleted: number;
  masked: number;
  left: number;
  /** What the second look still found; null before it. */
  remaining: number | null;
}

/** An erasure as the desk shows it. Instants are ISO 8601. */
export interface ErasureView {
  plannedAt: string;
  releasedAt: string | null;
  shreddedAt: string | null;
  systems: readonly { system: string; status: ErasureSystemStatus; problem: string | null }[];
  items: readonly ErasureItemView[];
  /** Effect in numbers, for whoever is about to let it happen. */
  totals: { systems: number; rows: number; deleted: number; masked: number; kept: number };
}
