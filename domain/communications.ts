import type { Language } from './request/types.js';
import { MARKETING_CHANNELS, type SuppressedChannel } from './suppression.js';

/** How a consent to promotional messages came, or how it ended. */
export const CONSENT_WAYS = ['registration', 'account', 'link', 'sign-up', 'one-click', 'objection', 'staff', 'address-change'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** The ways on which somebody can be written to or called; sharing with partners is a choice of its own, without topics. */
export const MESSAGE_CHANNELS = ['email', 'sms', 'post', 'telephone'] as const satisfies readonly SuppressedChannel[];
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** What stands as topic where somebody lets partners be told of them. */
export const PARTNERS_TOPIC = 'partners';

/** One thing that is wanted: this topic by this way. */
export interface Choice {
  channel: SuppressedChannel;
  topic: string;
}

/** Where messages other than e-mail go. */
export interface ContactDetails {
  phone: string;
  address: string;
}

/** What somebody chose, as the page shows it. */
export interface Communications {
  /** In clear for who signed in; nearly all of it hidden for who came by a link, which may have been handed on. */
  email: string;
  details: ContactDetails;
  topics: readonly { topic: string; label: string }[];
  choices: readonly Choice[];
  /** Newest first. */
  history: readonly { act: 'given' | 'ended'; channel: SuppressedChannel; topic: string; how: ConsentWay; at: string }[];
}

/** What somebody wants from now on. Details that are left empty by who came through a link stay as they are. */
export interface NewChoices {
  choices: readonly Choice[];
  details: Partial<ContactDetails>;
  /** The sentences that stood before their eyes, kept as the proof of what was agreed to (GDPR Art. 7(1)). */
  words: string;
  language: Language;
}

export const DETAIL_LIMITS = { phone: 40, address: 400 } as const;

/** What a way needs to be known before it can be chosen. */
export const NEEDED_DETAIL = {
  email: undefined,
  sms: 'phone',
  telephone: 'phone',
  post: 'address',
  partners: undefined,
} as const satisfies Record<SuppressedChannel, keyof ContactDetails | undefined>;

/** Whether a telephone number can be one: digits as people write them, with or without the plus of a country. */
export const isPhone = (text: string): boolean => /^\+?[\d ()/.-]{5,40}$/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 5;

/** Enough to recognise what is on record, too little to learn it. */
export function maskDetail(text: string): string {
  const [name = '', domain] = text.split('@');
  if (domain !== undefined) return `${name.slice(0, 1)}…@${domain.slice(0, 1)}…${domain.slice(domain.lastIndexOf('.'))}`;
  return text === '' ? '' : `… ${text.replace(/\s+/g, ' ').trim().slice(-3)}`;
}

export const sameChoice = (one: Choice, other: Choice): boolean => one.channel === other.channel && one.topic === other.topic;

/** What begins and what ends when somebody who has `before` wants `after`. */
export function changeOf(before: readonly Choice[], after: readonly Choice[]): { given: Choice[]; ended: Choice[] } {
  const lacks = (list: readonly Choice[]) => (one: Choice) => !list.some((other) => sameChoice(one, other));
  return { given: after.filter(lacks(before)), ended: before.filter(lacks(after)) };
}

/** The ways that nothing is wanted by any more, of those that were in use: each is barred as a whole. */
export function channelsEnded(before: readonly Choice[], after: readonly Choice[]): SuppressedChannel[] {
  const uses = (list: readonly Choice[], channel: SuppressedChannel) => list.some((one) => one.channel === channel);
  return MARKETING_CHANNELS.filter((channel) => uses(before, channel) && !uses(after, channel));
}
