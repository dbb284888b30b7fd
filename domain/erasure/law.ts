import { DomainError } from '../errors.js';
import type { CategoryDecision, ErasureItemView } from './view.js';

const ERASE_GROUNDS = ['17(1)(a)', '17(1)(b)', '17(1)(c)', '17(1)(d)', '17(1)(e)', '17(1)(f)'];
/** GDPR Art. 28(3)(e): forwarded to the controller of these data, who alone orders their erasure. */
export const FORWARDED_GROUND = '28(3)(e)';
const KEEP_GROUNDS = ['17(3)(a)', '17(3)(b)', '17(3)(c)', '17(3)(d)', '17(3)(e)'];

function forbid(code: string, detail: string, article: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (GDPR Art. ${article}).`, article: `GDPR Art. ${article}` });
}

/**
 * GDPR Art. 17: what is erased has one of the grounds of paragraph 1, what is kept one of paragraph 3 with the facts that make it
 * necessary and its period; nothing is kept because it is convenient. Throws UNKNOWN_CATEGORY, GROUND_NOT_LAWFUL, REASON_MISSING.
 */
export function requireLawfulCategories(decisions: readonly CategoryDecision[], planned: readonly ErasureItemView[]): void {
  for (const { system, collection, decide, ground, why, until } of decisions) {
    if (!planned.some((item) => item.system === system && item.collection === collection))
      forbid('UNKNOWN_CATEGORY', `The preview has no collection ${collection} of ${system}; decide what it shows`, '17');
    if (planned.some((item) => item.system === system && item.collection === collection && item.ground === FORWARDED_GROUND))
      forbid('FORWARDED_ITEM', `${collection} was forwarded to its controller, who decides about it`, FORWARDED_GROUND);
    const lawful = decide === 'erase' ? ERASE_GROUNDS : KEEP_GROUNDS;
    if (!lawful.includes(ground))
      forbid('GROUND_NOT_LAWFUL', `To ${decide} needs one of ${lawful.join(', ')}`, decide === 'erase' ? '17(1)' : '17(3)');
    if (decide === 'keep' && (isBlank(why) || isBlank(until)))
      forbid('REASON_MISSING', `Say why ${collection} has to be kept and until when; both stand in the letter`, '17(3), 12(4)');
  }
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Whether everything planned is to go, a part, or nothing: the outcome follows from the categories (RULEBOOK 2.3). */
export function outcomeOfItems(
  items: readonly Pick<ErasureItemView, 'decision' | 'rowCount'>[],
): 'granted' | 'partly-granted' | 'refused' | 'not-held' {
  const held = items.filter((item) => item.rowCount > 0);
  if (held.length === 0) return 'not-held';
  const erased = held.filter((item) => item.decision === 'erase');
  if (erased.length === held.length) return 'granted';
  return erased.length === 0 ? 'refused' : 'partly-granted';
}
