import type { Channel, Jurisdiction, Outcome, Right, Status } from './types.js';
import type { Turn, Urgency } from './urgency.js';

export interface ListItem {
  reference: string;
  right: Right | null;
  status: Status;
  channel: Channel;
  receivedAt: string;
  dueOn: string | null;
  safeOn: string;
  targetOn: string;
  linked: string[];
}

/** One entry of the list as the desk shows it: the wire's fields and what the desk needs beside them. */
export interface DeskItem extends ListItem {
  id: string;
  isOverdue: boolean;
  outcome: Outcome | null;
  expiresAt: string | null;
  waitingFor: 'us' | 'requester' | 'issuer' | 'nobody';
  /** Something was proposed and waits for a second person. */
  waitsForApproval: boolean;
  /** The account that works it. */
  assignedTo: string | null;
}

export interface ListFilter {
  status?: Status;
  /** Open: neither answered nor closed. Waiting: open, and the next step is somebody else's. Approval: for a second person. */
  group?: 'open' | 'waiting' | 'approval';
  /** Only what waits for the decision of this issuer. */
  issuer?: string;
  right?: Right;
  channel?: Channel;
  jurisdiction?: Jurisdiction;
  /** Only what corrections of this issuer are about. */
  involves?: string;
  /** An account, or `nobody`. */
  assignedTo?: string;
  /** Works for itself, and as a deputy for whoever is away today. */
  workedBy?: string;
  overdue?: boolean;
  urgency?: Urgency;
  /** Only what is at risk, see domain/request/urgency.ts. */
  atRisk?: boolean;
  /** Open, and this one has the next step. */
  turn?: Turn;
  dueFrom?: string;
  dueBefore?: string;
  /** Months, YYYY-MM, at the place of the case. */
  receivedIn?: string;
  answeredIn?: string;
  /** Of what was answered: in time or late. */
  onTime?: boolean;
  /** Part of a reference, name or address, or whole words of a note. */
  q?: string;
  limit: number;
  after?: string;
}

export interface Page<T> {
  items: T[];
  hasMore: boolean;
  after: string | null;
}
