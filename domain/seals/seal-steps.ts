/** What a matter's workflow knows of it. */
export type MatterView = { isOpen: false } | { isOpen: true; nextAtMs: number };

/** What the day's work of an issuer left: more at once, or the next moment something is due. */
export interface DayView {
  isMore: boolean;
  nextAtMs: number | null;
}

/** The effects of the workflows of seals; adapters/db/seals implements them, each step finding its own record before it acts. */
export interface SealSteps {
  doIssuersDay(issuerSlug: string, now: Date): Promise<DayView>;
  readMatter(matterId: string): Promise<MatterView>;
  stepMatter(matterId: string, now: Date): Promise<void>;
}
