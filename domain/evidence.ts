import type { AccountEvidenceData } from './evidence/account.js';
import type { Channel, IdentityLevel, Jurisdiction, ObjectionKind, Outcome, Right, Status } from './request/types.js';

/** Codes are opaque ids, references and words of closed lists. Personal data never stands here; it goes sealed beside the event. */
type Code = string;
/** `YYYY-MM-DD`. */
type DateText = string;
/** ISO 8601 in UTC. */
type InstantText = string;
/** Lower-case hexadecimal. */
type HexText = string;

/** The three dates of the clock with what they were computed by (RULEBOOK 1.2). `dueOn` is null while the law leaves it open. */
export interface ComputedDates {
  dueOn: DateText | null;
  safeOn: DateText;
  targetOn: DateText;
  ruleSet: Code;
  calendar: Code;
  calendarVersion: Code;
}

interface AtSystem {
  system: Code;
}

interface RowAt extends AtSystem {
  collection: Code;
  keyIndex: HexText;
}

interface LetterRef {
  letterId: Code;
  code: Code;
}

/**
 * Everything that is ever recorded about a case, with what is recorded of it: the audit trail of RULEBOOK section 7, items 1-17
 * (GDPR Art. 5(2), 24). A new event is one member here, one text per language, and the place where it is written.
 */
export interface EvidenceData extends AccountEvidenceData {
  // 1. receipt
  received: { channel: Channel; receivedAt: InstantText; timeZone: string; sha256?: HexText; isByStaff: boolean };
  linked: { references: readonly Code[] };
  'message-received': {
    kind: 'reply' | 'reminder' | 'bounce' | 'auto-reply' | 'other';
    author: 'requester' | 'unverified' | 'staff';
    sha256?: HexText;
  };
  'message-sent': { sha256?: HexText };
  // 2. classification
  classified: { right: Right; before?: Right | null; by: 'requester' | 'recogniser' | 'staff'; objectionKind?: ObjectionKind | null };
  'sent-to-triage': { reason: Code };
  'regime-determined': { regime: Code; jurisdiction: Jurisdiction; calendar: Code };
  // 3. roles
  'role-determined': { role: 'controller' | 'processor' | 'joint-controller'; itemCount: number; ground: Code };
  // 4. identity: what was doubted, asked and reached; never the document
  'identity-requested': { doubt: Code; asked: readonly Code[]; wantedLevel: IdentityLevel; isPrompt: boolean };
  'identity-received': { means: Code };
  'identity-confirmed': { level: IdentityLevel; how: Code };
  'identity-not-proven': { reason: Code };
  'identity-level-raised': { level: IdentityLevel; because: Code };
  'identity-document-deleted': { fileId?: Code; kind?: Code; sha256?: HexText; because?: Code };
  'proof-file-received': { fileId: Code; kind: Code; via: Code; sizeBytes: number; sha256: HexText };
  'proof-file-shown': { fileId: Code };
  // 5. authority of an agent
  'authority-requested': { asked: readonly Code[] };
  'authority-received': { means: Code };
  'authority-confirmed': { how: Code };
  'authority-doubted': Record<never, never>;
  'authority-refused': Record<never, never>;
  // 6. the clock
  'clock-event-recorded': { type: Code; on: DateText; ref?: Code; ground?: Code };
  'deadline-computed': ComputedDates;
  // 7. notices
  'clarification-requested': { questionId: Code; on: DateText };
  'clarification-received': { questionId: Code; on: DateText };
  'extension-notified': { ground: 'complexity' | 'number'; dueOn: DateText };
  'fee-notified': { feeId: Code; ground: Code; amountMinor: number; currency: Code; payByOn: DateText };
  'fee-proposed': { feeId: Code; ground: Code; amountMinor: number; currency: Code };
  'fee-checkout-opened': { feeId: Code };
  'fee-payment-not-taken': { feeId: Code; reason: Code };
  'fee-reminded': { feeId: Code; payByOn: DateText };
  'fee-disputed': { feeId: Code; decideBy: DateText };
  'fee-dispute-decided': { feeId: Code; verdict: 'uphold' | 'reduce' | 'cancel' };
  'fee-cancelled': { feeId: Code; by: 'narrowing' | 'withdrawal' | 'closing' };
  'fee-settled': { feeId: Code };
  'fee-refund-due': { feeId: Code; reason: Code };
  'fee-refunded': { feeId: Code };
  'fee-refund-failed': { feeId: Code; problem: Code };
  'fee-paid': { feeId: Code; on?: DateText; by?: 'checkout' | 'transfer' };
  'fee-waived': { feeId: Code };
  'fee-expired': { feeId: Code };
  // 8. the search
  'search-started': AtSystem & { queryKinds?: readonly Code[] };
  /** After the answer: which systems hold nothing, and which are still silent. */
  'supplement-told': { systems: readonly Code[]; stillSilent: readonly Code[] };
  'search-answered': AtSystem & { rowCount: number; heldBackCount: number; isComplete: boolean; searcher?: Code };
  'search-unreachable': AtSystem & { problem: Code; attempts: number };
  'task-opened': AtSystem & { kind: 'search' | 'fulfil'; dueOn: DateText };
  'search-wished': { systems: readonly Code[] };
  'task-done': AtSystem & { kind: 'search' | 'fulfil'; rowCount?: number; sizeBytes?: number; sha256?: string };
  'search-completed': { systemCount: number; answeredCount: number; unreachableCount: number; rowCount: number };
  // 9. exemptions and redactions
  'row-held-back': RowAt & { reason: Code };
  'row-released': RowAt;
  'row-withheld': RowAt;
  redacted: RowAt & { field: Code; reason: Code };
  'exemption-proposed': { ground: Code; test: 'class' | 'prejudice'; itemCount: number };
  'exemption-approved': { ground: Code; itemCount: number };
  // 10. the decision
  'issuer-asked': { issuer: Code; dueOn: DateText };
  'issuer-assigned': { issuer: Code; itemCount: number };
  'issuer-reminded': { issuer: Code; to: 'contact' | 'second-contact' };
  'issuer-alternatives-offered': { issuer: Code };
  'corrections-added': { itemCount: number };
  'statement-added': { statementId: Code };
  'evidence-file-added': { fileId: Code; sizeBytes: number; sha256: HexText };
  'evidence-file-opened': { fileId: Code };
  'issuer-decided': { issuer: Code; verdict: 'approve' | 'correct' | 'refuse' | 'ask' };
  decided: {
    outcome: Outcome;
    hasReasons: boolean;
    table?: Code;
    /** Null: facts were missing, so no rule of the table bound. */
    rule?: Code | null;
    article?: Code;
    facts?: readonly Code[];
    isOverride?: boolean;
  };
  'approval-asked': { approvalId: Code; kind: Code; ground: Code };
  'approval-given': { approvalId: Code; kind: Code };
  'approval-declined': { approvalId: Code; kind: Code };
  'corrected-record': { system: Code; fieldCount: number };
  // 11. letters and hand-over
  'letter-queued': LetterRef & { language: Code };
  'letter-sent': LetterRef & { templateVersion: Code; sha256?: HexText };
  'letter-failed': LetterRef & { problem: Code };
  'letter-bounced': LetterRef & { problem: Code };
  'package-built': { sha256: HexText; sizeBytes: number; rowCount: number };
  // portability (Art. 20): what goes, and where to
  'basis-decided': { system: Code; collection: Code; basis: 'consent' | 'contract' | 'other' };
  'portability-scoped': { rowCount: number; leftOutCount: number };
  'destination-verified': { transferId: Code };
  'transfer-confirmed': { transferId: Code };
  'transfer-declined': { transferId: Code };
  'transfer-failed': { problem: Code; attempts: number };
  'transfer-delivered': { transferId: Code; sha256: HexText; receiptSha256: HexText };
  'transfer-infeasible': { reason: Code };
  released: { expiresAt: InstantText };
  'link-used': { purpose: Code };
  downloaded: { sha256: HexText; by: 'requester' | 'staff' };
  // 12. recipients (Art. 19)
  'recipients-notified': { recipientCount: number; act: Code };
  'recipient-told': { noticeId: Code; channel: Code; result: 'delivered' | 'failed' | 'confirmed' | 'sent-again' };
  // 13. restriction (Art. 18)
  'restriction-set': { scope: Code };
  'restriction-lift-announced': { liftOn: DateText };
  'restriction-lifted': { scope: Code };
  // objection (Art. 21): what was weighed, what ended
  'balance-recorded': Record<never, never>;
  'processing-stopped': { purposes: readonly Code[] };
  'marketing-suppressed': { channels: readonly Code[]; source: Code };
  // 14. erasure (Art. 17)
  'erasure-planned': { systemCount: number; rowCount: number; keptCount: number };
  'erasure-released': { rowCount: number; systemCount: number };
  'erasure-executed': AtSystem & { rowCount: number; keptCount: number };
  'erasure-verified': AtSystem & { isClean: boolean };
  'file-moved-to-new-key': { rowCount: number };
  /** Free text before this stands under the key of `formerSubject`. */
  'file-joined-to-person': { formerSubject: Code };
  'key-destroyed': { reason: Code; backupCount: number; unreachableBackupCount: number };
  // 15. complaint and review
  'complaint-received': { complaintId: Code; channel: Channel; acknowledgeBy: DateText | null };
  'complaint-acknowledged': { complaintId: Code; isLate: boolean };
  'complaint-progress-told': { complaintId: Code };
  'complaint-reminded': { complaintId: Code; round: number };
  'complaint-decided': { complaintId: Code; finding: Code };
  'review-opened': { reason: Code };
  'review-closed': { result: Code };
  // 16. access to the file itself
  'opened-by-staff': Record<never, never>;
  'personal-data-shown': { what: Code; itemCount: number };
  'note-added': { noteId: Code };
  assigned: { to: Code | null };
  // 17. time
  warned: { before: 'target' | 'safe' | 'due'; on: DateText };
  breached: { dueOn: DateText };
  'lateness-explained': { cause: Code; measure: Code };
  'silence-noted': { waitingFor: Code; since: DateText };
  // the course of the case
  'status-changed': { from: Status; to: Status };
  withdrawn: { hasReason: boolean };
  forwarded: { to: Code };
  closed: { outcome: Outcome };
  reopened: { reason: Code };
  joined: { with: Code };
  'took-in': { request: Code };
  'items-forwarded': { to: Code; itemCount: number; theirDueOn: string };
  /** Whether an organisation is itself a person: a sole trader. */
  'natural-person-determined': { member: Code; as: 'natural-person' | 'organisation' };
  'item-regime-determined': { regime: Code; items: Code[] };
  'contact-changed': { level: IdentityLevel };
  'retention-applied': { part: Code; itemCount: number };
  // the life of a seal: a chain of its own, under the id of the seal. Reasons are sealed beside the event.
  'seal-drafted': { kind: Code };
  'seal-issued': { kind: Code; validUntil: InstantText; supersedes?: Code };
  'seal-suspended': { cause: Code };
  'seal-reinstated': { cause: Code };
  'seal-revoked': Record<never, never>;
  'seal-renewed': { validUntil: InstantText; version: number };
  'seal-superseded': { by: Code };
  'seal-expired': { validUntil: InstantText };
  'seal-expiry-warned': { days: number };
  'seal-hidden': { cause: Code };
  'seal-matter-opened': { matterId: Code; kind: Code; dueAt: InstantText };
  'seal-matter-closed': { matterId: Code; kind: Code; result: Code };
}

export type EvidenceEvent = keyof EvidenceData;

/** An event with the data that belong to it. */
export type EvidenceFact = { [Event in EvidenceEvent]: { event: Event; data: EvidenceData[Event] } }[EvidenceEvent];

/** In which capacity somebody acted. */
export type EvidenceRole = 'system' | 'requester' | 'staff' | 'dpo' | 'auditor' | 'operator' | 'issuer' | 'member';

/** An event of a case, before it has its place in the chain. */
export type EvidenceEntry = EvidenceFact & {
  requestId: string;
  at: Date;
  /** `system`, `requester`, an account's id or a token's id. */
  actor: string;
  role: EvidenceRole;
  /** Free text such as reasons, sealed with the subject's key. The chain covers the cipher text, so it survives the key. */
  sealed?: Uint8Array;
};
