import { isNeverErased } from '../../../domain/erasure/law.js';
import type { CategoryDecision, ErasureItemView } from '../../../domain/erasure/view.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { type Problem, textField } from '../page.js';
import { count } from '../words.js';
import type { ActField } from './act-form.js';
import { ACT_WORDS } from './words.js';

const GROUND_WORDS = {
  '17(1)(a)': 'Erase: no longer needed for its purpose',
  '17(1)(b)': 'Erase: consent is withdrawn',
  '17(1)(c)': 'Erase: the person objected',
  '17(1)(d)': 'Erase: it was processed unlawfully',
  '17(1)(e)': 'Erase: a law wants it erased',
  '17(1)(f)': 'Erase: collected from a child online',
  '17(3)(a)': 'Keep: freedom of expression and information',
  '17(3)(b)': 'Keep: a legal obligation or a public task',
  '17(3)(c)': 'Keep: public health',
  '17(3)(d)': 'Keep: archiving, research or statistics',
  '17(3)(e)': 'Keep: legal claims',
} as const;

const nameOf = (item: ErasureItemView) => `${item.system}: ${item.collection.replaceAll('_', ' ')}`;

/** One choice for each kind of data there is something to decide on: as planned, or another ground of GDPR Art. 17(1) or (3). */
export function categoryFields({ erasure }: RequestDetail): ActField[] {
  const items = decidable(erasure?.items);
  if (items.length === 0) return [];
  return [
    ...items.map((item, n) => ({
      name: `category-${n}`,
      label: `${nameOf(item)} (${count(item.rowCount, 'row')})`,
      kind: 'select' as const,
      options: [
        { value: '', label: item.decision === 'erase' ? 'As planned: erase' : `As planned: keep, ${item.why ?? item.ground ?? ''}` },
        ...Object.entries(GROUND_WORDS).map(([value, label]) => ({ value, label: `${label} (Art. ${value})` })),
      ],
    })),
    { name: 'why-kept', label: 'If you keep more than planned: why, as the person will read it', kind: 'text' },
    { name: 'until-kept', label: 'If you keep more than planned: until when', kind: 'text' },
  ];
}

/** What was chosen otherwise than planned. */
export function readCategories(body: unknown, { erasure }: RequestDetail): { categories: CategoryDecision[]; problems: Problem[] } {
  const why = textField(body, 'why-kept');
  const until = textField(body, 'until-kept');
  const categories = decidable(erasure?.items).flatMap(({ system, collection }, n): CategoryDecision[] => {
    const ground = textField(body, `category-${n}`);
    if (ground === '') return [];
    const isKept = ground.startsWith('17(3)');
    return [{ system, collection, decide: isKept ? 'keep' : 'erase', ground, ...(isKept ? { why, until } : {}) }];
  });
  const isKeeping = categories.some(({ decide }) => decide === 'keep');
  const problems = [
    ...(isKeeping && !why ? [{ field: 'why-kept', text: 'Say why it is kept' }] : []),
    ...(isKeeping && !until ? [{ field: 'until-kept', text: 'Say until when it is kept' }] : []),
  ];
  return { categories, problems };
}

/** The file of the requests and the organisation's own records are kept whatever is decided; rows without anything personal stay. */
const decidable = (items: readonly ErasureItemView[] | undefined) =>
  heldItems(items).filter((item) => !isNeverErased(item) && (item.decision === 'keep' || item.deleteCount + item.maskCount > 0));

const heldItems = (items: readonly ErasureItemView[] | undefined) => (items ?? []).filter(({ rowCount }) => rowCount > 0);

/** The effect of an erasure in numbers, for whoever is about to let it happen. */
export function erasureNumbers({ erasure }: RequestDetail): string[] {
  if (erasure === undefined) return ['The preview is not ready yet.'];
  const { systems, rows, deleted, masked, kept } = erasure.totals;
  const byHand = erasure.systems.filter(({ status }) => status === 'by-hand').map(({ system }) => system);
  const down = erasure.systems.filter(({ status }) => status === 'unreachable').map(({ system }) => system);
  if (rows === 0 && byHand.length === 0 && down.length === 0)
    return [
      'Nothing is left to erase: every system has answered, and holds nothing more that could go.',
      kept === 0 || isFileOnly(erasure.items)
        ? 'Where that is all there is, the outcome is “Nothing held”: the person is told that nothing is there any more.'
        : `${count(kept, 'row')} kept on a ground of Art. 17(3) or as the file of the request: where that is all, the outcome is a refusal with its ground.`,
    ];
  return [
    `${count(rows, 'row')} in ${count(systems, 'system')} go for good: ${deleted} deleted, ${masked} made anonymous.`,
    `${count(kept, 'row')} kept on a ground of Art. 17(3) or as the file of the request.`,
    ...(byHand.length > 0 ? [`To be cleared by hand: ${byHand.join(', ')}.`] : []),
    ...(down.length > 0 ? [`Not reached yet, cleared as soon as they answer: ${down.join(', ')}.`] : []),
    'Copies of ours become unreadable, in backups too. Nobody can bring them back.',
  ];
}

/** All that is held is the file of the requests themselves. */
const isFileOnly = (items: readonly ErasureItemView[]): boolean => heldItems(items).every(isNeverErased);

const SYSTEM_STATE = {
  planned: { kind: 'held', word: 'waits for the release' },
  nothing: { kind: 'calm', word: 'nothing to erase' },
  'by-hand': { kind: 'held', word: 'cleared by hand' },
  unreachable: { kind: 'late', word: 'does not answer, is asked again' },
  erased: { kind: 'held', word: 'erased, not looked at again yet' },
  proven: { kind: 'calm', word: 'erased, nothing found again' },
} as const;

const PROBLEM_WORDS: Record<string, string> = {
  NO_WRITE_RIGHTS: 'our account there may only read',
  NOT_DESCRIBED: 'its description names no way',
  SOMETHING_IS_LEFT: 'the second look still found something',
  NOT_CONFIGURED: 'it was taken away from the systems',
};

function whatHappens({ decision, deleteCount, maskCount }: ErasureItemView): string {
  if (decision === 'keep') return 'kept';
  return deleteCount + maskCount === 0 ? 'nothing personal in it' : `${deleteCount} deleted, ${maskCount} made anonymous`;
}

/** The erasure on the case page: what would go or went, what stays and why, and where each system stands. */
export function erasureSection({ erasure }: RequestDetail) {
  if (erasure === undefined) return null;
  return {
    isReleased: erasure.releasedAt !== null,
    isShredded: erasure.shreddedAt !== null,
    systems: erasure.systems.map(({ system, status, problem }) => ({
      system,
      state: SYSTEM_STATE[status],
      problem: problem === null ? '' : (PROBLEM_WORDS[problem] ?? ''),
    })),
    items: heldItems(erasure.items).map((item) => ({
      name: nameOf(item),
      rows: item.rowCount,
      what: whatHappens(item),
      why: item.decision === 'keep' ? `${item.why ?? ''} ${item.ground ?? ''}`.trim() : (item.ground ?? ''),
      done: item.deleted + item.masked,
      remaining: item.remaining === null ? '' : String(item.remaining),
    })),
  };
}

/** What an act is called at the desk, and what it does to this case. */
export const actWordsOf = ({ right }: Pick<RequestDetail, 'right'>, type: keyof typeof ACT_WORDS) =>
  right === 'erasure' && type === 'release' ? ERASURE_RELEASE : ACT_WORDS[type];

/** What releasing means where nothing is handed over but data go. */
const ERASURE_RELEASE = {
  title: 'Let the erasure happen',
  effect: 'Erases the data in the systems. This cannot be taken back. The person gets a certificate when a second look has found nothing.',
};
