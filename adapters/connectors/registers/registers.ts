import type { DataNotice } from '../../../domain/collection/description.js';
import type { CollectionOrigin, Origin } from '../../../domain/portability/origin.js';

/** A sealed column of a register and the context it was sealed under. */
export interface SealedColumn {
  column: string;
  context: string;
  /** Sealed as plain text, not as JSON. */
  isText?: true;
}

/** One register of our own: what is read of it, whose it is, and what Art. 15(1) wants said about it. */
export interface Register {
  name: string;
  /** SQL of the rows: key (text, in `order`), subject_id, the plain columns as one JSON object, the sealed column or NULL. */
  sql: string;
  /** The plain columns that are read. */
  columns: readonly string[];
  sealed: SealedColumn | null;
  categories: readonly string[];
  notice: DataNotice;
  origin: CollectionOrigin;
  structure: readonly string[];
}

interface RegisterInit {
  table: string;
  columns: readonly string[];
  sealed?: SealedColumn;
  categories: readonly string[];
  purposes: readonly string[];
  recipients?: readonly string[];
  period: string;
  source: string;
  /** Art. 20: where the data come from and on what their processing rests. `fields` differ from the rest. */
  origin?: readonly [Origin['provenance'], Origin['basis'], Readonly<Record<string, Origin['provenance']>>?];
  /** Where the subject stands, when not in the table itself. */
  join?: string;
  subject?: string;
}

function register(init: RegisterInit): Register {
  const { table, columns, sealed, join = '', subject = 't.subject_id' } = init;
  const plain = columns.map((column) => `'${column}', t."${column}"`).join(', ');
  return {
    name: table,
    // Every page is one index look-up: keys are the primary key, as text only for the reader.
    sql: `SELECT t.id::text AS key, ${subject} AS subject_id, jsonb_build_object(${plain}) || ${markOf(table, subject)} AS plain, ${sealed ? `t.${sealed.column}` : 'NULL::bytea'} AS sealed
          FROM "${table}" t ${join} WHERE ${subject} = ANY($1::uuid[]) AND ($2::text IS NULL OR t.id > $2::text::${table === 'log_entry' ? 'bigint' : 'uuid'})
          ORDER BY t.id LIMIT $3`,
    columns,
    sealed: sealed ?? null,
    categories: init.categories,
    origin: originOf(init.origin),
    structure: ['id', 'created_at', 'updated_at'],
    notice: { purposes: init.purposes, recipients: init.recipients ?? [], period: init.period, source: init.source, safeguards: null },
  };
}

/** A row under restriction says since when (GDPR Art. 18): it is in the answer, and marked. */
function markOf(table: string, subject: string): string {
  return `coalesce((SELECT jsonb_build_object('restricted_since', min(r.started_at)) FROM restriction r JOIN restriction_scope part ON part.restriction_id = r.id
    WHERE r.subject_id = ${subject} AND r.lifted_at IS NULL AND part.system = 'rightsdesk' AND part.row_key IN ('', t.id::text)
      AND part.collection IN (${OBEYS_SUBJECT.has(table) ? "'', " : ''}'${table}') HAVING count(*) > 0), '{}'::jsonb)`;
}

function originOf([provenance, basis, fields = {}]: NonNullable<RegisterInit['origin']> = [null, null]): CollectionOrigin {
  const rest = { provenance, basis, isAutomated: true };
  const key = { ...rest, provenance: null };
  const named = Object.entries(fields).map(([name, own]) => [name, { ...rest, provenance: own }]);
  return { rest, fields: { id: key, created_at: key, updated_at: key, ...Object.fromEntries(named) } };
}

/** Registers that a restriction of everything covers; an organisation's own record or seal is covered only where it is named. */
const OBEYS_SUBJECT = new Set(['officer', 'certificate', 'newsletter', 'preference', 'support_message', 'log_entry', 'newsletter_copy']);

const CASE_PERIOD = 'six years after the request is closed, to be able to prove the answer';
const FROM_THE_PERSON = 'you';

/** Everything of ours that can be linked to a person. A register that is added here is searched, described and put into answers. */
export const REGISTERS: readonly Register[] = [
  register({
    table: 'officer',
    columns: ['position', 'source', 'created_at', 'member_id'],
    sealed: { column: 'sealed_profile', context: 'officer.sealedProfile' },
    categories: ['user.name', 'user.contact.email', 'user.contact.phone_number', 'user.job_title'],
    purposes: ['keeping the register of members and their officers'],
    recipients: ['the certificate issuer of the member'],
    period: 'while the person is an officer of the member, then one year',
    source: 'the member organisation or you, at registration',
    origin: ['given', 'contract', { source: 'derived' }],
  }),
  register({
    table: 'member',
    columns: ['name', 'domain', 'registration_number', 'address', 'issuer_slug', 'created_at'],
    join: 'JOIN LATERAL (SELECT DISTINCT o.subject_id FROM officer o WHERE o.member_id = t.id AND o.subject_id = ANY($1::uuid[])) s ON true',
    subject: 's.subject_id',
    categories: ['system.operations'],
    purposes: ['keeping the register of members'],
    recipients: ['anyone who verifies a seal'],
    period: 'while the membership lasts, then six years',
    source: 'the member organisation',
    origin: ['given', 'contract'],
  }),
  register({
    table: 'seal',
    columns: ['kind', 'domain', 'status', 'valid_from', 'valid_until', 'issuer_slug', 'member_id', 'created_at'],
    join: 'JOIN LATERAL (SELECT DISTINCT o.subject_id FROM officer o WHERE o.member_id = t.member_id AND o.subject_id = ANY($1::uuid[])) s ON true',
    subject: 's.subject_id',
    categories: ['system.operations'],
    purposes: ['showing a seal on the website of the member'],
    recipients: ['anyone who verifies a seal'],
    period: 'while the seal is valid, then six years',
    source: 'the certificate issuer',
    origin: ['derived', 'contract'],
  }),
  register({
    table: 'certificate',
    columns: ['kind', 'issuer_slug', 'valid_from', 'valid_until', 'created_at'],
    sealed: { column: 'sealed_record', context: 'certificate.sealedRecord' },
    categories: ['user.name', 'user.unique_id', 'user.workplace'],
    purposes: ['confirming a qualification, licence, membership or enrolment'],
    recipients: ['anyone who verifies the certificate'],
    period: 'while the certificate is valid, then as long as its issuer must account for it',
    source: 'the certificate issuer',
    origin: ['third_party', 'other'],
  }),
  register({
    table: 'newsletter',
    columns: ['channel', 'topic', 'how', 'consent_at', 'ended_at'],
    sealed: { column: 'sealed_contact', context: 'newsletter.sealedContact' },
    categories: ['user.name', 'user.contact.email', 'user.behavior'],
    purposes: ['sending the promotional messages you asked for'],
    period: 'until you end it, then three years as proof of consent',
    source: FROM_THE_PERSON,
    origin: ['given', 'consent'],
  }),
  register({
    table: 'preference',
    columns: ['email', 'sms', 'post', 'telephone', 'share_partners', 'updated_at'],
    sealed: { column: 'sealed_contact', context: 'preference.sealedContact' },
    categories: ['user.behavior', 'user.contact.phone_number', 'user.contact.address'],
    purposes: ['respecting your choices about promotional messages'],
    period: 'while any promotional messages are sent',
    source: FROM_THE_PERSON,
    origin: ['given', 'consent'],
  }),
  register({
    table: 'consent_record',
    columns: ['channel', 'topic', 'act', 'how', 'at', 'text_version'],
    categories: ['user.privacy_preferences'],
    purposes: ['being able to show what you agreed to and what you ended'],
    period: 'three years after you ended it, as proof of consent',
    source: FROM_THE_PERSON,
    origin: ['given', 'other'],
  }),
  register({
    table: 'support_message',
    columns: ['at'],
    sealed: { column: 'sealed_message', context: 'supportMessage.sealedMessage' },
    categories: ['user.name', 'user.contact.email', 'user.content'],
    purposes: ['answering your message'],
    period: 'two years after the last message',
    source: FROM_THE_PERSON,
    origin: ['given', 'contract'],
  }),
  register({
    table: 'log_entry',
    columns: ['at'],
    sealed: { column: 'sealed_visit', context: 'logEntry.sealedVisit' },
    categories: ['user.device.ip_address', 'user.device', 'user.behavior.browsing_history'],
    purposes: ['running and securing the website'],
    period: '90 days',
    source: 'your visits while you were signed in; visits without a sign-in are kept apart and cannot be linked to you (Art. 11(2))',
    origin: ['observed', 'other'],
  }),
  register({
    table: 'disclosure',
    columns: ['system', 'recipient', 'categories', 'purpose', 'at'],
    categories: ['user.privacy_preferences'],
    purposes: ['being able to say who received your data'],
    period: CASE_PERIOD,
    source: 'our own record of what we passed on',
    origin: ['derived', 'other'],
  }),
  register({
    table: 'request',
    columns: ['reference', 'right', 'status', 'outcome', 'channel', 'language', 'received_at', 'due_on', 'answered_at', 'closed_at'],
    sealed: { column: 'sealed_profile', context: 'request.sealedProfile' },
    categories: ['user.name', 'user.contact.email', 'user.content'],
    purposes: ['answering your requests under data-protection law'],
    period: CASE_PERIOD,
    source: FROM_THE_PERSON,
    origin: ['given', 'other'],
  }),
  register({
    table: 'fee',
    columns: ['ground', 'amount_minor', 'currency', 'status', 'pay_by_on', 'paid_on', 'paid_by', 'created_at'],
    join: 'JOIN request q ON q.id = t.request_id',
    subject: 'q.subject_id',
    categories: ['user.financial'],
    purposes: ['charging the costs of an answer where the law allows it'],
    recipients: ['the payment provider, where you paid by card'],
    period: CASE_PERIOD,
    origin: ['derived', 'other'],
    source: 'our own record of your request and your payment',
  }),
  register({
    table: 'complaint',
    columns: ['channel', 'received_at', 'acknowledged_at', 'finding', 'decided_at'],
    sealed: { column: 'sealed_text', context: 'complaint.sealedText' },
    join: 'JOIN request q ON q.id = t.request_id',
    subject: 'q.subject_id',
    categories: ['user.content'],
    purposes: ['looking into your complaint'],
    period: CASE_PERIOD,
    source: FROM_THE_PERSON,
    origin: ['given', 'other'],
  }),
  register({
    table: 'correction',
    columns: ['controller', 'issuer_slug', 'verdict', 'verdict_at', 'outcome', 'applied_at', 'created_at'],
    sealed: { column: 'sealed_claim', context: 'correction.sealedClaim' },
    categories: ['user.content'],
    purposes: ['correcting what you told us is wrong'],
    recipients: ['the certificate issuer that was asked'],
    period: CASE_PERIOD,
    source: FROM_THE_PERSON,
    origin: ['given', 'other'],
  }),
  register({
    table: 'record_statement',
    columns: ['created_at'],
    sealed: { column: 'sealed_statement', context: 'recordStatement.sealedStatement' },
    categories: ['user.content'],
    purposes: ['keeping your view beside a record that was not changed as you wished'],
    period: 'as long as the record it belongs to',
    source: FROM_THE_PERSON,
    origin: ['given', 'other'],
  }),
  register({
    table: 'evidence_file',
    columns: ['media_type', 'size_bytes', 'created_at'],
    sealed: { column: 'sealed_name', context: 'evidenceFile.sealedName' },
    categories: ['user.content'],
    purposes: ['deciding on a correction you asked for'],
    recipients: ['the certificate issuer that was asked'],
    period: CASE_PERIOD,
    source: FROM_THE_PERSON,
    origin: ['given', 'other'],
  }),
  register({
    table: 'thread_message',
    columns: ['direction', 'author', 'at'],
    sealed: { column: 'sealed_body', context: 'threadMessage.sealedBody' },
    categories: ['user.content'],
    purposes: ['answering your requests under data-protection law'],
    period: CASE_PERIOD,
    source: 'you, and our answers to you',
    origin: ['given', 'other'],
  }),
  // Opinions and comments about somebody are their data too (CJEU C-434/16 Nowak, C-487/21): decision 95. Who wrote them is left out:
  // staff acting for us are no recipients (C-579/21 Pankki S).
  register({
    table: 'case_note',
    columns: ['created_at'],
    sealed: { column: 'sealed_text', context: 'caseNote.sealedText', isText: true },
    join: 'JOIN request q ON q.id = t.request_id',
    subject: 'q.subject_id',
    categories: ['user.content'],
    purposes: ['answering your requests under data-protection law'],
    period: CASE_PERIOD,
    source: 'what we noted while we answered you',
    origin: ['derived', 'other'],
  }),
  register({
    table: 'newsletter_copy',
    columns: ['status', 'sent_at'],
    categories: ['user.behavior'],
    purposes: ['sending the newsletter you asked for'],
    period: 'as long as the subscription it belongs to',
    source: 'our own record of what we sent',
    origin: ['derived', 'consent'],
  }),
  register({
    table: 'restriction',
    columns: ['ground', 'allowed_uses', 'started_at', 'review_on', 'lift_on', 'lifted_at'],
    categories: ['user.privacy_preferences'],
    purposes: ['keeping your data without using them, as you asked'],
    period: CASE_PERIOD,
    source: FROM_THE_PERSON,
    origin: ['derived', 'other'],
  }),
  register({
    table: 'stopped_processing',
    columns: ['purpose', 'stopped_at'],
    categories: ['user.privacy_preferences'],
    purposes: ['respecting your objection'],
    period: 'for as long as the use would otherwise take place',
    source: FROM_THE_PERSON,
    origin: ['derived', 'other'],
  }),
  register({
    table: 'suppression',
    columns: ['channel', 'since', 'source'],
    join: 'JOIN LATERAL (SELECT o.id AS subject_id FROM subject o WHERE o.email_index = t.address_index AND o.id = ANY($1::uuid[])) s ON true',
    subject: 's.subject_id',
    categories: ['user.privacy_preferences'],
    purposes: ['sending you no advertising, as you asked; only a hash made with a key is kept'],
    period: 'without end, so that no list brings the advertising back',
    source: FROM_THE_PERSON,
    origin: ['derived', 'other'],
  }),
  register({
    table: 'incoming_transfer',
    columns: ['origin', 'package_sha256', 'status', 'received_at', 'decided_at'],
    sealed: { column: 'sealed_about', context: 'incomingTransfer.sealedAbout' },
    categories: ['user.name', 'user.contact.email'],
    purposes: ['taking in what another organisation handed over for you'],
    period: CASE_PERIOD,
    source: 'the other organisation, at your request',
    origin: ['third_party', 'other'],
  }),
];
