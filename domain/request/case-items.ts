import { type CaseOrganisation, isOnlySoleTrader, isOwnBusiness, OWN_SYSTEM } from './own-business.js';

/**
 * Under what a part of an answer is given (RULEBOOK P5): the statute protects natural persons only (GDPR Art. 1(1), 4(1), Recital 14);
 * data of an organisation are answered because the policy promises it.
 */
export const ITEM_REGIMES = ['STATUTORY', 'POLICY_ONLY'] as const;
export type ItemRegime = (typeof ITEM_REGIMES)[number];

/** A collection of a system with the categories of its data (Fideslang taxonomy). */
export interface ItemCollection {
  system: string;
  collection: string;
  categories: readonly string[];
}

/** What the desk found out about a part of the data; `field` is empty for the whole collection. Dates are YYYY-MM-DD. */
export interface ItemRule {
  system: string;
  collection: string;
  field: string;
  /** Null: as the categories say. */
  regime: ItemRegime | null;
  /** GDPR Art. 28(3)(e): the organisation that decides about it and answers. */
  forwardedTo: string | null;
  forwardedOn: string | null;
  theirDueOn: string | null;
}

/** All that decides about the parts of one case. */
export interface ItemRules {
  caseRegime: ItemRegime;
  /** Those the person is an officer of, as our registers have them. */
  organisations: readonly CaseOrganisation[];
  rules: readonly ItemRule[];
}

/** On what the regime of a part rests. */
export type RegimeGround = 'staff' | 'sole-trader' | 'categories';

/** One part of the data of a case, as the desk and the wire show it. */
export interface CaseItem {
  system: string;
  collection: string;
  field?: string;
  rowCount: number;
  regime: ItemRegime;
  ground: RegimeGround;
  /** Whether our answer holds it: a request for corporate data leaves personal data out, and what was forwarded is answered there. */
  isGiven: boolean;
  forwarded?: { to: string; on: string; theirDueOn: string };
}

/** What a hand-over of files by a person is called among the collections of its system. */
export const FILES = 'files';

/** Every category is one of organisations and machines, none of people; a collection without categories says nothing. */
export function isOfOrganisation(categories: readonly string[]): boolean {
  return categories.length > 0 && categories.every((category) => category === 'system' || category.startsWith('system.'));
}

const ruleOf = ({ rules }: ItemRules, { system, collection }: ItemCollection, field: string): ItemRule | undefined =>
  rules.find((rule) => rule.system === system && rule.collection === collection && rule.field === field);

/** The regime of a collection, or of one field of it: what staff said of it comes first, then who it is about. */
export function regimeOfItem(known: ItemRules, place: ItemCollection, field = ''): { regime: ItemRegime; ground: RegimeGround } {
  const said = ruleOf(known, place, field)?.regime ?? ruleOf(known, place, '')?.regime;
  if (said != null) return { regime: said, ground: 'staff' };
  if (isOwnBusiness(place)) return { regime: 'STATUTORY', ground: 'sole-trader' };
  if (!isOfOrganisation(place.categories)) return { regime: 'STATUTORY', ground: 'categories' };
  if (place.system === OWN_SYSTEM && isOnlySoleTrader(known.organisations)) return { regime: 'STATUTORY', ground: 'sole-trader' };
  return { regime: 'POLICY_ONLY', ground: 'categories' };
}

/** The rule by which another controller answers for this part. */
export function forwardedRuleOf(known: ItemRules, place: ItemCollection, field = ''): ItemRule | undefined {
  return [ruleOf(known, place, field), ruleOf(known, place, '')].find((rule) => rule?.forwardedTo != null);
}

/** Whether our answer holds this part: it was not forwarded, and a request for corporate data gets no personal data. */
export function isGiven(known: ItemRules, place: ItemCollection, field = ''): boolean {
  if (forwardedRuleOf(known, place, field) !== undefined) return false;
  return known.caseRegime === 'STATUTORY' || regimeOfItem(known, place, field).regime === 'POLICY_ONLY';
}

/** The columns of a collection that the answer holds; keys and dates (`structure`) only beside something they hold together. */
export function columnsToGive(
  known: ItemRules,
  place: ItemCollection,
  from: { columns: readonly string[]; structure: readonly string[] },
): string[] {
  const given = from.columns.filter((column) => isGiven(known, place, column));
  if (given.length === from.columns.length) return given;
  const isAnything = given.some((column) => !from.structure.includes(column));
  return isAnything ? from.columns.filter((column) => given.includes(column) || from.structure.includes(column)) : [];
}

/** The fields whose regime differs from that of their collection. */
export function ownRegimes(known: ItemRules, place: ItemCollection): Record<string, ItemRegime> {
  const whole = regimeOfItem(known, place).regime;
  const own = known.rules.filter(
    ({ system, collection, field }) => system === place.system && collection === place.collection && field !== '',
  );
  return Object.fromEntries(own.flatMap(({ field, regime }) => (regime === null || regime === whole ? [] : [[field, regime]])));
}
