import type { LeftOutReason } from '../../../domain/portability/scope.js';
import { LEFT_OUT_ARTICLE } from '../../../domain/portability/scope.js';
import type { TransferStatus } from '../../../domain/portability/transfer.js';
import type { RequestDetail } from '../../../domain/request/detail.js';

const WHY = {
  'not-consent-or-contract': 'not on consent or contract',
  'basis-unknown': 'the basis is not known: say it, or it stays out',
  'not-automated': 'not held by machine',
  derived: 'derived by us',
  'third-party': 'from others',
  'provenance-unknown': 'not known to come from the person',
  'another-person': 'also about another person',
} as const satisfies Record<LeftOutReason, string>;

const TRANSFER = {
  unverified: 'The destination does not answer yet; it is tried again.',
  asked: 'The person is asked to confirm the destination.',
  confirmed: 'The person confirmed; it is sent once decided, and tried again for five days.',
  delivered: 'Handed over, with a signed receipt.',
  infeasible: 'Not sent directly; the person gets the file with the reason.',
} as const satisfies Record<TransferStatus, string>;

/** What goes, what stays out and why, and where the direct transfer stands; null for other rights. */
export function portabilityView({ portability, transfer }: RequestDetail) {
  if (portability === undefined && transfer === undefined) return null;
  return {
    included: (portability?.included ?? []).map((one) => ({ ...one, fields: one.fields.join(', ') })),
    notIncluded: (portability?.notIncluded ?? []).map(({ system, collection, reason, fields }) => ({
      place: system === '' ? collection : `${system} / ${collection}`,
      fields: fields.length === 0 ? 'all of it' : fields.join(', '),
      why: WHY[reason],
      article: LEFT_OUT_ARTICLE[reason],
    })),
    transfer:
      transfer === undefined
        ? null
        : {
            sentence: TRANSFER[transfer.status],
            to: [transfer.organisation, transfer.host].filter(Boolean).join(', '),
            problem: transfer.problem ?? '',
          },
  };
}
