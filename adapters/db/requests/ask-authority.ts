import { agencyRuleOf } from '../../../domain/behalf.js';
import { SILENCE } from '../../../domain/identity.js';
import { effectOnTimeOf } from '../../../domain/letters/regime.js';
import { daysLater, localDateOf } from './case-clock.js';
import type { CaseRow } from './case-row.js';
import type { Change } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { commonFacts, letter, statusUrlOf } from './letters.js';
import type { Profile } from './sealed.js';

const ANSWER_DAYS = 45;
const DAY_MS = 86_400_000;

/** Whoever asks for another has not been asked for the authority yet. An objection to advertising needs none (GDPR Art. 21(3)). */
export const mustAskAuthority = (row: CaseRow): boolean =>
  row.behalf !== null && row.authority === null && row.right !== null && row.objection_kind !== 'direct_marketing';

/** What decides about whoever asks, by the rule of their capacity. */
export function agencyOf(row: CaseRow, profile: Profile) {
  const { childAge } = profile;
  return agencyRuleOf({ capacity: row.behalf ?? 'authorised', calendar: row.calendar, ...(childAge === undefined ? {} : { childAge }) });
}

interface Asking {
  row: CaseRow;
  profile: Profile;
  now: Date;
  /** The cases of one message are asked about in one letter. */
  isLead: boolean;
  notEnoughBecause?: string;
}

/** What is asked of somebody who writes for another person; any proof will do. Asked anew where what came was not enough. */
export function authorityRequest(deps: DeskDeps, { row, profile, now, isLead, notEnoughBecause }: Asking): Change {
  const today = localDateOf(now, row.time_zone);
  const step = notEnoughBecause === undefined ? 'authority' : `authority:${now.getTime()}`;
  return {
    facts: [{ event: 'authority-requested', data: { asked: [agencyOf(row, profile).proof] } }],
    clockEvents: [{ type: 'authority-requested', on: today }],
    set: { authority: 'asked', authority_asked_at: now },
    letters: isLead && row.may_reply ? [authorityLetter(deps, { row, profile, now, step, askedAt: now, notEnoughBecause })] : [],
  };
}

/** The letter that asks for the authority; a reminder where it was asked before. */
export function authorityLetter(
  deps: DeskDeps,
  of: Pick<Asking, 'row' | 'profile' | 'now' | 'notEnoughBecause'> & { step: string; askedAt: Date; isReminder?: boolean },
) {
  const { row, profile, now } = of;
  const { regime } = commonFacts(deps, row, profile, now);
  const { proof, answerTo } = agencyOf(row, profile);
  const askedOn = localDateOf(of.askedAt, row.time_zone);
  return letter('AUTHORITY_REQUEST', of.step, {
    proof,
    isAnswerToPerson: answerTo === 'person',
    wantsPersonEmail: profile.personEmail === undefined,
    notEnoughBecause: of.notEnoughBecause ?? null,
    askedOn: of.isReminder === true ? askedOn : null,
    closesOn: daysLater(askedOn, SILENCE.closeAfterDays),
    link: `${statusUrlOf(deps, row)}/authority`,
    linkExpiresAt: new Date(now.getTime() + ANSWER_DAYS * DAY_MS).toISOString(),
    effectOnTime: effectOnTimeOf({ ask: 'authority', regime, right: row.right }),
  });
}
