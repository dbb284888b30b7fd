/**
 * What can be asked of a person beyond their mailbox: from our own registers, and on no public certificate (EDPB 01/2022 section 3.3:
 * ask for what is held already, not for more data). In the order in which they are asked: the hardest to guess first.
 */
export const FACT_KINDS = ['phone', 'topic', 'registered', 'position'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** What the registers hold of each kind, as it stands there; a person may stand there several times. `registered` is `YYYY-MM`. */
export type KnownFacts = Readonly<Record<FactKind, readonly string[]>>;

/** How many facts raise the mailed link to level L3 (RULEBOOK section 4). */
export const FACTS_ASKED = 2;

/** How often the answers of a case may be wrong; then a person of the desk goes on. */
export const FACT_ATTEMPTS = 3;

const PHONE_DIGITS = 4;

/** The facts to ask for: the first two that are held in a usable form; none where there are fewer. */
export function factsToAsk(known: KnownFacts): FactKind[] {
  const usable = FACT_KINDS.filter((kind) => known[kind].some((value) => normaliseFact(kind, value) !== ''));
  return usable.length < FACTS_ASKED ? [] : usable.slice(0, FACTS_ASKED);
}

/** A fact or an answer in the one form in which they are compared; empty when it says nothing. */
export function normaliseFact(kind: FactKind, text: string): string {
  return NORMALISE[kind](text);
}

const NORMALISE = {
  phone: lastDigits,
  topic: lettersAndDigits,
  registered: yearAndMonth,
  position: lettersAndDigits,
} satisfies Record<FactKind, (text: string) => string>;

function lastDigits(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.length < PHONE_DIGITS ? '' : digits.slice(-PHONE_DIGITS);
}

/** Without case, accents, spaces and punctuation. */
function lettersAndDigits(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** `2024-03`, `3/2024`, `03.2024`: the year has four digits. */
function yearAndMonth(text: string): string {
  const found = /^\s*(?:(?<year>\d{4})\D+(?<month>\d{1,2})|(?<first>\d{1,2})\D+(?<last>\d{4}))\s*$/.exec(text.normalize('NFKC'))?.groups;
  const month = Number(found?.month ?? found?.first ?? 0);
  return found === undefined || month < 1 || month > 12 ? '' : `${found.year ?? found.last}-${String(month).padStart(2, '0')}`;
}
