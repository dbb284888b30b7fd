import { DomainError } from './errors.js';
import { MARKETING_CHANNELS, type SuppressedChannel } from './suppression.js';

/** How something promotional leaves the house by each way: as mail of ours, or as a list for a provider, a print shop or a partner. */
export const PROMOTION_PATHS = {
  email: 'mail',
  sms: 'list',
  post: 'list',
  telephone: 'list',
  partners: 'list',
} as const satisfies Record<SuppressedChannel, 'mail' | 'list'>;

export type PromotionPath = (typeof PROMOTION_PATHS)[SuppressedChannel];
export type ListChannel = Exclude<SuppressedChannel, 'email'>;
export const LIST_CHANNELS = MARKETING_CHANNELS.filter((channel): channel is ListChannel => PROMOTION_PATHS[channel] === 'list');

/** What a list gives of each person: what its way needs, and nothing else (GDPR Art. 5(1)(c)). */
export const LIST_COLUMNS = {
  sms: ['phone'],
  post: ['name', 'address'],
  telephone: ['name', 'phone'],
  partners: ['name', 'email'],
} as const satisfies Record<ListChannel, readonly ('name' | 'phone' | 'address' | 'email')[]>;

export type ListStatus = 'draft' | 'proposed' | 'released';
export type ListEvent = 'written' | 'proposed' | 'declined' | 'released' | 'fetched';

/** What is written for a list. */
export interface ListText {
  channel: ListChannel;
  topic: string;
  /** What the message or the sharing is for, in one line; it stands in the register of disclosures. */
  purpose: string;
  /** Who gets the file. */
  recipient: string;
}

/** A list as the desk shows it. */
export interface ListView extends ListText {
  id: string;
  status: ListStatus;
  createdAt: string;
  releasedAt: string | null;
  /** How many it would hold now. */
  reached: number;
  /** Oldest first. */
  log: readonly { event: ListEvent; by: string; at: string; rowCount: number | null }[];
}

export const LIST_LIMITS = { purpose: 200, recipient: 120 } as const;
/** A released list can be fetched this long: each fetch asks anew who may be reached, but what was decided about gets old. */
export const LIST_DAYS = 7;

const WORDS = { draft: 'a draft', proposed: 'waiting for a second person', released: 'released' } as const satisfies Record<
  ListStatus,
  string
>;

/** Throws 409 where a list is not where this step begins. */
export function requireListStatus(status: ListStatus, wanted: ListStatus): void {
  if (status === wanted) return;
  throw new DomainError({
    code: 'LIST_NOT_THERE',
    kind: 'conflict',
    detail: `The list is ${WORDS[status]}; this is possible only while it is ${WORDS[wanted]}. Open it again to see where it stands.`,
  });
}

/** Throws 409 where nobody may be reached, or not as many as were typed. */
export function requireListed(typed: number, reached: number): void {
  if (reached === 0)
    throw new DomainError({ code: 'NO_SUBSCRIBERS', kind: 'conflict', detail: 'Nobody who may be reached this way wants this topic.' });
  if (typed !== reached)
    throw new DomainError({
      code: 'REACH_CHANGED',
      kind: 'conflict',
      detail: `It would now hold ${reached}. Look at the numbers again and type that number.`,
    });
}

/** Throws 409 once a released list is too old. */
export function requireFreshList(releasedAt: Date | null, now: Date): void {
  if (releasedAt !== null && now.getTime() - releasedAt.getTime() < LIST_DAYS * 86_400_000) return;
  throw new DomainError({
    code: 'LIST_TOO_OLD',
    kind: 'conflict',
    detail: `A list can be fetched for ${LIST_DAYS} days after its release. Make a new one.`,
  });
}
