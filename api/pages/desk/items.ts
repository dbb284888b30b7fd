import type { ItemRegime } from '../../../domain/request/case-items.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { ItemRef, PartRef } from '../../../domain/request/filing.js';
import { dayInWords } from '../words.js';
import type { ActField } from './act-form.js';

export const REGIME_WORDS = { STATUTORY: 'Data of a person', POLICY_ONLY: 'Data of an organisation only' } as const satisfies Record<
  ItemRegime,
  string
>;
const GROUND_WORDS = { staff: 'as the desk found', 'sole-trader': 'a sole trader', categories: 'by its data categories' } as const;
const FIELD = 'correction:';

const isNamed = (item: RequestDetail['items'][number]): boolean =>
  item.rowCount > 0 || item.forwarded !== undefined || item.ground === 'staff';

/** The parts of the data of a case: under what each is answered, and what another controller answers until when. */
export function itemsView(detail: RequestDetail) {
  return detail.items.filter(isNamed).map(({ system, collection, field, rowCount, regime, ground, isGiven, forwarded }) => ({
    name: [
      system,
      collection === 'correction' && field ? `field ${numberOf(detail, field)}` : collection,
      ...(collection === 'correction' || !field ? [] : [field]),
    ].join(' / '),
    rows: field === undefined ? String(rowCount) : '',
    regime: `${REGIME_WORDS[regime]}, ${GROUND_WORDS[ground]}`,
    isGiven,
    forwarded: forwarded
      ? `${forwarded.to}, sent ${dayInWords(forwarded.on, 'en')}; its answer is due ${dayInWords(forwarded.theirDueOn, 'en')}, ours ${dayInWords(detail.dueOn ?? detail.safeOn, 'en')}`
      : '',
  }));
}

const numberOf = (detail: RequestDetail, correction: string): number =>
  (detail.rectification?.items ?? []).findIndex(({ id }) => id === correction) + 1;

const keyOf = ({ system, collection }: PartRef): string => `${system}/${collection}`;

/** The collections that were found, to choose of; and the fields to be corrected where `withFields` wants them. */
export function itemsField(
  detail: RequestDetail,
  { label, hint, withFields }: { label: string; hint: string; withFields: boolean },
): ActField[] {
  const parts = detail.items.filter((item) => item.field === undefined && item.rowCount > 0 && item.forwarded === undefined);
  const fields = withFields ? (detail.rectification?.items ?? []).filter(({ controller }) => controller !== 'other') : [];
  const options = [
    ...parts.map((part) => ({ value: keyOf(part), label: `${part.system} / ${part.collection}, ${part.rowCount} rows` })),
    ...fields.map(({ id }) => ({ value: `${FIELD}${id}`, label: `Field ${numberOf(detail, id)} to be corrected` })),
  ];
  return options.length === 0 ? [] : [{ name: 'items', label, hint, kind: 'check', options }];
}

/** What was ticked; undefined where nothing was, which means the whole request. */
export function readItems(chosen: readonly string[], detail: RequestDetail): ItemRef[] | undefined {
  const items = chosen.flatMap((value): ItemRef[] => {
    if (value.startsWith(FIELD)) return [{ correction: value.slice(FIELD.length) }];
    const part = detail.items.find((item) => keyOf(item) === value);
    return part === undefined ? [] : [{ system: part.system, collection: part.collection }];
  });
  return items.length === 0 ? undefined : items;
}
