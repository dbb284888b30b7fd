import { domainToUnicode } from 'node:url';
import { KINDS } from '../../domain/seals/kinds.js';
import type { SealStatus } from '../../domain/seals/life.js';
import type { DomainState, SealDetail, SealItem } from '../../domain/seals/view.js';
import type { Reader } from './issuer/present.js';
import { dayInWords, instantInWords } from './words.js';

type Urgency = 'calm' | 'soon' | 'late' | 'held';

const OF_STATUS: Record<SealStatus, Urgency> = {
  draft: 'held',
  active: 'calm',
  suspended: 'held',
  revoked: 'late',
  expired: 'late',
  superseded: 'held',
};
const OF_DOMAIN: Record<DomainState, Urgency> = { unproven: 'held', proven: 'calm', failing: 'soon', lost: 'late' };
const SOON_MS = 30 * 86_400_000;

/** The state of a seal or domain as word and shape: never by colour alone. */
export interface StateView {
  word: string;
  urgency: Urgency;
}

export const domainStateView = (state: DomainState, { text }: Reader): StateView => ({
  word: text(`seals.domainState.${state}`),
  urgency: OF_DOMAIN[state],
});

export const day = (at: string | Date, { language }: Reader) => dayInWords(new Date(at).toISOString().slice(0, 10), language);

/** One line of a list of seals, for issuers and members. */
export function sealRow(seal: SealItem, reader: Reader, { now, base }: { now: Date; base: string }) {
  const endsSoon = seal.status === 'active' && Date.parse(seal.validUntil) - now.getTime() < SOON_MS;
  return {
    member: seal.member,
    kindName: KINDS[seal.kind].name[reader.language],
    domain: seal.domain,
    domainUnicode: domainToUnicode(seal.domain) || seal.domain,
    state: { word: reader.text(`seals.status.${seal.status}`), urgency: endsSoon ? 'soon' : OF_STATUS[seal.status] },
    until: day(seal.validUntil, reader),
    href: `${base}/${seal.id}`,
  };
}

const SPEAKERS = ['issuer', 'member', 'system'] as const;

/** One seal with its history, newest first. `withReasons`: an issuer's reasons are its own; the member sees what happened. */
export function sealView(seal: SealDetail, reader: Reader, options: { now: Date; base: string; withReasons: boolean }) {
  const { text, language } = reader;
  return {
    ...sealRow(seal, reader, options),
    id: seal.id,
    states: seal.states,
    licenceNumber: seal.licenceNumber ?? '',
    isTwofold: seal.domainUnicode !== seal.domain,
    domainState: domainStateView(seal.domainState, reader),
    since: day(seal.validFrom, reader),
    website: seal.linkBack === null ? '' : text(`verifyMore.website.${seal.linkBack.said}`, { domain: seal.domainUnicode }),
    websiteAsked: seal.linkBack === null ? '' : text('member.checked', { at: instantInWords(seal.linkBack.askedAt, language, 'UTC') }),
    verifyUrl: seal.verifyUrl,
    earlier: seal.supersedes === null ? '' : `${options.base}/${seal.supersedes}`,
    newer: seal.supersededBy === null ? '' : `${options.base}/${seal.supersededBy}`,
    isPublic: seal.isPublic,
    open: seal.open.map(({ kind, dueAt }) => text('seals.waitsUntil', { what: text(`seals.matter.${kind}`), due: day(dueAt, reader) })),
    history: seal.history.toReversed().map(({ at, text: what, reason, role }) => ({
      at: instantInWords(at, language, 'UTC'),
      what,
      reason: options.withReasons ? (reason ?? '') : '',
      by: text(`seals.by.${SPEAKERS.find((one) => one === role) ?? 'desk'}`),
    })),
  };
}
