import type { DecidedField } from '../../../domain/rectification/judge-fields.js';
import type { CorrectionItem, FieldChange } from '../../../domain/rectification/view.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { difference } from '../difference.js';
import { dayInWords, instantInWords, sizeInWords } from '../words.js';
import { codeWord } from './fact-words.js';

const VERDICT_WORDS = { approve: 'approved', correct: 'gave another value', refuse: 'refused' } as const;
const CHANGE_WORDS = {
  planned: 'to be changed',
  done: 'changed',
  'by-hand': 'to be changed by hand',
  left: 'left as it is',
} as const satisfies Record<FieldChange['status'], string>;

const WHO = { company: 'Ours: no issuer is asked', other: 'Another controller: forwarded' } as const;

/** What the issuer of a field said, or that it is waited for; its words only while personal data are shown. */
export function issuerSays({ controller, issuer, verdict }: CorrectionItem, isShown: boolean) {
  return {
    who: controller === 'company' || controller === 'other' ? WHO[controller] : (issuer?.name ?? 'no issuer yet'),
    verdict: verdict === null ? '' : VERDICT_WORDS[verdict.verdict],
    isAwaited: controller === 'issuer' && verdict === null,
    said: isShown ? [verdict?.value, verdict?.reason].filter(Boolean).join(' – ') : '',
  };
}

/** A field as it was decided: the rule it rests on, and the words to the person. */
export const decidedView = ({ apply, rule, article, isOverride, reason, facts }: DecidedField, isShown: boolean) => ({
  what: apply ? 'to be changed' : 'left as it is',
  rule: rule === null ? '' : codeWord(rule),
  article,
  isOverride,
  reason: isShown ? reason : '',
  facts: facts.map((fact) => fact.replace('=', ': ').replaceAll('_', ' ')),
});

/** The fields of a rectification on the desk: old and new side by side, who decides, what was said and done. Null for other rights. */
export function rectificationOf(detail: RequestDetail, isShown: boolean) {
  const found = detail.rectification;
  if (found === undefined) return null;
  const instant = (at: string) => instantInWords(at, 'en', detail.timeZone);
  return {
    isShown,
    count: found.items.length,
    items: found.items.map((item, index) => ({
      n: index + 1,
      issuer: issuerSays(item, isShown),
      decided: item.isToChange === null ? '' : item.isToChange ? 'to be changed' : 'left as it is',
      basis: basisOf(detail, item.id, isShown),
      record: isShown ? item.record : '',
      field: isShown ? item.field : '',
      reason: isShown ? (item.reason ?? '') : '',
      difference: isShown ? difference(item.current[0]?.value ?? '', item.proposed) : null,
      places: item.changes.map(({ system, collection, status }) => ({
        place: collection ? `${system}, ${collection}` : system,
        word: CHANGE_WORDS[status],
      })),
    })),
    asked: found.asked.map(({ name, askedAt, answerBy, remindedAt, escalatedAt }) => ({
      name,
      asked: instant(askedAt),
      by: dayInWords(answerBy, 'en'),
      reminded: remindedAt === null ? '' : instant(remindedAt),
      escalated: escalatedAt === null ? '' : instant(escalatedAt),
    })),
    hasAlternatives: found.hasAlternatives,
    alternativesOn: found.unheardCount > 0 ? dayInWords(found.alternativesOn, 'en') : '',
    files: proofLinks(detail, isShown),
    statements: found.statements.map(({ text, at }) => ({ text: isShown ? text : '', at: instant(at) })),
  };
}

function basisOf({ decision }: RequestDetail, id: string, isShown: boolean) {
  const field = decision?.fields?.find(({ correction }) => correction === id);
  return field === undefined ? null : decidedView(field, isShown);
}

const aboutField = (index: number): string => (index < 0 ? '' : ` (field ${index + 1})`);

/** The files sent as proof, to be fetched only while personal data are shown. */
export function proofLinks({ reference, rectification }: RequestDetail, isShown: boolean) {
  const items = rectification?.items ?? [];
  return (rectification?.files ?? []).map(({ id, name, sizeBytes, correction }, index) => ({
    name: `${isShown ? name : `File ${index + 1}`}${aboutField(items.findIndex((item) => item.id === correction))}`,
    size: sizeInWords(sizeBytes, 'en'),
    href: isShown ? `/desk/requests/${reference}/files/${id}` : '',
  }));
}
