/** What the person is asked to confirm before data go to another organisation (GDPR Art. 20(2)). */
export interface TransferQuestion {
  organisation: string;
  host: string;
  /** ISO instant. */
  confirmBy: string;
  included: { what: string; rowCount: number; fields: readonly string[] }[];
  outOfScope: { what: string; why: string }[];
}

/** The person's side of a direct transfer. */
export interface TransferDesk {
  /** Undefined while nothing waits for the person's word. */
  question(reference: string): Promise<TransferQuestion | undefined>;
  /** Throws DomainError conflict (TRANSFER_NOT_ASKED) where nothing waits any more. */
  answer(reference: string, verdict: 'confirm' | 'decline'): Promise<void>;
  /** Mails a fresh link to the question; does nothing where none is open. */
  mailLink(reference: string): Promise<void>;
}
