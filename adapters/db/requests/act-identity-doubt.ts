import { requireLawfulDoubt, SILENCE } from '../../../domain/identity.js';
import { daysLater, localDateOf } from './case-clock.js';
import type { Judge } from './judge.js';
import { letter } from './letters.js';
import { newLink } from './links.js';
import { deleteProofs } from './proof-files.js';
import { identityFacts } from './steps/ask-identity.js';

const LINK_DAYS = 45;
const DAY_MS = 86_400_000;

/** A person of the desk has a reason to ask for more than the right needs by itself. The letter says the reason, and how it is met. */
export const raiseLevel: Judge<'identity-doubt'> = async (act, { client, deps, row, profile, events, now, today }) => {
  requireLawfulDoubt(row.identity_level, act.doubt, act.level);
  const raised = { ...row, required_level: act.level, level_reason: act.doubt };
  const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY_MS);
  const link = newLink(deps.vault, { requestId: row.id, purpose: 'identity', expiresAt });
  const asked = await identityFacts(deps, { client, row: raised, profile, now }, link);
  const isOpen =
    events.filter(({ type }) => type === 'identity-requested').length > events.filter(({ type }) => type === 'identity-received').length;
  const step = `identity-doubt:${link.row.id}`;
  const askedOn = localDateOf(row.identity_asked_at ?? now, row.time_zone);
  return {
    facts: [
      { event: 'identity-level-raised', data: { level: act.level, because: act.doubt }, text: act.why },
      ...(await deleteProofs(deps, client, { row, kind: 'identity', because: 'checked' })),
    ],
    set: {
      required_level: act.level,
      level_reason: act.doubt,
      is_identity_proven: false,
      identity_asked_at: row.identity_asked_at ?? now,
    },
    clockEvents: isOpen ? [] : [{ type: 'identity-requested', on: today, promptly: false }],
    rows: { link: [link.row] },
    letters: row.may_reply
      ? [
          row.identity_asked_at === null
            ? letter('ID_REQUEST', step, asked)
            : letter('ID_REMINDER', step, { ...asked, askedOn, closesOn: daysLater(askedOn, SILENCE.closeAfterDays) }),
        ]
      : [],
  };
};
