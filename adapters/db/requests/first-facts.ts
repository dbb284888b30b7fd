import type { EvidenceFact } from '../../../domain/evidence.js';
import { AUTHENTICATED } from '../../../domain/identity.js';
import type { Actor, NewRequest } from '../../../domain/request/filing.js';
import type { IdentityLevel, Right } from '../../../domain/request/types.js';
import type { StoredClock } from './case-row.js';
import type { FilingExtras, NewCase } from './new-case.js';

/** What is on record of a case from its first moment. */
export function firstFacts(filing: { input: NewRequest; actor: Actor; extras: FilingExtras }, one: NewCase): EvidenceFact[] {
  const { input, extras } = filing;
  const right = one.row.right as Right | null; // set by newCase above
  const { ruleSet, calendarVersion } = one.row.clock as StoredClock; // likewise
  const stored = { ruleSet, calendarVersion };
  return [
    {
      event: 'received',
      data: {
        channel: input.channel,
        receivedAt: String(one.row.received_at),
        timeZone: String(one.row.time_zone),
        isByStaff: filing.actor.role === 'staff',
        ...(extras.mailSha256 === undefined ? {} : { sha256: extras.mailSha256 }),
      },
    },
    right === null
      ? { event: 'sent-to-triage', data: { reason: 'not-recognised-with-confidence' } }
      : {
          event: 'classified',
          data: { right, by: input.channel === 'email' ? 'recogniser' : filing.actor.role === 'staff' ? 'staff' : 'requester' },
        },
    ...identityFacts(extras, one),
    {
      event: 'deadline-computed',
      data: { dueOn: one.dueOn, safeOn: one.safeOn, targetOn: String(one.row.target_on), calendar: String(one.row.calendar), ...stored },
    },
  ];
}

function identityFacts({ signedInAs }: FilingExtras, { row }: NewCase): EvidenceFact[] {
  const { level_reason: because, required_level: level } = row;
  return [
    ...(typeof because === 'string'
      ? [{ event: 'identity-level-raised' as const, data: { level: level as IdentityLevel, because } }] // set by newCase above
      : []),
    ...(signedInAs !== undefined && row.identity_level === AUTHENTICATED
      ? [{ event: 'identity-confirmed' as const, data: { level: AUTHENTICATED, how: 'signed-in' } }]
      : []),
  ];
}
