import { DomainError } from '../errors.js';
import type { CategoryDecision, ErasureItemView } from './view.js';

const ERASE_GROUNDS = ['17(1)(a)', '17(1)(b)', '17(1)(c)', '17(1)(d)', '17(1)(e)', '17(1)(f)'];
/** GDPR Art. 28(3)(e): forwarded to the controller of these data, who alone orders their erasure. */
export const FORWARDED_GROUND = '28(3)(e)';
const KEEP_GROUNDS = ['17(3)(a)', '17(3)(b)', '17(3)(c)', '17(3)(d)', '17(3)(e)'];

/** The organisation's own records are shown in the preview, but are no data about the person (GDPR Art. 4(1)). */
export const NOT_PERSONAL = 'not-personal';

const OWN_SYSTEM = 'rightsdesk';
/** Our registers that no decision erases: the file of the requests with its proofs (GDPR Art. 5(2), 7(1)), accounts, and an organisation's records. */
const NEVER_ERASED: readonly string[] = [
  'account',
  'member',
  'seal',
  'consent_record',
  'suppression',
  'disclosure',
  'request',
  'fee',
  'complaint',
  'correction',
  'record_statement',
  'evidence_file',
  'thread_message',
  'case_note',
  'restriction',
  'stopped_processing',
  'incoming_transfer',
];

/** Whether a collection stays whatever is decided. */
export function isNeverErased({ system, collection }: Pick<ErasureItemView, 'system' | 'collection'>): boolean {
  return system === OWN_SYSTEM && NEVER_ERASED.includes(collection);
}

function forbid(code: string, detail: string, article: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (GDPR Art. ${article}).`, article: `GDPR Art. ${article}` });
}

/**
 * GDPR Art. 17: what is erased has one of the grounds of paragraph 1, what is kept one of paragraph 3 with the facts that make it
 * necessary and its period; nothing is kept because it is convenient. Throws UNKNOWN_CATEGORY,
 * FORWARDED_ITEM, NOT_TO_BE_ERASED, GROUND_NOT_LAWFUL, REASON_MISSING.
 */
export function requireLawfulCategories(decisions: readonly CategoryDecision[], planned: readonly ErasureItemView[]): void {
  for (const { system, collection, decide, ground, why, until } of decisions) {
    if (!planned.some((item) => item.system === system && item.collection === collection))
      forbid('UNKNOWN_CATEGORY', `The preview has no collection ${collection} of ${system}; decide what it shows`, '17');
    if (planned.some((item) => item.system === system && item.collection === collection && item.ground === FORWARDED_GROUND))
      forbid('FORWARDED_ITEM', `${collection} was forwarded to its controller, who decides about it`, FORWARDED_GROUND);
    if (decide === 'erase' && isNeverErased({ system, collection }))
      forbid(
        'NOT_TO_BE_ERASED',
        `${collection} belongs to the file of the requests, to an account or to the organisation and stays whatever is decided`,
        '5(2)',
      );
    const lawful = decide === 'erase' ? ERASE_GROUNDS : KEEP_GROUNDS;
    if (!lawful.includes(ground))
      forbid('GROUND_NOT_LAWFUL', `To ${decide} needs one of ${lawful.join(', ')}`, decide === 'erase' ? '17(1)' : '17(3)');
    if (decide === 'keep' && (isBlank(why) || isBlank(until)))
      forbid('REASON_MISSING', `Say why ${collection} has to be kept and until when; both stand in the letter`, '17(3), 12(4)');
  }
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** What is to be decided on: what the preview shows, and whether more may still be found. */
export interface Erasable {
  items: readonly ErasureItemView[];
  /** Every system has answered, none waits for a person, and none was away at the preview. */
  isAllKnown: boolean;
}

/**
 * GDPR Art. 17(3), 12(4): where all that is held is kept, that is a refusal with its reasons, not a grant. Where nothing is held a grant
 * harms nobody: its letter says that nothing was held (docs/decisions/0108). Throws NOTHING_TO_ERASE with the outcome that fits.
 */
export function requireSomethingToErase(decisions: readonly CategoryDecision[], { items, isAllKnown }: Erasable): void {
  if (!isAllKnown || items.some((item) => isGoing(item, decisions))) return;
  if (items.some((item) => item.rowCount > 0 && !isNeverErased(item) && item.ground !== NOT_PERSONAL))
    forbid(
      'NOTHING_TO_ERASE',
      'Everything that is held stays: on a ground of Art. 17(3), restricted, or with nothing personal in it. A grant would erase nothing: the outcome that fits is "refused", with the ground in its reasons',
      '17(3), 12(4)',
    );
}

/** Whether something of this collection goes, as it is decided; counts are of what goes by default. */
function isGoing(item: ErasureItemView, decisions: readonly CategoryDecision[]): boolean {
  const decided = decisions.find(({ system, collection }) => system === item.system && collection === item.collection);
  if ((decided?.decide ?? item.decision) === 'keep') return false;
  if (item.decision === 'keep') return item.rowCount > item.heldBack + item.blocked;
  return item.deleteCount + item.maskCount > 0 || (item.byHand !== null && item.rowCount > 0);
}
