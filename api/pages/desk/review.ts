import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Act } from '../../../domain/request/filing.js';
import { listField, type Problem, textField } from '../page.js';

type HeldBackRow = RequestDetail['heldBack'][number];

/** The name of a row in a form: unique within the case. */
const keyOf = (row: HeldBackRow): string => `${row.system}/${row.collection}/${row.key}`;

/** The held-back rows side by side with whose request it is. Without `isShown` only their places and reasons. */
export function reviewView(detail: RequestDetail, isShown: boolean, body?: unknown) {
  return detail.heldBack.map((row, n) => {
    const typed = textField(body, `verdict-${n}`);
    const verdict = typed || (row.verdict === 'released' ? 'release' : row.verdict === 'withheld' ? 'withhold' : '');
    const redacted = listField(body, `redact-${n}`);
    return {
      n,
      place: `${row.system}, ${row.collection}`,
      reason: row.reason,
      isRelease: verdict === 'release',
      isWithhold: verdict === 'withhold',
      redactReason: textField(body, `reason-${n}`),
      fields: isShown
        ? Object.entries(row.row).map(([name, value]) => ({
            name,
            value: printed(value),
            ...comparison(value, detail),
            isRedacted: redacted.includes(name),
          }))
        : [],
    };
  });
}

const printed = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Whose a value is, where that can be told: a sign and a word, so that the difference is not in the colour. */
function comparison(value: unknown, { requester }: RequestDetail): { mark: '' | 'same' | 'other'; note: string } {
  if (typeof value !== 'string') return { mark: '', note: '' };
  const text = value.trim().toLowerCase();
  if (text === requester.email.toLowerCase() || text === requester.name.toLowerCase()) return { mark: 'same', note: '= the requester’s' };
  return text.includes('@') ? { mark: 'other', note: '≠ another address' } : { mark: '', note: '' };
}

/** The review these fields amount to. A row without a verdict stays out and is asked again. */
export function readReview(body: unknown, detail: RequestDetail): { act: Act } | { problems: Problem[] } {
  const rows = detail.heldBack.map((row, n) => ({
    row,
    n,
    verdict: textField(body, `verdict-${n}`),
    fields: listField(body, `redact-${n}`),
    reason: textField(body, `reason-${n}`),
  }));
  const withoutReason = rows.filter(({ fields, reason, verdict }) => verdict === 'release' && fields.length > 0 && !reason);
  if (withoutReason.length > 0)
    return { problems: withoutReason.map(({ n }) => ({ field: `reason-${n}`, text: 'Say why the fields are blacked out' })) };
  const named = (verdict: string) => rows.filter((one) => one.verdict === verdict).map(({ row }) => keyOf(row));
  const [release, withhold] = [named('release'), named('withhold')];
  if (release.length + withhold.length === 0) return { problems: [{ field: 'verdict-0', text: 'Choose for at least one row' }] };
  const redact = rows
    .filter(({ verdict }) => verdict === 'release')
    .flatMap(({ row, fields, reason }) => fields.filter((field) => field in row.row).map((field) => ({ key: keyOf(row), field, reason })));
  return { act: { type: 'review', release, withhold, ...(redact.length > 0 ? { redact } : {}) } };
}
