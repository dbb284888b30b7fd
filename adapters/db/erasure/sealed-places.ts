/** A table with sealed columns: whose key seals a row stands in the row (`subject`) or follows from its case (`request`). */
export interface SealedPlace {
  table: string;
  columns: readonly string[];
  owner: 'subject' | 'request';
  /** Of our registers, not of the file of a request. */
  isRegister?: true;
}

/**
 * What moves to a new key when a person is erased: the file of their requests, which proves what was done (GDPR Art. 5(2), 17(3)(e)),
 * and what the decision kept. Rows that the erasure took away are no longer there.
 */
export const KEPT_PLACES: readonly SealedPlace[] = [
  { table: 'request', columns: ['sealed_profile', 'sealed_content', 'sealed_decision'], owner: 'subject' },
  { table: 'letter', columns: ['sealed_to', 'sealed_facts', 'sealed_rendered'], owner: 'subject' },
  { table: 'thread_message', columns: ['sealed_body'], owner: 'subject' },
  { table: 'question', columns: ['sealed_question', 'sealed_answer'], owner: 'request' },
  { table: 'fee', columns: ['sealed_calculation', 'sealed_evidence'], owner: 'request' },
  { table: 'approval', columns: ['sealed_proposal'], owner: 'request' },
  { table: 'human_task', columns: ['sealed_note'], owner: 'request' },
  { table: 'case_note', columns: ['sealed_text'], owner: 'request' },
  { table: 'held_act', columns: ['sealed_act'], owner: 'request' },
  { table: 'correction', columns: ['sealed_claim', 'sealed_located', 'sealed_verdict'], owner: 'subject' },
  { table: 'correction_effect', columns: ['sealed_change'], owner: 'subject' },
  { table: 'record_statement', columns: ['sealed_statement'], owner: 'subject' },
  { table: 'record_version', columns: ['sealed_before'], owner: 'subject', isRegister: true },
  { table: 'balancing_test', columns: ['sealed_test'], owner: 'request' },
  { table: 'recipient_notice', columns: ['sealed_facts'], owner: 'request' },
  { table: 'portability_transfer', columns: ['sealed_destination', 'sealed_receipt'], owner: 'subject' },
  { table: 'complaint', columns: ['sealed_text', 'sealed_reasons'], owner: 'request' },
  { table: 'officer', columns: ['sealed_profile'], owner: 'subject', isRegister: true },
  { table: 'certificate', columns: ['sealed_record'], owner: 'subject', isRegister: true },
  { table: 'newsletter', columns: ['sealed_contact'], owner: 'subject', isRegister: true },
  { table: 'preference', columns: ['sealed_contact'], owner: 'subject', isRegister: true },
  { table: 'support_message', columns: ['sealed_message'], owner: 'subject', isRegister: true },
  { table: 'log_entry', columns: ['sealed_visit'], owner: 'subject', isRegister: true },
];

/** Our own copies: they stay under the old key and become unreadable with it, in every backup too. */
export const SHREDDED_PLACES: readonly { table: string; columns: readonly string[] }[] = [
  { table: 'evidence', columns: ['sealed'] },
  { table: 'held_back_row', columns: ['sealed_key', 'sealed_row'] },
  { table: 'redaction', columns: ['sealed_key'] },
  { table: 'evidence_file', columns: ['sealed_name'] },
  { table: 'inbound_mail', columns: ['sealed_envelope'] },
  { table: 'incoming_transfer', columns: ['sealed_about'] },
];

/** What belongs to one request, also of what an erasure does not keep; evidence cannot be sealed anew, its hash covers the cipher text. */
export const REQUEST_PLACES: readonly SealedPlace[] = [
  { table: 'held_back_row', columns: ['sealed_key', 'sealed_row'], owner: 'request' },
  { table: 'redaction', columns: ['sealed_key'], owner: 'request' },
  { table: 'evidence_file', columns: ['sealed_name'], owner: 'subject' },
  ...KEPT_PLACES.filter(({ isRegister }) => isRegister !== true),
];

/** Sealed with the master key or an issuer's, or for a moment only: nothing of a person's file. */
export const OTHER_PLACES: readonly { table: string; columns: readonly string[] }[] = [
  { table: 'account', columns: ['sealed_totp'] },
  { table: 'account_notice', columns: ['sealed_facts'] },
  { table: 'address_change', columns: ['sealed_addresses'] },
  { table: 'connected_system', columns: ['sealed_url'] },
  { table: 'recipient', columns: ['sealed_secret'] },
  { table: 'dkim_key', columns: ['sealed_key'] },
  { table: 'webhook_endpoint', columns: ['sealed_secret'] },
  { table: 'erasure_batch', columns: ['sealed_rows'] },
];

/** Under which context a column is sealed: `table.column` in camel case, by convention of the vault. */
export function contextOf(table: string, column: string): string {
  return `${camel(table)}.${camel(column)}`;
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
