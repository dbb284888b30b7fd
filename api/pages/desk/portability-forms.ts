import { BASES } from '../../../domain/portability/origin.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { textField } from '../page.js';
import type { ActForm } from './act-form.js';

const BASIS_WORDS = { consent: 'Consent', contract: 'A contract', other: 'Something else: not portable' } as const;

/** Collections whose description says nothing of the legal basis. */
export function openBases(detail: RequestDetail): { system: string; collection: string }[] {
  const open = (detail.portability?.notIncluded ?? []).filter(({ reason }) => reason === 'basis-unknown');
  return open.map(({ system, collection }) => ({ system, collection }));
}

/** Art. 20(1)(a): a reviewer says on what the processing of one collection rests. */
export const portabilityBasis: ActForm = {
  fields: (detail) => [
    {
      name: 'place',
      label: 'Collection',
      kind: 'radio',
      options: openBases(detail).map(({ system, collection }, index) => ({ value: String(index), label: `${system} / ${collection}` })),
    },
    {
      name: 'basis',
      label: 'Its processing rests on',
      kind: 'radio',
      options: BASES.map((value) => ({ value, label: BASIS_WORDS[value] })),
    },
  ],
  read: (body, detail) => {
    const place = openBases(detail)[Number.parseInt(textField(body, 'place'), 10)];
    const basis = BASES.find((one) => one === textField(body, 'basis'));
    if (place !== undefined && basis !== undefined) return { act: { type: 'portability-basis', ...place, basis } };
    return {
      problems: [
        ...(place === undefined ? [{ field: 'place', text: 'Choose the collection' }] : []),
        ...(basis === undefined ? [{ field: 'basis', text: 'Choose the basis' }] : []),
      ],
    };
  },
};
