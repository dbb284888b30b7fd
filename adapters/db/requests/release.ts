import type { PoolClient } from 'pg';
import { AFTERWARDS_DAYS } from '../../../domain/collection/late-answer.js';
import { DomainError } from '../../../domain/errors.js';
import type { WithheldItem } from '../../../domain/letters/common-facts.js';
import type { Language } from '../../../domain/request/types.js';
import { releasePortable } from '../portability/release-portable.js';
import { daysLater } from './case-clock.js';
import { caseItems, forwardedItems, wordsOf } from './case-items.js';
import type { Change } from './change.js';
import type { ActContext } from './judge.js';
import { letter } from './letters.js';
import { newLink } from './links.js';
import { supplementedAnswerOn } from './steps/supplement.js';
import { systemWordsOf } from './system-labels.js';

/** How long the answer can be fetched; within the 14 to 30 days of RULEBOOK section 7. */
const AVAILABLE_DAYS = 30;

interface PackageRow {
  sha256: string;
  size_bytes: string;
}

/** Hands the answer over: from now the proven person can fetch it, and the letter with the link is on its way (GDPR Art. 12(3), 15(3)). */
export async function releasePackage(context: ActContext): Promise<Change> {
  const { client, deps, row, now } = context;
  if (row.right === 'portability') return releasePortable(context);
  const { rows } = await client.query<PackageRow>('SELECT sha256, size_bytes FROM answer_package WHERE request_id = $1', [row.id]);
  const answer = rows[0];
  // The one of an earlier decision is not released a second time: the one of now is still being put together.
  if (answer === undefined || !row.has_package || (row.outcome !== 'granted' && row.outcome !== 'partly-granted'))
    throw notReady(row.outcome);
  const expiresAt = new Date(now.getTime() + AVAILABLE_DAYS * 86_400_000);
  const link = newLink(deps.vault, { requestId: row.id, purpose: 'answer', expiresAt });
  const searched = await systemsOf(client, row.id, row.language, context.today);
  return {
    facts: [{ event: 'released', data: { expiresAt: expiresAt.toISOString() } }],
    set: { answered_at: now },
    rows: { link: [link.row] },
    letters: [
      letter('DISCLOSURE', 'answer', {
        outcome: row.outcome,
        reasons: row.outcome === 'partly-granted' ? await reasonsOf({ deps, row }) : null,
        ...searched,
        redactions: await withheldItems(client, row.id, row.language),
        supplementTo: await supplementedAnswerOn(client, row),
        downloadUrl: `${deps.settings.publicUrl}/link/${link.token}`,
        expiresAt: expiresAt.toISOString(),
        packageSha256: answer.sha256,
      }),
    ],
    also: (connection) =>
      connection.query('UPDATE answer_package SET released_at = $2, expires_at = $3 WHERE request_id = $1', [row.id, now, expiresAt]),
  };
}

function notReady(outcome: string | null): DomainError {
  if (outcome === 'refused' || outcome === 'not-held')
    return new DomainError({
      code: 'NOTHING_TO_RELEASE',
      kind: 'conflict',
      detail: 'This decision hands nothing over; its letter goes out by itself. GDPR Art. 12(4).',
      article: 'GDPR Art. 12(4)',
    });
  return new DomainError({
    code: 'PACKAGE_NOT_READY',
    kind: 'conflict',
    detail: 'The answer is still being put together; release it in a moment. GDPR Art. 12(3).',
    article: 'GDPR Art. 12(3)',
    retryAfterSeconds: 5,
  });
}

/** The reasons of a decision, as the person is to read them. */
export async function reasonsOf({ deps, row }: Pick<ActContext, 'deps' | 'row'>): Promise<string> {
  if (row.sealed_decision === null) return '';
  const opened = await deps.vault.open<{ reasons: string }>(row.subject_id, row.sealed_decision, 'request.sealedDecision');
  return opened?.reasons ?? '';
}

/** Which systems answered and which could not be reached: silence is never "nothing held". */
export async function systemsOf(
  client: Pick<PoolClient, 'query'>,
  requestId: string,
  language: Language,
  today: string,
): Promise<{ systemsSearched: string[]; unreachableSystems: string[]; askedUntil: string | null }> {
  const { rows } = await client.query<{ system: string; is_complete: boolean }>(
    'SELECT system, is_complete FROM source_search WHERE request_id = $1 ORDER BY system',
    [requestId],
  );
  const words = await systemWordsOf(client, language);
  return {
    systemsSearched: rows.filter((one) => one.is_complete).map((one) => words.system(one.system)),
    unreachableSystems: rows.filter((one) => !one.is_complete).map((one) => words.system(one.system)),
    askedUntil: rows.every((one) => one.is_complete) ? null : daysLater(today, AFTERWARDS_DAYS),
  };
}

/**
 * What was left out or blacked out, and why (GDPR Art. 15(4)), and what another controller answers for. A request for corporate data is
 * not told of rows of persons.
 */
export async function withheldItems(client: Pick<PoolClient, 'query'>, requestId: string, language: Language): Promise<WithheldItem[]> {
  const { rows } = await client.query<{ system: string; collection: string; field: string | null; reason: string }>(
    `SELECT DISTINCT system, collection, NULL AS field, reason FROM held_back_row WHERE request_id = $1 AND verdict IS DISTINCT FROM 'released'
     UNION SELECT system, collection, field, reason FROM redaction WHERE request_id = $1`,
    [requestId],
  );
  const given = (await caseItems(client, requestId)).filter((item) => item.field === undefined && item.isGiven);
  const own = rows.filter((row) => given.some((item) => item.system === row.system && item.collection === row.collection));
  const names = await wordsOf(
    client,
    language,
    own.map(({ field, ...place }) => (field === null ? place : { ...place, field })),
  );
  const withheld = own.map(({ reason }, index) => ({ what: names[index] ?? '', why: reason }));
  return [...withheld, ...(await forwardedItems(client, requestId, language))];
}
