import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type {
  DataNotice,
  DescribedCollection,
  DescribedField,
  Description,
  Direction,
  FieldReference,
} from '../../domain/collection/description.js';
import { DomainError, type FieldProblem } from '../../domain/errors.js';
import { type Origin, originOfField, UNKNOWN_ORIGIN } from '../../domain/portability/origin.js';
import { readErasure, readMasking } from './fideslang-erasure.js';
import { readNotice } from './fideslang-notice.js';
import { readOrigin } from './fideslang-origin.js';

/** Collects every problem of a file with its line, so that one run names them all. */
class Problems {
  readonly list: FieldProblem[] = [];
  constructor(private readonly lines: LineCounter) {}

  add(node: unknown, pointer: string, what: string): void {
    this.list.push({ pointer, detail: `line ${this.lineOf(node)}: ${what}` });
  }

  private lineOf(node: unknown): number {
    const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : null;
    return range ? this.lines.linePos(range[0]).line : 1;
  }
}

interface Draft {
  collection: DescribedCollection;
  at: string;
  node: YAMLMap;
}

/**
 * Reads a Fideslang dataset file: one or several datasets of flat collections, with identities, references, primary keys and
 * data categories. Throws DATASET_INVALID (invalid) naming each wrong place by line and pointer.
 */
export function readDescription(yaml: string): Description {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const problems = new Problems(lines);
  for (const error of document.errors)
    problems.list.push({ pointer: '', detail: `line ${lines.linePos(error.pos[0]).line}: ${error.message}` });
  refuse(problems);
  const datasets = isMap(document.contents) ? document.contents.get('dataset', true) : undefined;
  if (!isSeq(datasets) || datasets.items.length === 0) {
    problems.add(document.contents, '/dataset', 'the file has no list named "dataset"');
    return refuse(problems);
  }
  const drafts = datasets.items.flatMap((item, index) => readDataset(item, `/dataset/${index}`, problems));
  if (drafts.length === 0) problems.add(datasets, '/dataset', 'no collection is described');
  const remarks = checkReferences(drafts, problems);
  if (!drafts.some(({ collection }) => collection.fields.some((field) => field.identity !== null)))
    problems.add(datasets, '/dataset', 'no field is marked as an identity, so no person can be found');
  refuse(problems);
  const title = datasets.items.map((item) => (isMap(item) ? text(item, 'name') || text(item, 'fides_key') : '')).join(', ');
  const label = datasets.items
    .map((item) => (isMap(item) ? text(item, 'name') : ''))
    .filter((name) => name !== '')
    .join(', ');
  return { title, ...(label === '' ? {} : { label }), remarks, collections: named(drafts.map((draft) => draft.collection)) };
}

function refuse(problems: Problems): Description {
  if (problems.list.length === 0) return { title: '', remarks: [], collections: [] };
  const detail = problems.list.map((problem) => problem.detail).join('; ');
  throw new DomainError({
    code: 'DATASET_INVALID',
    kind: 'invalid',
    detail: `The dataset file cannot be used: ${detail}`,
    fields: problems.list,
  });
}

function readDataset(item: unknown, at: string, problems: Problems): Draft[] {
  if (!isMap(item)) {
    problems.add(item, at, 'a dataset must be a mapping');
    return [];
  }
  const key = text(item, 'fides_key');
  if (key === '') problems.add(item, `${at}/fides_key`, 'the dataset has no fides_key');
  const namespace = child(child(item, 'fides_meta'), 'namespace');
  const schema = text(namespace, 'schema') || null;
  const notice = readNotice(child(child(item, 'meta'), 'rightsdesk'), text(item, 'retention') || null);
  const origin = { ...UNKNOWN_ORIGIN, ...originIn(item, at, problems) };
  const collections = item.get('collections', true);
  if (!isSeq(collections)) {
    problems.add(item, `${at}/collections`, 'the dataset has no list of collections');
    return [];
  }
  return collections.items.flatMap((node, index) =>
    readCollection(node, { key, schema, notice, origin, shared: strings(item, 'data_categories') }, `${at}/collections/${index}`, problems),
  );
}

interface Around {
  key: string;
  schema: string | null;
  notice: DataNotice;
  origin: Origin;
  shared: string[];
}

function readCollection(node: unknown, around: Around, at: string, problems: Problems): Draft[] {
  if (!isMap(node) || text(node, 'name') === '') {
    problems.add(node, `${at}/name`, 'a collection must have a name');
    return [];
  }
  if (metaOf(node)?.get('skip_processing') === true) return [];
  const name = text(node, 'name');
  const fields = node.get('fields', true);
  if (!isSeq(fields) || fields.items.length === 0) {
    problems.add(node, `${at}/fields`, `the collection ${name} describes no field`);
    return [];
  }
  const categories = [...around.shared, ...strings(node, 'data_categories')];
  const origin = { ...around.origin, ...originIn(node, at, problems) };
  const within = { key: around.key, origin };
  const read = fields.items.flatMap((field, index) => readField(field, within, `${at}/fields/${index}`, problems));
  const notice = readNotice(child(child(node, 'meta'), 'rightsdesk'), text(node, 'retention') || null, around.notice);
  const names = new Set(read.map((field) => field.name));
  const erasure = readErasure(node, `${at}/meta/rightsdesk`, names, (...problem) => problems.add(...problem));
  const collection = {
    id: `${around.key}.${name}`,
    name,
    table: name,
    schema: around.schema,
    categories,
    fields: read,
    notice,
    erasure,
    origin,
    ...labelOf(text(node, 'description')),
  };
  return [{ collection, at, node }];
}

const LONGEST_LABEL = 60;

/** A description that is as short as a name serves as one. */
function labelOf(description: string): { label?: string } {
  const words = description.trim().replace(/\.$/, '');
  return words !== '' && words.length <= LONGEST_LABEL && !words.includes('\n') ? { label: words } : {};
}

function readField(
  node: unknown,
  { key: dataset, origin }: Pick<Around, 'key' | 'origin'>,
  at: string,
  problems: Problems,
): DescribedField[] {
  if (!isMap(node) || text(node, 'name') === '') {
    problems.add(node, `${at}/name`, 'a field must have a name');
    return [];
  }
  const name = text(node, 'name');
  const meta = metaOf(node);
  const categories = strings(node, 'data_categories');
  const dataType = text(meta, 'data_type');
  if (node.has('fields') || dataType.startsWith('object') || name.includes('.')) {
    problems.add(node, `${at}/fields`, `the field ${name} is nested; a PostgreSQL table has flat columns only`);
    return [];
  }
  const references = meta?.get('references', true);
  const read = isSeq(references)
    ? references.items.flatMap((item, index) => readReference(item, dataset, `${at}/fides_meta/references/${index}`, problems))
    : [];
  return [
    {
      name,
      categories,
      isPrimaryKey: meta?.get('primary_key') === true,
      identity: text(meta, 'identity') || null,
      references: read,
      masking: readMasking(node, `${at}/fides_meta/masking_strategy_override`, (...problem) => problems.add(...problem)),
      origin: originOfField({ categories, origin: originIn(node, at, problems) }, origin),
    },
  ];
}

const DIRECTIONS: Readonly<Record<string, Direction>> = { to: 'to', from: 'from', '': 'both' };

function readReference(node: unknown, dataset: string, at: string, problems: Problems): FieldReference[] {
  const target = isMap(node) ? text(node, 'field') : '';
  const dot = target.indexOf('.');
  const direction = DIRECTIONS[isMap(node) ? text(node, 'direction') : ''];
  if (!isMap(node) || dot < 1 || dot === target.length - 1) {
    problems.add(node, `${at}/field`, 'a reference must name its field as collection.field');
    return [];
  }
  if (direction === undefined) {
    problems.add(node, `${at}/direction`, 'the direction of a reference is "to" or "from"');
    return [];
  }
  const owner = text(node, 'dataset') || dataset;
  return [{ collection: `${owner}.${target.slice(0, dot)}`, field: target.slice(dot + 1), direction }];
}

/** A reference into a dataset of another file is remarked on; one to a collection or field that this file lacks is a mistake. */
function checkReferences(drafts: readonly Draft[], problems: Problems): string[] {
  const byId = new Map(drafts.map(({ collection }) => [collection.id, collection]));
  const datasets = new Set(drafts.map(({ collection }) => collection.id.slice(0, -collection.name.length - 1)));
  const remarks: string[] = [];
  for (const { collection, at, node } of drafts) {
    if (byId.get(collection.id) !== collection) problems.add(node, at, `the collection ${collection.name} is described twice`);
    for (const field of collection.fields) {
      for (const reference of field.references) {
        const place = `${collection.name}.${field.name}`;
        const target = byId.get(reference.collection);
        if (target?.fields.some(({ name }) => name === reference.field)) continue;
        if (target === undefined && ![...datasets].some((key) => reference.collection.startsWith(`${key}.`)))
          remarks.push(`${place} refers to ${reference.collection}.${reference.field}, which another file describes: it is not followed`);
        else problems.add(node, at, `${place} refers to ${reference.collection}.${reference.field}, which is not described`);
      }
    }
  }
  return remarks;
}

/** Collections of several datasets may share a name: then the answer shows them with their dataset. */
function named(collections: readonly DescribedCollection[]): DescribedCollection[] {
  const twice = (name: string) => collections.filter((collection) => collection.name === name).length > 1;
  return collections.map((collection) => (twice(collection.name) ? { ...collection, name: collection.id } : collection));
}

/** What `meta.rightsdesk` says of provenance and basis there. */
function originIn(node: YAMLMap, at: string, problems: Problems): Partial<Origin> {
  return readOrigin(child(child(node, 'meta'), 'rightsdesk'), (name, what) => problems.add(node, `${at}/meta/rightsdesk/${name}`, what));
}

function metaOf(node: YAMLMap): YAMLMap | undefined {
  return child(node, 'fides_meta') ?? child(node, 'fidesops_meta');
}

function child(node: YAMLMap | undefined, name: string): YAMLMap | undefined {
  const value = node?.get(name, true);
  return isMap(value) ? value : undefined;
}

function text(node: YAMLMap | undefined, name: string): string {
  const value = node?.get(name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function strings(node: YAMLMap, name: string): string[] {
  const value = node.get(name, true);
  return isSeq(value) ? value.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : [])) : [];
}
