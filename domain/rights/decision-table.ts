import type { LetterCode } from '../letters/facts.js';
import type { DecisionOutcome } from '../request/types.js';

/** The facts a table asks, in the order in which they are asked, each with its closed list of answers (RULEBOOK section 8). */
export type FactValues = Readonly<Record<string, readonly string[]>>;

/** An answer to each fact; what nobody knows yet is `unknown` or left out. */
export type FactsOf<F extends FactValues> = { readonly [K in keyof F]?: F[K][number] | 'unknown' };
export type Facts = Readonly<Record<string, string | undefined>>;

/** All named facts must have one of the values given. */
export type Condition<F extends FactValues> = { readonly [K in keyof F]?: F[K][number] | readonly F[K][number][] };

/** What a rule leads to: a decision, another course, or what has to come first. `proceed`: the next table decides. */
export type TableOutcome =
  | DecisionOutcome
  | 'forwarded'
  | 'policy-handled'
  | 'proceed'
  | 'pending-identity'
  | 'pending-authority'
  | 'pending-clarification'
  | 'pending-fee'
  | 'pending-approval'
  | 'pending-access'
  | 'pending-issuer'
  | 'pending-balance'
  | 'pending-acknowledgement'
  | 'pending-enquiry';

/** One row of a table. `when` as a list: any of its conditions. An empty condition always holds. */
export interface Rule<F extends FactValues = FactValues> {
  id: string;
  when: Condition<F> | readonly Condition<F>[];
  /** More than one: the controller chooses. */
  outcomes: readonly [TableOutcome, ...TableOutcome[]];
  cite: string;
  letter: LetterCode | null;
  /** What then is done, what must be in the answer or done beside it, and what is never allowed: codes. */
  acts?: readonly string[];
  must?: readonly string[];
  forbid?: readonly string[];
}

export interface DecisionTable<F extends FactValues = FactValues> {
  name: string;
  facts: F;
  rules: readonly Rule<F>[];
}

/** What a table says to the facts known so far. */
export interface TableResult {
  table: string;
  /** The rule that matches whatever the unknown facts turn out to be; null while they can still change it. */
  rule: Rule | null;
  /** The rules that can still match, in the order of the table. */
  possible: readonly Rule[];
  /** Unknown facts on which it depends, in the order of the table. */
  missing: readonly string[];
}

/** Fixes the types of a table's facts; adds nothing. */
export function decisionTable<const F extends FactValues>(table: DecisionTable<F>): DecisionTable<F> {
  return table;
}

/**
 * First match from the top. Unknown facts are tried with each of their values, so the answer is exact: a rule is `rule` only when no
 * answer still to come could lead to another.
 */
export function evaluate<F extends FactValues>(table: DecisionTable<F>, facts: FactsOf<F>): TableResult {
  const reached = new Set<Rule<F>>();
  for (const complete of completions(table.facts, facts)) {
    const rule = firstMatch(table, complete);
    if (rule !== undefined) reached.add(rule);
  }
  const possible = table.rules.filter((rule) => reached.has(rule)) as readonly Rule[]; // a rule of F read as one of any facts
  const isOpen = possible.length !== 1;
  return {
    table: table.name,
    rule: isOpen ? null : (possible[0] ?? null),
    possible,
    missing: isOpen ? openFacts(table, facts, reached) : [],
  };
}

/** The first rule of the table that the complete facts satisfy; undefined is a gap in the table. */
export function firstMatch<F extends FactValues>(table: DecisionTable<F>, facts: Facts): Rule<F> | undefined {
  return table.rules.find((rule) => conditionsOf(rule).some((condition) => holds(condition, facts)));
}

/** Every way to fill in what is unknown. Without `known`: every combination there is. */
export function* completions(values: FactValues, known: Facts = {}): Generator<Record<string, string>> {
  const names = Object.keys(values);
  const choices = names.map((name) => {
    const fact = known[name];
    return fact === undefined || fact === 'unknown' ? (values[name] ?? []) : [fact];
  });
  const total = choices.reduce((product, choice) => product * choice.length, 1);
  for (let n = 0; n < total; n++) {
    let rest = n;
    const facts: Record<string, string> = {};
    for (const [index, name] of names.entries()) {
      const choice = choices[index] ?? [];
      facts[name] = choice[rest % choice.length] ?? '';
      rest = Math.trunc(rest / choice.length);
    }
    yield facts;
  }
}

function conditionsOf<F extends FactValues>({ when }: Rule<F>): readonly Condition<F>[] {
  return Array.isArray(when) ? when : [when as Condition<F>]; // the other half of the union: isArray does not narrow readonly lists
}

function holds(condition: Condition<FactValues>, facts: Facts): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const fact = facts[name];
    return fact !== undefined && (typeof wanted === 'string' ? wanted === fact : (wanted ?? []).includes(fact));
  });
}

/** The unknown facts that the rules still possible ask about. */
function openFacts<F extends FactValues>(table: DecisionTable<F>, facts: Facts, reached: ReadonlySet<Rule<F>>): string[] {
  const asked = new Set(table.rules.filter((rule) => reached.has(rule)).flatMap((rule) => conditionsOf(rule).flatMap(Object.keys)));
  return Object.keys(table.facts).filter((name) => asked.has(name) && (facts[name] === undefined || facts[name] === 'unknown'));
}

/** What is wrong with a table: combinations of facts that no rule covers, rules that nothing reaches, ids used twice. Empty: sound. */
export function tableFaults(table: DecisionTable): string[] {
  const reached = new Set<Rule>();
  const gaps: string[] = [];
  for (const facts of completions(table.facts)) {
    const rule = firstMatch(table, facts);
    if (rule === undefined) gaps.push(`${table.name}: no rule for ${JSON.stringify(facts)}`);
    else reached.add(rule);
  }
  const unreachable = table.rules.filter((rule) => !reached.has(rule)).map((rule) => `${table.name}: nothing reaches ${rule.id}`);
  const ids = table.rules.map((rule) => rule.id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${table.name}: ${id} is there twice`);
  return [...gaps.slice(0, 5), ...unreachable, ...twice];
}
