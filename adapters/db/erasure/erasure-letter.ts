import type { PoolClient } from 'pg';
import { noticeInWords } from '../../../domain/collection/notice-words.js';
import { NOT_PERSONAL } from '../../../domain/erasure/law.js';
import type { ErasedFacts, KeptCategory } from '../../../domain/letters/answer-facts.js';
import { citeArticle } from '../../../domain/letters/citation.js';
import { regimeOf } from '../../../domain/letters/regime.js';
import type { SystemWords } from '../../../domain/letters/system-words.js';
import { toldRecipients } from '../recipients/tell-recipients.js';
import { daysLater, localDateOf } from '../requests/case-clock.js';
import type { StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { type LetterOrder, letter } from '../requests/letters.js';
import { systemWordsOf } from '../requests/system-labels.js';
import { erasureItems, erasureOf, erasureSystems } from './erasure-row.js';

/** The file of the requests themselves is named in every letter of erasure; it is no part of the data that were asked about. */
const FILE_OF_REQUESTS: readonly string[] = ['request', 'thread_message', 'case_note', 'disclosure'];

/** The certificate of an erasure: what went and was looked for again, what is kept on which ground, what is outstanding (GDPR Art. 17, 12). */
export async function erasureLetter(
  deps: DeskDeps,
  { client, row, now }: Pick<StepContext, 'client' | 'row' | 'now'>,
): Promise<LetterOrder> {
  const words = await systemWordsOf(client, row.language);
  const facts = await erasedFacts(deps, client, { requestId: row.id, timeZone: row.time_zone, now, words });
  const regime = regimeOf({
    jurisdiction: row.jurisdiction,
    policyOnly: row.regime === 'POLICY_ONLY',
    writtenOn: localDateOf(now, row.time_zone),
  });
  const kept = await keptCategories(client, row.id, {
    words,
    cite: (place) => citeArticle(place, regime, row.language),
    inWords: (why) => noticeInWords(why, row.language),
  });
  return kept.length === 0 ? letter('ERASED', 'answer', facts) : letter('ERASED_PARTIAL', 'answer', { ...facts, kept });
}

type Facts = Pick<
  ErasedFacts,
  'erased' | 'erasedOn' | 'byHand' | 'isNothingLeft' | 'provenOn' | 'outstanding' | 'backupsUntil' | 'recipientsTold'
>;

async function erasedFacts(
  deps: DeskDeps,
  client: PoolClient,
  { requestId, timeZone, now, words }: { requestId: string; timeZone: string; now: Date; words: SystemWords },
): Promise<Facts> {
  const items = await erasureItems(client, requestId);
  const systems = await erasureSystems(client, requestId);
  const erasure = await erasureOf(client, requestId);
  const gone = items.filter(({ deleted, masked }) => deleted + masked > 0);
  const isOpen = (status: string) => status === 'planned' || status === 'unreachable';
  const [handed, cleared] = [await byHandIn(client, requestId, 'open'), await byHandIn(client, requestId, 'done')];
  const outstanding = systems.filter(({ system, status }) => isOpen(status) || handed.has(system)).map(({ system }) => system);
  const today = localDateOf(now, timeZone);
  // Our own copies went with their key, in backups too; those of other systems are overwritten in time.
  const isOursOnly = erasure?.shredded_at !== null && gone.every(({ system }) => system === 'rightsdesk');
  return {
    erased: gone.map(({ system, collection, deleted, masked }) => ({
      system: words.system(system),
      collection: words.collection(system, collection),
      deleted,
      masked,
    })),
    erasedOn: today,
    byHand: [...cleared].map(words.system),
    isNothingLeft: gone.length === 0 && outstanding.length === 0 && cleared.size === 0,
    provenOn: outstanding.length === 0 && systems.some(({ status }) => status === 'proven') ? today : null,
    outstanding: outstanding.map(words.system),
    backupsUntil: isOursOnly ? null : daysLater(today, deps.settings.backupsKeptDays ?? DEFAULT_BACKUP_DAYS),
    recipientsTold: await toldRecipients(client, requestId),
  };
}

const DEFAULT_BACKUP_DAYS = 90;

/** Systems that a person clears by hand: those where nobody has finished, or those where it is done. */
async function byHandIn(client: PoolClient, requestId: string, status: 'open' | 'done'): Promise<Set<string>> {
  const { rows } = await client.query<{ system: string }>(
    `SELECT t.system FROM human_task t JOIN erasure_system e ON e.request_id = t.request_id AND e.system = t.system
     WHERE t.request_id = $1 AND t.kind = 'fulfil' AND t.status = $2 ORDER BY t.system`,
    [requestId, status],
  );
  return new Set(rows.map(({ system }) => system));
}

async function keptCategories(
  client: PoolClient,
  requestId: string,
  { words, cite, inWords }: { words: SystemWords; cite(place: string): string; inWords(why: string): string },
): Promise<KeptCategory[]> {
  const items = await erasureItems(client, requestId);
  return items
    .filter(({ decision, rowCount, ground }) => decision === 'keep' && rowCount > 0 && ground !== NOT_PERSONAL)
    .filter(({ system, collection }) => !(system === 'rightsdesk' && FILE_OF_REQUESTS.includes(collection)))
    .map(({ system, collection, ground, why, until }) => ({
      category: `${words.system(system)}: ${words.collection(system, collection)}`,
      ground: withArticle(inWords(why ?? ''), cite(ground ?? '17(3)')),
      until,
    }));
}

const withArticle = (why: string, article: string): string => (article === '' ? why : `${why} (${article})`.trim());
