import type { JsonValue } from '../collection/row.js';

/** How a search result names our own registers. */
export const OWN_SYSTEM = 'rightsdesk';

/** An organisation that the person of a case is an officer of; `isNaturalPerson`: a sole trader, whose data are personal data. */
export interface CaseOrganisation {
  id: string;
  isNaturalPerson: boolean;
  sealCount: number;
}

/** The rows of a collection of ours that are about the person's own business. */
export interface OwnBusiness {
  /** What they are called apart from the rest. */
  collection: string;
  rowCount: number;
  isOwn(key: string, row: Readonly<Record<string, JsonValue>>): boolean;
}

/** Every organisation of the person is the person: then nothing is to be told apart. */
export const isOnlySoleTrader = (organisations: readonly CaseOrganisation[]): boolean =>
  organisations.length > 0 && organisations.every(({ isNaturalPerson }) => isNaturalPerson);

/**
 * RULEBOOK P5, GDPR Art. 4(1): a sole trader who is an officer of a company too has both in one register. Their own business is personal
 * data and stands apart from the data of the company. Undefined where a collection is all of one kind.
 */
export function ownBusinessOf(
  organisations: readonly CaseOrganisation[],
  { system, collection }: { system: string; collection: string },
): OwnBusiness | undefined {
  const own = organisations.filter(({ isNaturalPerson }) => isNaturalPerson);
  if (system !== OWN_SYSTEM || own.length === 0 || own.length === organisations.length) return undefined;
  const ids = new Set<unknown>(own.map(({ id }) => id));
  if (collection === 'member') return { collection: OWN_BUSINESS.member, rowCount: own.length, isOwn: (key) => ids.has(key) };
  if (collection === 'seal')
    return {
      collection: OWN_BUSINESS.seal,
      rowCount: own.reduce((sum, { sealCount }) => sum + sealCount, 0),
      isOwn: (_key, row) => ids.has(row.member_id),
    };
  return undefined;
}

const OWN_BUSINESS = { member: 'own_business', seal: 'own_business_seal' } as const;

/** Whether a part is that of the person's own business, told apart from the organisations'. */
export const isOwnBusiness = (part: { system: string; collection: string }): boolean => collectionOf(part) !== part.collection;

/** The collection of the search that a part stands in. */
export function collectionOf({ system, collection }: { system: string; collection: string }): string {
  if (system !== OWN_SYSTEM) return collection;
  if (collection === OWN_BUSINESS.member) return 'member';
  return collection === OWN_BUSINESS.seal ? 'seal' : collection;
}
