import { uuidv7 } from 'uuidv7';
import { inWords } from '../../../domain/letters/system-words.js';
import {
  type Addition,
  type AdditionField,
  OWN_MEASURES,
  OWN_PERSONS,
  type ProcessingRecord,
  wholeSystem,
} from '../../../domain/processing-record.js';
import { SIGN_UP_DAYS } from '../../../domain/sign-up.js';
import { LOG_DAYS } from '../../../domain/visit.js';
import { OWN_REGISTERS } from '../../connectors/registers/own-registers.js';
import { listConnectors } from '../../connectors/registry.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { systemWordsOf } from '../requests/system-labels.js';

type Deps = Pick<DeskDeps, 'pool' | 'vault' | 'blobs' | 'now'>;

/** What no connector describes because no answer can be made from it: it cannot be linked to a person, or is about who works here. */
const BESIDE: readonly Omit<ProcessingRecord, 'additions' | 'transfers' | 'system'>[] = [
  {
    activity: 'rightsdesk/apart.visit',
    name: 'Visits without a sign-in, kept apart',
    purposes: ['running and securing the website'],
    persons: 'visitors of the website who are not signed in',
    categories: ['user.device.ip_address', 'user.device', 'user.behavior.browsing_history'],
    recipients: [],
    period: `${LOG_DAYS} days`,
    measures: 'a schema and a role of their own that no account can be joined to; sealed with keys of their own',
    source: 'the visit',
    basis: 'legitimate interest: a website that runs and is safe',
  },
  {
    activity: 'rightsdesk/apart.sign_up',
    name: 'Newsletter sign-ups that wait to be confirmed, kept apart',
    purposes: ['asking whether the sign-up was meant (double opt-in)'],
    persons: 'people whose address was entered',
    categories: ['user.name', 'user.contact.email'],
    recipients: [],
    period: `${SIGN_UP_DAYS} days, or until it is confirmed`,
    measures: 'a schema and a role of their own that no account can be joined to; sealed with keys of their own',
    source: 'whoever entered the address',
    basis: 'steps before a consent, at the request of the person',
  },
];

const BASIS_WORDS = { consent: 'consent', contract: 'contract', other: '' } as const;

/** The records of processing as the systems describe themselves, with what the officer added (GDPR Art. 30). */
export function createProcessingRecords(deps: Deps) {
  return {
    async list(): Promise<ProcessingRecord[]> {
      const [described, additions] = await Promise.all([describedRecords(deps), additionsOf(deps)]);
      const beside = BESIDE.map((record) => ({ ...record, system: 'Our own registers', transfers: '' }));
      return [...described, ...beside].map((record) => ({
        ...record,
        additions: { ...additions.get(wholeSystem(record.activity)), ...additions.get(record.activity) },
      }));
    },
    /** Kept for good with who wrote it; an empty text takes back what was written before. */
    async add({ activity, field, text }: { activity: string; field: AdditionField; text: string }, by: string): Promise<void> {
      await deps.pool.query('INSERT INTO record_addition (id, activity, field, text, by, at) VALUES ($1, $2, $3, $4, $5, $6)', [
        uuidv7(),
        activity,
        field,
        text,
        by,
        deps.now(),
      ]);
    },
    /** Everything that was ever added to an activity, newest first. */
    async history(activity: string): Promise<(Addition & { field: string })[]> {
      const { rows } = await deps.pool.query<{ field: string; text: string; by: string; at: Date }>(
        'SELECT field, text, by, at FROM record_addition WHERE activity IN ($1, $2) ORDER BY at DESC, id DESC LIMIT 100',
        [activity, wholeSystem(activity)],
      );
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
  };
}

async function describedRecords(deps: Deps): Promise<Omit<ProcessingRecord, 'additions'>[]> {
  const words = await systemWordsOf(deps.pool, 'en');
  const met = await recipientsMet(deps);
  const records: Omit<ProcessingRecord, 'additions'>[] = [];
  for (const connector of await listConnectors(deps)) {
    const isOwn = connector.name === OWN_REGISTERS;
    for (const collection of connector.describe()) {
      const { purposes, recipients, period, source, safeguards } = collection.notice;
      records.push({
        activity: `${connector.name}/${collection.name}`,
        name: words.collection(connector.name, collection.name),
        system: isOwn ? 'Our own registers' : words.system(connector.name),
        purposes,
        persons: isOwn ? (OWN_PERSONS[collection.name] ?? 'people who make requests') : '',
        categories: collection.categories,
        recipients: [...new Set([...recipients, ...(isOwn ? [] : (met.get(connector.name) ?? []))])],
        transfers: safeguards ?? '',
        period: period ?? '',
        measures: isOwn ? OWN_MEASURES : '',
        source: source ?? '',
        basis: BASIS_WORDS[collection.origin?.rest.basis ?? 'other'],
      });
    }
    if (connector.describe().length === 0) records.push(byHand(connector.name, words.system(connector.name)));
  }
  return records;
}

/** A system that a person looks into: what is in it, only the officer can say. */
const byHand = (system: string, name: string): Omit<ProcessingRecord, 'additions'> => ({
  activity: `${system}/`,
  name: inWords(name),
  system: name,
  purposes: [],
  persons: '',
  categories: [],
  recipients: [],
  transfers: '',
  period: '',
  measures: '',
  source: '',
  basis: '',
});

/** Who in fact received data, by the register of disclosures. */
async function recipientsMet({ pool }: Deps): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ system: string; names: string[] }>(
    'SELECT system, array_agg(DISTINCT recipient ORDER BY recipient) AS names FROM disclosure GROUP BY system',
  );
  return new Map(rows.map(({ system, names }) => [system, names]));
}

async function additionsOf({ pool }: Deps): Promise<Map<string, ProcessingRecord['additions']>> {
  const { rows } = await pool.query<{ activity: string; field: AdditionField; text: string; by: string; at: Date }>(
    'SELECT DISTINCT ON (activity, field) activity, field, text, by, at FROM record_addition ORDER BY activity, field, at DESC, id DESC',
  );
  const additions = new Map<string, ProcessingRecord['additions']>();
  for (const { activity, field, text, by, at } of rows)
    if (text !== '') additions.set(activity, { ...additions.get(activity), [field]: { text, by, at: at.toISOString() } });
  return additions;
}
