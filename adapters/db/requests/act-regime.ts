import { DomainError } from '../../../domain/errors.js';
import type { Act } from '../../../domain/request/filing.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { together } from './approvals.js';
import type { Change } from './change.js';
import type { ActContext, Judge } from './judge.js';
import { requireParts, writeItems } from './name-items.js';
import { organisationsOf } from './organisations.js';

type RegimeAct = Extract<Act, { type: 'regime' }>;

/**
 * RULEBOOK P5: data of an organisation are promised by the policy, not by the statute; the letters then claim no statutory right. For the
 * whole request, or item by item where a file is mixed.
 */
export const setRegime: Judge<'regime'> = async (act, context) => {
  const found = act.soleTrader === undefined ? NOTHING : await soleTrader(act.soleTrader, context);
  return together(found, act.items === undefined ? await caseRegime(act, context) : await itemsRegime(act, act.items, context));
};

const NOTHING: Change = { facts: [] };

async function caseRegime(act: RegimeAct, { client, row }: ActContext): Promise<Change> {
  if (act.regime === row.regime && act.soleTrader === undefined)
    refuse('REGIME_UNCHANGED', `The request is handled as ${row.regime} already`);
  await useInTransaction(client, 'rights-of-the-person');
  const isSoleTrader = act.soleTrader?.is ?? (await organisationsOf(client, row.subject_id)).some((one) => one.isNaturalPerson);
  if (act.regime === 'POLICY_ONLY' && isSoleTrader)
    refuse('SOLE_TRADER_IS_A_PERSON', 'The organisation of this person is a sole trader: its data are personal data, the statute applies');
  if (act.regime === row.regime) return NOTHING;
  return {
    facts: [
      { event: 'regime-determined', data: { regime: act.regime, jurisdiction: row.jurisdiction, calendar: row.calendar }, text: act.why },
    ],
    set: { regime: act.regime },
  };
}

/** GDPR Art. 4(1): put down in the register, where every case of the organisation finds it. */
async function soleTrader({ is, member }: NonNullable<RegimeAct['soleTrader']>, { client, row }: ActContext): Promise<Change> {
  await useInTransaction(client, 'rights-of-the-person');
  const all = await organisationsOf(client, row.subject_id);
  const [found, ...others] = all.filter(({ id }) => member === undefined || id === member);
  if (found === undefined) refuse('NO_ORGANISATION', 'This person is an officer of no organisation in our registers');
  if (others.length > 0)
    refuse(
      'SEVERAL_ORGANISATIONS',
      `This person is an officer of several organisations: say of which, by its id as member (${all.map(({ id }) => id).join(', ')})`,
    );
  return {
    facts: [{ event: 'natural-person-determined', data: { member: found.id, as: is ? 'natural-person' : 'organisation' } }],
    also: (tx) => tx.query('UPDATE member SET is_natural_person = $2 WHERE id = $1', [found.id, is]),
  };
}

async function itemsRegime(act: RegimeAct, items: NonNullable<RegimeAct['items']>, context: ActContext): Promise<Change> {
  await requireParts(context, items);
  const places = items.map(({ system, collection, field = '' }) => ({ system, collection, field }));
  return {
    facts: [{ event: 'item-regime-determined', data: { regime: act.regime, items: places.map(nameOf) }, text: act.why }],
    also: (client) => writeItems(client, context, places, { regime: act.regime }),
  };
}

const nameOf = ({ system, collection, field }: { system: string; collection: string; field: string }): string =>
  [system, collection, ...(field === '' ? [] : [field])].join('/');

function refuse(code: string, detail: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (GDPR Art. 4(1)).`, article: 'GDPR Art. 4(1)' });
}
