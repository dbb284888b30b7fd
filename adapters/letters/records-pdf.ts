import { categoriesInWords } from '../../domain/collection/category-words.js';
import type { ControllerBlock } from '../../domain/letters/common-facts.js';
import type { Block, Inline } from '../../domain/letters/document.js';
import { ADDITION_FIELDS, type ProcessingRecord, standing } from '../../domain/processing-record.js';
import { documentPdf } from './pdf.js';

const text = (words: string): Inline[] => [{ kind: 'text', text: words === '' ? 'not stated' : words }];
const WORDS = {
  persons: 'Whose data',
  recipients: 'Recipients',
  transfers: 'Transfers to third countries, and safeguards',
  basis: 'Legal basis',
  measures: 'Security measures',
  note: 'Note of the data-protection officer',
} as const;

function blocksOf(record: ProcessingRecord): Block[] {
  const said = ADDITION_FIELDS.filter((field) => field !== 'note' || standing(record, field) !== '');
  return [
    { kind: 'heading', level: 2, inlines: text(`${record.name} (${record.system})`) },
    {
      kind: 'facts',
      rows: [
        { term: text('Purposes'), value: text(record.purposes.join('; ')) },
        { term: text('Categories of data'), value: text(categoriesInWords(record.categories, 'en').join(', ')) },
        ...said.map((field) => ({ term: text(WORDS[field]), value: text(standing(record, field)) })),
        { term: text('Erased after'), value: text(record.period) },
        { term: text('Where the data come from'), value: text(record.source) },
      ],
    },
  ];
}

/** The records of processing on paper (GDPR Art. 30(1), (3)), as a tagged PDF in the house's own setting. */
export function recordsPdf(controller: ControllerBlock, records: readonly ProcessingRecord[], writtenOn: string): Promise<Buffer> {
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      inlines: text(`Controller: ${[controller.name, ...controller.address].join(', ')}. ${records.length} activities.`),
    },
    ...records.flatMap(blocksOf),
  ];
  const document = { language: 'en', title: 'Records of processing activities (GDPR Art. 30)', blocks } as const;
  return documentPdf(document, { controller, language: 'en', writtenOn, reference: 'ART-30', recipientName: null });
}
