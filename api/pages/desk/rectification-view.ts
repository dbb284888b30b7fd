import type { FieldChange } from '../../../domain/rectification/view.js';
import type { RequestDetail } from '../../../domain/request/filing.js';
import { dayInWords, instantInWords, sizeInWords } from '../words.js';

const VERDICT_WORDS = { approve: 'approved', correct: 'gave another value', refuse: 'refused' } as const;
const CHANGE_WORDS = {
  planned: 'to be changed',
  done: 'changed',
  'by-hand': 'to be changed by hand',
  left: 'left as it is',
} as const satisfies Record<FieldChange['status'], string>;

/** The fields of a rectification on the desk: old and new side by side, who decides, what was said and done. Null for other rights. */
export function rectificationOf(detail: RequestDetail, isShown: boolean) {
  const found = detail.rectification;
  if (found === undefined) return null;
  const instant = (at: string) => instantInWords(at, 'en', detail.timeZone);
  const home = `/desk/requests/${detail.reference}`;
  return {
    isShown,
    count: found.items.length,
    items: found.items.map((item, index) => ({
      n: index + 1,
      who: item.controller === 'company' ? 'ours' : item.controller === 'other' ? 'forwarded' : (item.issuer?.name ?? 'no issuer yet'),
      verdict: item.verdict === null ? '' : VERDICT_WORDS[item.verdict.verdict],
      isAwaited: item.controller === 'issuer' && item.verdict === null,
      decided: item.isToChange === null ? '' : item.isToChange ? 'to be changed' : 'left as it is',
      record: isShown ? item.record : '',
      field: isShown ? item.field : '',
      reason: isShown ? (item.reason ?? '') : '',
      proposed: isShown ? item.proposed : '',
      current: isShown ? (item.current[0]?.value ?? '') : '',
      said: isShown ? [item.verdict?.value, item.verdict?.reason].filter(Boolean).join(' – ') : '',
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
    files: found.files.map(({ id, name, sizeBytes }, index) => ({
      name: isShown ? name : `File ${index + 1}`,
      size: sizeInWords(sizeBytes, 'en'),
      href: isShown ? `${home}/files/${id}` : '',
    })),
    statements: found.statements.map(({ text, at }) => ({ text: isShown ? text : '', at: instant(at) })),
  };
}
