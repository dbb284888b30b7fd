import type { Readable } from 'node:stream';

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

/** A package that another organisation handed over to us. */
export interface IncomingItem {
  id: string;
  origin: string;
  source: string;
  person: { name: string; email: string };
  sha256: string;
  sizeBytes: number;
  status: 'received' | 'accepted' | 'rejected';
  receivedAt: string;
}

/** The receiving end of direct transfers; adapters/db/portability implements it. */
export interface PortabilityDoor {
  discovery(): object;
  jwks(): object;
  /** Throws DomainError unauthenticated, forbidden, conflict or invalid; answers the signed receipt. */
  receive(request: {
    path: string;
    headers: Record<string, string>;
    body: AsyncIterable<Uint8Array>;
  }): Promise<{ receipt: string; isNew: boolean }>;
  incoming(): Promise<IncomingItem[]>;
  /** Throws DomainError missing or conflict. */
  decide(id: string, verdict: 'accepted' | 'rejected', by: string): Promise<void>;
  open(id: string): Promise<{ stream: Readable; sizeBytes: number; filename: string }>;
  senders(): Promise<{ origin: string; name: string; status: 'pending' | 'approved' | 'refused'; firstSeenAt: string }[]>;
  decideSender(origin: string, isApproved: boolean, by: string): Promise<void>;
}
