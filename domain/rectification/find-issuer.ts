/** An issuer as far as it can be recognised in a text. */
export interface KnownIssuer {
  slug: string;
  name: string;
  /** Asked about records that name no issuer. */
  answersForUnnamed: boolean;
}

/** Something of an issuer that a text can name, or that is the person's own. */
export interface IssuedThing {
  issuerSlug: string;
  memberId: string | null;
  certificateId: string | null;
  /** Its number, where it has one that can be read with the person's key. */
  number?: string;
}

/** How the issuer of a field was found; `nobody` leaves it to the staff. */
export type FoundBy = 'named' | 'certificate' | 'seal' | 'member' | 'own-certificate' | 'unnamed' | 'nobody' | 'staff' | 'company';

/** Whose field it is. Ids point at what the correction touches, where that is known. */
export interface FoundIssuer {
  issuerSlug: string | null;
  foundBy: FoundBy;
  memberId: string | null;
  certificateId: string | null;
}

/** What is known when the issuer of a field is looked for. */
export interface IssuerFacts {
  issuers: readonly KnownIssuer[];
  /** Things the text names by their id, number, name or domain. */
  mentioned: readonly (IssuedThing & { by: 'certificate' | 'seal' | 'member' })[];
  /** Certificates and memberships of the person, newest first. */
  own: readonly IssuedThing[];
}

const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3);

/** Words so common in the names of issuers that they name none. */
const COMMON = new Set([
  'institute',
  'institut',
  'association',
  'board',
  'society',
  'council',
  'register',
  'chamber',
  'verband',
  'federation',
]);

function namedIn(text: string, issuers: readonly KnownIssuer[]): KnownIssuer | undefined {
  const whole = ` ${text.normalize('NFKC').toLowerCase()} `;
  const byName = issuers.find(({ slug, name }) => whole.includes(slug) || whole.includes(name.toLowerCase()));
  if (byName !== undefined) return byName;
  const said = new Set(words(text));
  const matching = issuers.filter(({ name }) => words(name).some((word) => !COMMON.has(word) && said.has(word)));
  return matching.length === 1 ? matching[0] : undefined;
}

/**
 * Finds the issuer that is to be heard about a field: named in the text, else by a certificate, seal or member that the text names,
 * else by the person's own certificates and memberships, else the one that answers for records that name none. Null: staff assign one.
 */
export function findIssuer(claim: { record: string; field: string }, facts: IssuerFacts): FoundIssuer {
  const text = `${claim.record} ${claim.field}`;
  const named = namedIn(text, facts.issuers);
  if (named !== undefined) {
    const thing = facts.mentioned.find((one) => one.issuerSlug === named.slug) ?? ownOf(facts, named.slug, text);
    return { issuerSlug: named.slug, foundBy: 'named', memberId: thing?.memberId ?? null, certificateId: thing?.certificateId ?? null };
  }
  const [mentioned] = facts.mentioned;
  if (mentioned !== undefined) return foundAt(mentioned, mentioned.by);
  const own = byNumber(facts, text) ?? facts.own[0];
  if (own !== undefined) return foundAt(own, 'own-certificate');
  const forUnnamed = facts.issuers.find((one) => one.answersForUnnamed);
  const nothing = { memberId: null, certificateId: null };
  return forUnnamed === undefined
    ? { issuerSlug: null, foundBy: 'nobody', ...nothing }
    : { issuerSlug: forUnnamed.slug, foundBy: 'unnamed', ...nothing };
}

function foundAt({ issuerSlug, memberId, certificateId }: IssuedThing, foundBy: FoundBy): FoundIssuer {
  return { issuerSlug, foundBy, memberId, certificateId };
}

function byNumber(facts: IssuerFacts, text: string): IssuedThing | undefined {
  const upper = text.toUpperCase();
  return facts.own.find(({ number }) => number !== undefined && number !== '' && upper.includes(number.toUpperCase()));
}

function ownOf(facts: IssuerFacts, slug: string, text: string): IssuedThing | undefined {
  const own = facts.own.filter((one) => one.issuerSlug === slug);
  return byNumber({ ...facts, own }, text) ?? own[0];
}
