import { awaitsAuthority } from '../../../domain/behalf.js';
import type { ClockEvent } from '../../../domain/clock/input.js';
import { DomainError } from '../../../domain/errors.js';
import { PROMPT_WITHIN_DAYS } from '../../../domain/identity.js';
import type { Act } from '../../../domain/request/filing.js';
import type { Facts } from '../../../domain/rights/decision-table.js';
import { together } from './approvals.js';
import { agencyOf, authorityRequest } from './ask-authority.js';
import { daysLater, localDateOf } from './case-clock.js';
import type { CaseRow } from './case-row.js';
import type { Change, StepContext } from './change.js';
import { joinPerson } from './join-person.js';
import type { ActContext, Judge } from './judge.js';
import { letter } from './letters.js';
import { newLink } from './links.js';
import { deleteProofs } from './proof-files.js';
import type { Profile } from './sealed.js';
import { identityFacts } from './steps/ask-identity.js';
import { casesBeside, rememberPerson } from './take-proof.js';
import { recordTransition } from './transition.js';

const ARTICLE = 'EDPB 01/2022 paras 79-90';
const LINK_DAYS = 45;
type AuthorityAct = Extract<Act, { type: 'authority' }>;

/**
 * What a person of the desk found out about an agent's authority, for every case of the message. The files shown for it are deleted with
 * this. In doubt, the answer goes to the person, who proves who they are, and not to the agent.
 */
export const judgeAuthority: Judge<'authority'> = async (act, context) => {
  const { client, row, deps, profile } = context;
  if (row.behalf === null) forbid('NO_AGENT', 'Nobody acts for another here');
  if (act.verdict === 'missing' && row.authority === 'asked')
    forbid('AUTHORITY_ALREADY_ASKED', 'The proof was asked for and is waited for');
  const known = withPerson(profile, act);
  if (goesToPerson(act, row, known) && known.personEmail === undefined)
    forbid('PERSON_ADDRESS_UNKNOWN', 'The answer would go to the person: give the address they are known by as personEmail');
  const deleted = await deleteProofs(deps, client, { row, kind: 'authority', because: 'checked' });
  const verdict = await settled(act, { ...context, profile: known });
  for (const id of await casesBeside(context)) await settleBeside(act, context, id);
  const change = together({ facts: deleted }, verdict);
  const remembered = known === profile ? change : together(change, await rememberPerson(deps, context, known.personEmail));
  const { personEmail } = known;
  if (act.verdict === 'missing' || personEmail === undefined) return remembered;
  // What the desk has checked says whose file it is.
  return { ...remembered, afterwards: (tx) => joinPerson(deps, { ...context, client: tx }, personEmail) };
};

async function settleBeside(act: AuthorityAct, { deps, client, actor, now, today }: ActContext, id: string): Promise<void> {
  await recordTransition(
    deps,
    { id },
    actor,
    async (beside) => {
      if (beside.row.closed_at !== null || beside.row.authority === 'confirmed') return undefined;
      const known = withPerson(beside.profile, act);
      const change = await settled(act, { ...beside, profile: known, deps, today }, false);
      return known === beside.profile ? change : together(change, await rememberPerson(deps, beside, known.personEmail));
    },
    { client, now },
  );
}

/** Whoever has looked at the proof knows better than whoever asks which address is the person's. */
const withPerson = (profile: Profile, { personEmail }: AuthorityAct): Profile =>
  personEmail === undefined || profile.personEmail === personEmail ? profile : { ...profile, personEmail };

const goesToPerson = (act: AuthorityAct, row: CaseRow, profile: Profile): boolean =>
  act.verdict === 'doubted' || (act.verdict === 'confirmed' && (act.answerTo ?? agencyOf(row, profile).answerTo) === 'person');

type Settling = StepContext & Pick<ActContext, 'deps' | 'today'>;

async function settled(act: AuthorityAct, context: Settling, isLead = true): Promise<Change> {
  if (act.verdict === 'missing') return refused(act, context, isLead);
  const answered: ClockEvent[] = isOpen(context.events) ? [{ type: 'authority-received', on: context.today }] : [];
  if (act.verdict === 'doubted') return together({ facts: [], clockEvents: answered }, await asThePerson(act, context, isLead));
  return {
    facts: [
      ...(context.row.authority === 'received' ? [] : [{ event: 'authority-received' as const, data: { means: 'seen-by-staff' } }]),
      { event: 'authority-confirmed', data: { how: 'seen-by-staff' }, text: act.how },
      { event: 'identity-confirmed', data: { level: 'L3', how: 'authority-checked' } },
    ],
    set: {
      authority: 'confirmed',
      // The proof names the person and was checked: that is as sure as two facts, and whoever acts is asked nothing more.
      identity_level: 'L3',
      is_identity_proven: true,
      answer_to: act.answerTo ?? agencyOf(context.row, context.profile).answerTo,
    },
    clockEvents: answered,
  };
}

/** What came was not enough, or nothing came in the state where it should have: asked anew, with the reason. */
function refused(act: AuthorityAct, { deps, row, profile, now }: Settling, isLead: boolean): Change {
  const asked = authorityRequest(deps, { row, profile, now, isLead, notEnoughBecause: act.how });
  return together({ facts: [{ event: 'authority-refused', data: {}, text: act.how }] }, asked);
}

/** The request goes on as the person's own: a link to the address they are known by proves who they are. */
async function asThePerson(act: AuthorityAct, { deps, client, row, profile, now, today }: Settling, isLead: boolean): Promise<Change> {
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 86_400_000);
  const link = newLink(deps.vault, { requestId: row.id, purpose: 'identity', expiresAt });
  const own: CaseRow = { ...row, authority: 'doubted' };
  const isPrompt = today <= daysLater(localDateOf(row.received_at, row.time_zone), PROMPT_WITHIN_DAYS);
  const facts = await identityFacts(deps, { client, row: own, profile, now }, link);
  const to = { to: profile.personEmail ?? '', toName: profile.onBehalfOf ?? '' };
  return {
    facts: [
      { event: 'authority-doubted', data: {}, text: act.how },
      { event: 'identity-requested', data: { doubt: 'authority-doubted', asked: ['one-time-link'], wantedLevel: 'L1', isPrompt } },
    ],
    set: {
      authority: 'doubted',
      answer_to: 'person',
      identity_asked_at: now,
      // What the authority had proven falls with it.
      ...(row.authority === 'confirmed' ? { is_identity_proven: false, identity_level: 'L0' as const } : {}),
    },
    clockEvents: [{ type: 'identity-requested', on: today, promptly: isPrompt }],
    rows: isLead ? { link: [link.row] } : {},
    letters: isLead ? [{ ...letter('ID_REQUEST', `identity:${link.row.id}`, facts), ...to }] : [],
  };
}

const isOpen = (events: readonly ClockEvent[]): boolean =>
  events.filter(({ type }) => type === 'authority-requested').length > events.filter(({ type }) => type === 'authority-received').length;

function forbid(code: string, detail: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (${ARTICLE}).`, article: ARTICLE });
}

/** What the tables may take as known of an agent; once the person has proven who they are, nobody acts for them any more. */
export function agentFacts(row: Pick<CaseRow, 'behalf' | 'authority' | 'is_identity_proven'>): Facts {
  if (row.behalf === null) return {};
  if (row.authority === 'confirmed') return { agent: 'authorised' };
  if (row.authority === 'doubted') return { agent: row.is_identity_proven ? 'none' : 'not_proven' };
  return awaitsAuthority(row.authority) ? { agent: 'not_proven' } : {};
}
