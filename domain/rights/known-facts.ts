import { DomainError } from '../errors.js';
import type { ObjectionKind, Right } from '../request/types.js';
import type { Facts } from './decision-table.js';
import { factsAsked } from './evaluate-case.js';

/** What the record of a case says that a table asks about. No personal data. */
export interface CaseRecord {
  right: Right;
  objectionKind: ObjectionKind | null;
  regime: 'STATUTORY' | 'POLICY_ONLY';
  isIdentityProven: boolean;
  hasAgent: boolean;
  /** Rows found of the person, apart from the records of this request itself. */
  rowCount: number;
  /** Rows that are this request itself: all that is held of somebody who only ever wrote to ask. */
  ownRequestRowCount: number;
  isEverySystemAnswered: boolean;
  openHeldBackCount: number;
  redactionCount: number;
  hasAskedBefore: boolean;
  hadFirstCopy: boolean;
  fee: 'none' | 'open' | 'settled';
  hasUnansweredAccess: boolean;
  hasGrounds: boolean;
  hasTransferTarget: boolean;
  daysLeft: number;
  /** What other parts of the record established, such as the issuer's verdict or an agent's authority. */
  established: Facts;
}

/** Facts as the record has them: `known` cannot be answered otherwise, `presumed` holds until somebody says otherwise. */
export interface KnownFacts {
  known: Record<string, string>;
  presumed: Record<string, string>;
}

/** Fills in what the system knows by itself, for the facts that the tables of this right ask. */
export function knownFactsOf(record: CaseRecord): KnownFacts {
  const asked = factsAsked(record.right);
  const only = (facts: Facts) =>
    Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) =>
        value === undefined || asked[name]?.includes(value) !== true ? [] : [[name, value]],
      ),
    );
  return { known: only(known(record)), presumed: only(presumed(record)) };
}

const yes = (is: boolean) => (is ? 'yes' : 'no');

function known(record: CaseRecord): Facts {
  return {
    marketingObjection: yes(record.right === 'objection' && record.objectionKind === 'direct_marketing'),
    identity: record.isIdentityProven ? 'proven' : undefined,
    secondPerson: 'no',
    held: heldOf(record),
    askedBefore: yes(record.hasAskedBefore),
    copy: record.hadFirstCopy ? 'further' : 'first',
    fee: record.fee,
    copyFirst: record.hasUnansweredAccess ? 'waiting' : 'not_asked_or_given',
    kind: record.objectionKind ?? undefined,
    mode: record.hasTransferTarget ? 'to_controller' : 'to_person',
    daysLeft: record.daysLeft <= 7 ? 'seven_or_less' : 'more_than_seven',
    thirdParty: record.redactionCount > 0 ? 'redactable' : undefined,
    ...record.established,
  };
}

/** Silence is never "nothing held" (PRODUCT section 7), and a request alone is for the desk to judge. */
function heldOf({ rowCount, ownRequestRowCount, isEverySystemAnswered }: CaseRecord): string | undefined {
  if (rowCount > 0) return 'yes';
  return isEverySystemAnswered && ownRequestRowCount === 0 ? 'no' : undefined;
}

/** What is so unless somebody shows the contrary: the burden of 12(5) is the controller's, and a person may ask without an agent. */
function presumed(record: CaseRecord): Facts {
  return {
    subject: record.regime === 'POLICY_ONLY' ? 'legal_person_data_only' : 'living_person',
    role: 'controller',
    agent: record.hasAgent ? undefined : 'none',
    unfoundedOrExcessive: 'no',
    situation: record.hasGrounds ? 'given' : 'not_given',
    thirdParty: record.openHeldBackCount === 0 ? 'none' : undefined,
  };
}

/**
 * The facts a case is judged on: what is known, what staff answered, what is presumed. Throws 422 for a fact that is not asked or a
 * value it does not have, and for an answer that contradicts the record; each with its pointer, below `at`.
 */
export function mergeFacts(right: Right, { known, presumed }: KnownFacts, answered: Facts = {}, at = ''): Record<string, string> {
  const asked = factsAsked(right);
  const given = Object.entries(answered).flatMap(([name, value]) =>
    value === undefined || value === 'unknown' ? [] : [[name, value] as const],
  );
  const fields = given.flatMap(([name, value]) => {
    const values = asked[name];
    const pointer = `${at}/facts/${name}`;
    if (values === undefined) return [{ pointer, detail: `Not asked for ${right}. Asked are ${Object.keys(asked).join(', ')}.` }];
    if (!values.includes(value)) return [{ pointer, detail: `One of ${values.join(', ')}, or unknown.` }];
    if (known[name] !== undefined && known[name] !== value) return [{ pointer, detail: `The record says ${known[name]}.` }];
    return [];
  });
  if (fields.length > 0)
    throw new DomainError({ code: 'FACTS_NOT_VALID', kind: 'invalid', detail: 'These facts cannot be taken as they are.', fields });
  // "Unknown", said on purpose, takes a presumption off.
  const doubted = Object.keys(answered).filter((name) => answered[name] === 'unknown');
  const held = Object.entries(presumed).filter(([name]) => !doubted.includes(name));
  return { ...Object.fromEntries(held), ...Object.fromEntries(given), ...known };
}
