import type { AutomaticMail } from '../../../domain/intake/mail.js';
import { firstValue, type HeaderField, valuesOf } from './header-fields.js';

/** What is needed to tell a machine's mail from a person's. */
export interface AutomaticFacts {
  readonly fields: readonly HeaderField[];
  readonly contentType: string;
  readonly fromAddress: string | undefined;
  /** Empty for a report; undefined where the envelope is not known. */
  readonly returnPath: string | undefined;
  readonly subject: string;
  readonly isOwnSender: boolean;
  readonly isOwnMessageId: boolean;
  readonly hasDeliveryStatus: boolean;
}

/** Local parts behind which nobody reads. RFC 3834 section 2 and custom. */
const NOBODY =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply|noreply-.*|bounces?|bounce[+-].*|owner-.*|.*-request|.*-owner|.*-bounces?|list-?serv|majordomo|nobody|keine-?antwort|ne-?pas-?repondre)(?:\+.*)?$/i;

/** Subjects by which vacation programs without the proper fields are known, in the three languages. */
const ABSENCE_SUBJECT =
  /^(?:(?:re|aw|tr)\s?:\s?)?(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|autoreply|automatische antwort|abwesenheits?(?:notiz|meldung|benachrichtigung)|abwesend|nicht im büro|réponse automatique|message d['’]absence|absence du bureau|absent du bureau|en congés?\b)/iu;

const BULK_PRECEDENCE = new Set(['bulk', 'junk', 'list']);

/** Every reason for which RFC 3834 section 2 or custom forbids an automatic reply. */
function reasonsAgainstReply(facts: AutomaticFacts): string[] {
  const { fields } = facts;
  const submitted = firstValue(fields, 'auto-submitted')?.toLowerCase().split(';')[0]?.trim();
  const suppress = firstValue(fields, 'x-auto-response-suppress')?.toLowerCase();
  const local = facts.fromAddress?.split('@')[0] ?? '';
  const returnLocal = facts.returnPath?.split('@')[0] ?? '';
  const checks: [boolean, string][] = [
    [facts.returnPath === '', 'empty envelope sender'],
    [submitted !== undefined && submitted !== 'no' && submitted !== '', `Auto-Submitted: ${plainWord(submitted)}`],
    [fields.some(({ name }) => name.startsWith('list-')), 'List fields'],
    [BULK_PRECEDENCE.has(precedenceOf(fields)), `Precedence: ${precedenceOf(fields)}`],
    [suppress !== undefined && suppress.trim() !== 'none' && suppress.trim() !== '', 'X-Auto-Response-Suppress'],
    [NOBODY.test(local) || NOBODY.test(returnLocal), 'sender is a machine'],
    [isReport(facts.contentType), 'report'],
    [facts.isOwnSender, 'own address'],
    [facts.fromAddress === undefined, 'no sender'],
    [isAutoReply(facts), 'automatic answer'],
  ];
  return checks.flatMap(([isSo, why]) => (isSo ? [why] : []));
}

/** A keyword for the record; anything longer or stranger is not repeated. */
function plainWord(word: string | undefined): string {
  return word !== undefined && /^[a-z-]{1,30}$/.test(word) ? word : 'other';
}

function precedenceOf(fields: readonly HeaderField[]): string {
  return plainWord(firstValue(fields, 'precedence')?.toLowerCase().trim());
}

function isReport(contentType: string): boolean {
  return /^multipart\/report\b/i.test(contentType);
}

function isAutoReply({ fields, subject }: AutomaticFacts): boolean {
  const submitted = firstValue(fields, 'auto-submitted')?.toLowerCase() ?? '';
  const hasField = ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) =>
    valuesOf(fields, name).some((value) => value.toLowerCase() !== 'no'),
  );
  const precedence = firstValue(fields, 'precedence')?.toLowerCase().trim();
  return (
    submitted.startsWith('auto-replied') || hasField || precedence === 'auto_reply' || ABSENCE_SUBJECT.test(subject.slice(0, 200).trim())
  );
}

function isBounce(facts: AutomaticFacts): boolean {
  if (facts.hasDeliveryStatus || /report-type\s?=\s?"?delivery-status/i.test(facts.contentType)) return true;
  const isFromDaemon = /^(?:mailer-daemon|postmaster)@/i.test(facts.fromAddress ?? '');
  return isFromDaemon && (facts.returnPath === '' || firstValue(facts.fields, 'x-failed-recipients') !== undefined);
}

function kindOf(facts: AutomaticFacts): AutomaticMail['kind'] {
  const { fields } = facts;
  if (facts.isOwnSender && (facts.isOwnMessageId || firstValue(fields, 'x-rightsdesk-letter') !== undefined)) return 'own';
  if (isBounce(facts)) return 'bounce';
  if (isAutoReply(facts) || /report-type\s?=\s?"?disposition-notification/i.test(facts.contentType)) return 'auto-reply';
  if (fields.some(({ name }) => name === 'list-id' || name === 'list-post')) return 'list';
  const submitted = firstValue(fields, 'auto-submitted')?.toLowerCase().trim() ?? 'no';
  const isBulk = fields.some(({ name }) => name === 'list-unsubscribe') || BULK_PRECEDENCE.has(precedenceOf(fields));
  return isBulk || !submitted.startsWith('no') ? 'bulk' : 'none';
}

/** Tells what kind of sender wrote and whether an automatic reply may go out. RFC 3834 and RULEBOOK 5.1.2; where in doubt, no reply. */
export function automaticOf(facts: AutomaticFacts): AutomaticMail {
  const kind = kindOf(facts);
  const why = reasonsAgainstReply(facts);
  return { kind, mayReply: kind === 'none' && why.length === 0, why };
}
