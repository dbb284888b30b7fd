import { assertNever } from '../errors.js';
import type { ParsedMail } from './mail.js';
import type { Recognition } from './recognise.js';

/** A case a mail may belong to, as the record knows it. */
export interface KnownCase {
  readonly requestId: string;
  readonly isOpen: boolean;
  /** Whether the mail's From address is the requester's address on file. A matching address proves nobody's identity. */
  readonly isFromRequester: boolean;
}

/** What was looked up for a mail. Each is undefined where nothing was found. */
export interface PlacementFacts {
  readonly byToken?: KnownCase;
  readonly byMessageId?: KnownCase;
  readonly byReference?: KnownCase;
  /** The newest open case of the From address for one of the recognised rights; without a right, its only open case. */
  readonly openCaseOfSender?: KnownCase;
  /** The cases of the letters a bounce returns. */
  readonly bounced?: readonly KnownCase[];
  /** The same bytes, or the same Message-ID from the same sender, are already on record. A Message-ID alone can be copied by a stranger. */
  readonly isDuplicate: boolean;
  readonly recognition: Pick<Recognition, 'verdict' | 'isReminder'>;
}

/** By what a mail was joined to its case. */
export type JoinedBy = 'token' | 'message-id' | 'reference' | 'sender';

/**
 * What becomes of a mail. `new` opens cases (or one in triage); `reply` and `reminder` join one; `bounce` tells that letters did not
 * arrive; `auto-reply-to-thread` is filed and starts nothing; `ignored-own`, `ignored-duplicate` and `kept-without-case` are kept as raw
 * mail only.
 */
export type Placement =
  | {
      readonly kind: 'reply' | 'reminder';
      readonly requestId: string;
      readonly joinedBy: JoinedBy;
      readonly isUnverifiedParticipant: boolean;
      readonly mayReply: boolean;
    }
  | { readonly kind: 'new'; readonly mayReply: boolean }
  | { readonly kind: 'bounce'; readonly requestIds: readonly string[]; readonly severity: 'hard' | 'soft' | 'delayed' }
  | { readonly kind: 'auto-reply-to-thread'; readonly requestId: string }
  | { readonly kind: 'ignored-own' | 'ignored-duplicate' | 'kept-without-case' };

interface Join {
  readonly found: KnownCase;
  readonly joinedBy: JoinedBy;
}

/**
 * The case a mail names. RULEBOOK 5.1.5: the token cannot be guessed and leads, then our Message-ID; a reference in the subject can be
 * read over a shoulder and so joins only when it comes from the requester.
 */
function joinOf(facts: PlacementFacts): Join | undefined {
  if (facts.byToken !== undefined) return { found: facts.byToken, joinedBy: 'token' };
  if (facts.byMessageId !== undefined) return { found: facts.byMessageId, joinedBy: 'message-id' };
  if (facts.byReference?.isFromRequester) return { found: facts.byReference, joinedBy: 'reference' };
  return undefined;
}

/** A letter answered long after its case is closed, asking for something anew, is a request of its own. */
function isFreshRequest(join: Join, facts: PlacementFacts): boolean {
  return !join.found.isOpen && facts.recognition.verdict === 'recognised' && !facts.recognition.isReminder;
}

function placeWritten(mail: ParsedMail, facts: PlacementFacts): Placement {
  const { mayReply } = mail.automatic;
  const join = joinOf(facts);
  const { isReminder } = facts.recognition;
  if (join !== undefined && !isFreshRequest(join, facts)) {
    const { found, joinedBy } = join;
    return {
      kind: isReminder ? 'reminder' : 'reply',
      requestId: found.requestId,
      joinedBy,
      isUnverifiedParticipant: !found.isFromRequester,
      mayReply: mayReply && found.isFromRequester,
    };
  }
  const open = facts.openCaseOfSender;
  if (isReminder && open !== undefined) {
    return { kind: 'reminder', requestId: open.requestId, joinedBy: 'sender', isUnverifiedParticipant: !open.isFromRequester, mayReply };
  }
  return { kind: 'new', mayReply };
}

function placeAutoReply(mail: ParsedMail, facts: PlacementFacts): Placement {
  const join = joinOf(facts);
  if (join !== undefined) return { kind: 'auto-reply-to-thread', requestId: join.found.requestId };
  // A machine-generated message can still contain a request: the reply is suppressed, the case never.
  if (facts.recognition.verdict === 'recognised') return { kind: 'new', mayReply: false };
  return mail.isBroken ? { kind: 'new', mayReply: false } : { kind: 'kept-without-case' };
}

/** A report about none of our letters (forged, or about mail of another system) changes no case. */
function placeBounce(mail: ParsedMail, facts: PlacementFacts): Placement {
  const token = facts.byToken === undefined ? [] : [facts.byToken];
  const cases = [...(facts.bounced ?? []), ...token];
  if (mail.bounce === undefined || cases.length === 0) return { kind: 'kept-without-case' };
  return { kind: 'bounce', requestIds: [...new Set(cases.map(({ requestId }) => requestId))], severity: mail.bounce.severity };
}

/** Decides where a mail belongs, from the mail and what was looked up for it. Pure; RULEBOOK 5.1.2, 5.1.3, 5.1.5 and 5.1.8. */
export function placeMail(mail: ParsedMail, facts: PlacementFacts): Placement {
  if (facts.isDuplicate) return { kind: 'ignored-duplicate' };
  const { kind } = mail.automatic;
  switch (kind) {
    case 'own':
      return { kind: 'ignored-own' };
    case 'bounce':
      return placeBounce(mail, facts);
    case 'auto-reply':
      return placeAutoReply(mail, facts);
    case 'none':
    case 'list':
    case 'bulk':
      return placeWritten(mail, facts);
    default:
      return assertNever(kind);
  }
}
