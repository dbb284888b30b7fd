import type { DomainError } from '../../../domain/errors.js';
import { readKind } from '../../../domain/seals/kinds.js';
import { readDay } from '../../../domain/seals/read-day.js';
import { hasHiddenSigns } from '../../../domain/seals/shown-text.js';
import type { NewSeal, SealChange, SealDetail } from '../../../domain/seals/view.js';
import { type Problem, textField } from '../page.js';
import type { Reader } from './present.js';

export const ACTS = ['issue', 'suspend', 'reinstate', 'renew', 'revoke'] as const;
export type ShownAct = (typeof ACTS)[number];

/** The fields of the form by the pointers of the wire. */
const FIELD_OF: Record<string, string> = {
  '/member': 'member',
  '/kind': 'kind',
  '/domain': 'domain',
  '/licenceNumber': 'licence',
  '/validUntil': 'until',
};

const MOST_LICENCE = 200;
const isLicence = (text: string) => text.length <= MOST_LICENCE && !hasHiddenSigns(text);

/** The order of the form, or what is missing. */
export function readOrder(body: unknown, { text }: Reader): { order: NewSeal & { isDraft: boolean } } | { problems: Problem[] } {
  const field = (name: string) => textField(body, name);
  const kind = readKind(field('kind'));
  const until = field('until');
  const validUntil = readDay(until);
  const wrong = [
    ...(field('member') === '' ? ['member'] : []),
    ...(kind === undefined ? ['kind'] : []),
    ...(isLicence(field('licence')) ? [] : ['licence']),
    ...(until !== '' && validUntil === undefined ? ['until'] : []),
  ];
  if (wrong.length > 0 || kind === undefined) return { problems: wrong.map((one) => ({ field: one, text: text(`seals.error.${one}`) })) };
  const order = {
    member: field('member'),
    kind,
    ...(field('domain') === '' ? {} : { domain: field('domain') }),
    ...(field('licence') === '' ? {} : { licenceNumber: field('licence') }),
    ...(validUntil === undefined ? {} : { validUntil }),
    isDraft: field('draft') === 'yes',
  };
  return { order };
}

/** What the record refused, at the field it is about. Its own texts are English and more exact; other readers get the page's words. */
export function refusedFields(refusal: DomainError, { language, text }: Reader): Problem[] {
  const { fields, detail } = refusal;
  const said = (field: string, own: string) => ({ field, text: language === 'en' ? own : text(`seals.error.${field}`) });
  const wrong = fields.map((one) => said(FIELD_OF[one.pointer] ?? 'main', one.detail));
  return wrong.length > 0 ? wrong : [said('main', detail)];
}

/** The act that was chosen, or what is missing: a reason to suspend or revoke, and the domain typed to revoke. */
export function readAct(body: unknown, seal: SealDetail, { text }: Reader): { name: ShownAct; reason: string } | { problems: Problem[] } {
  const name = ACTS.find((one) => one === textField(body, 'act'));
  const reason = textField(body, 'reason');
  const typed = textField(body, 'confirm').toLowerCase();
  const needsReason = name === 'suspend' || name === 'revoke';
  const domain = seal.domainUnicode;
  const problems: Problem[] = [
    ...(name === undefined ? [{ field: 'act', text: text('seals.error.act') }] : []),
    ...(needsReason && reason === '' ? [{ field: 'reason', text: text('seals.error.reason') }] : []),
    ...(name === 'revoke' && typed !== seal.domain && typed !== domain
      ? [{ field: 'confirm', text: text('seals.error.confirm', { domain }) }]
      : []),
  ];
  return problems.length > 0 || name === undefined ? { problems } : { name, reason };
}

/** The form of a replacement as it was typed, or as the seal stands. */
export function replacementForm(body: unknown, seal: SealDetail) {
  const field = (name: string, otherwise: string) => (hasField(body, name) ? textField(body, name) : otherwise);
  return {
    domain: field('domain', seal.domainUnicode),
    licence: field('licence', seal.licenceNumber ?? ''),
    until: field('until', seal.status === 'expired' ? '' : dayOf(seal)),
    reason: field('reason', ''),
  };
}

const hasField = (body: unknown, name: string) => typeof body === 'object' && body !== null && name in body;
const dayOf = ({ validUntil }: SealDetail) => validUntil.slice(0, 10);

/** What the new seal is to state otherwise, or what is missing. What was left as it stands is no change. */
export function readReplacement(body: unknown, seal: SealDetail, { text }: Reader): { change: SealChange } | { problems: Problem[] } {
  const { domain, licence, until, reason } = replacementForm(body, seal);
  const validUntil = readDay(until);
  const problems: Problem[] = [
    ...(domain === '' ? [{ field: 'domain', text: text('seals.error.domain') }] : []),
    ...(until !== '' && validUntil === undefined ? [{ field: 'until', text: text('seals.error.until') }] : []),
    ...(isLicence(licence) ? [] : [{ field: 'licence', text: text('seals.error.licence') }]),
    ...(reason === '' ? [{ field: 'reason', text: text('seals.error.reason') }] : []),
  ];
  if (problems.length > 0) return { problems };
  const change = {
    reason,
    ...(domain === seal.domain || domain === seal.domainUnicode ? {} : { domain }),
    ...(licence === (seal.licenceNumber ?? '') ? {} : { licenceNumber: licence === '' ? null : licence }),
    ...(validUntil === undefined || until === dayOf(seal) ? {} : { validUntil }),
  };
  return { change };
}
