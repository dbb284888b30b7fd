import { DomainError } from '../../../domain/errors.js';
import type { Act } from '../../../domain/request/filing.js';
import type { ActContext, Judge } from './act-context.js';
import { itemRulesOf } from './case-items.js';
import { requireParts, writeItems } from './name-items.js';
import type { Change } from './transition.js';

type RegimeAct = Extract<Act, { type: 'regime' }>;

/**
 * RULEBOOK P5: data of an organisation are promised by the policy, not by the statute; the letters then claim no statutory right. For the
 * whole request, or item by item where a file is mixed.
 */
export const setRegime: Judge<'regime'> = async (act, context) => {
  if (act.items !== undefined) return itemsRegime(act, act.items, context);
  const { client, row } = context;
  if (act.regime === row.regime) refuse('REGIME_UNCHANGED', `The request is handled as ${row.regime} already`);
  if (act.regime === 'POLICY_ONLY' && (await itemRulesOf(client, row.id)).isSoleTrader)
    refuse('SOLE_TRADER_IS_A_PERSON', 'The organisation of this person is a sole trader: its data are personal data, the statute applies');
  return {
    facts: [
      { event: 'regime-determined', data: { regime: act.regime, jurisdiction: row.jurisdiction, calendar: row.calendar }, text: act.why },
    ],
    set: { regime: act.regime },
  };
};

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
