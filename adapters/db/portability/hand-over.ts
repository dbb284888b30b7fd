import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { WithheldItem } from '../../../domain/letters/common-facts.js';
import { inWords, type SystemWords } from '../../../domain/letters/system-words.js';
import type { Infeasible } from '../../../domain/portability/transfer.js';
import { PORTABILITY_WORDS } from '../../../domain/portability/words.js';
import type { Language } from '../../../domain/request/types.js';
import { type NotIncluded, portableAnswerOf } from '../../package/portable-answer.js';
import type { CaseRow } from '../requests/case-row.js';
import type { Change, Fact } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { letter } from '../requests/letters.js';
import { newLink } from '../requests/links.js';
import { SEALED } from '../requests/sealed.js';
import { systemWordsOf } from '../requests/system-labels.js';

/** How long the file can be fetched; within the 14 to 30 days of RULEBOOK section 7. */
const AVAILABLE_DAYS = 30;

/** What the person is told about a direct transfer: where it went, or why it did not. */
export type TransferEnd = { delivered: { name: string; host: string; sentAt: Date } } | { infeasible: Infeasible } | undefined;

/** The letter's table of what stays out: one line per reason (GDPR Art. 20(1), (3), (4)). */
export function outOfScopeItems(notIncluded: readonly NotIncluded[], language: Language, names: SystemWords): WithheldItem[] {
  const words = PORTABILITY_WORDS[language];
  const reasons = [...new Set(notIncluded.map(({ reason }) => reason))];
  return reasons.map((reason) => ({
    what: notIncluded
      .filter((part) => part.reason === reason)
      .map((part) => nameOf(part, names))
      .join('; '),
    why: words.leftOut[reason],
  }));
}

function nameOf({ system, collection, fields }: NotIncluded, names: SystemWords): string {
  const place = system === '' ? collection : `${names.system(system)} / ${names.collection(system, collection)}`;
  return fields.length === 0 ? place : `${place}: ${fields.map(inWords).join(', ')}`;
}

interface PackageRow {
  sha256: string;
}

/**
 * The answer to a portability case: the file is the person's to fetch, and the letter PORTED says where else it went or why not. A
 * transfer that was asked for and did not happen makes the outcome "partly granted" (GDPR Art. 20(2)).
 * Throws PACKAGE_NOT_READY or NOTHING_TO_RELEASE (conflict).
 */
export async function handOverChange(
  deps: DeskDeps,
  { client, row, now }: { client: PoolClient; row: CaseRow; now: Date },
  end: TransferEnd,
): Promise<Change & { facts: Fact[] }> {
  const { rows } = await client.query<PackageRow>('SELECT sha256 FROM answer_package WHERE request_id = $1', [row.id]);
  const answer = rows[0];
  // The file of an earlier decision is not handed over a second time: that of now is still being put together.
  if (answer === undefined || !row.has_package || (row.outcome !== 'granted' && row.outcome !== 'partly-granted'))
    throw notReady(row.outcome);
  const expiresAt = new Date(now.getTime() + AVAILABLE_DAYS * 86_400_000);
  const link = newLink(deps.vault, { requestId: row.id, purpose: 'answer', expiresAt });
  const words = PORTABILITY_WORDS[row.language];
  const delivered = end !== undefined && 'delivered' in end ? end.delivered : undefined;
  const infeasible = end !== undefined && 'infeasible' in end ? end.infeasible : undefined;
  const { notIncluded } = await portableAnswerOf(deps, row.id);
  const reasons = row.outcome === 'partly-granted' ? [{ what: words.partly, why: await reasonsOf(deps, row) }] : [];
  return {
    facts: [{ event: 'released', data: { expiresAt: expiresAt.toISOString() } }],
    set: {
      answered_at: now,
      fulfilled_at: row.fulfilled_at ?? now,
      ...(infeasible === undefined ? {} : { outcome: 'partly-granted' as const }),
    },
    rows: { link: [link.row], ...(delivered === undefined ? {} : { disclosure: [disclosureOf(row, delivered, words.purpose)] }) },
    letters: [
      letter('PORTED', 'answer', {
        mode: delivered === undefined ? 'to-person' : 'to-organisation',
        format: words.format,
        sentAt: (delivered?.sentAt ?? now).toISOString(),
        packageSha256: answer.sha256,
        downloadUrl: `${deps.settings.publicUrl}/link/${link.token}`,
        expiresAt: expiresAt.toISOString(),
        destination: delivered === undefined ? null : `${delivered.name} (${delivered.host})`,
        outOfScope: [
          ...outOfScopeItems(notIncluded, row.language, await systemWordsOf(client, row.language)),
          ...reasons.filter(({ why }) => why !== ''),
        ],
        infeasible: infeasible === undefined ? null : words.infeasible[infeasible],
      }),
    ],
    also: (connection) =>
      connection.query('UPDATE answer_package SET released_at = $2, expires_at = $3 WHERE request_id = $1', [row.id, now, expiresAt]),
  };
}

/** Who received data is on record and is named in the next access answer (GDPR Art. 15(1)(c)). */
function disclosureOf(row: CaseRow, { name, host, sentAt }: { name: string; host: string; sentAt: Date }, purpose: string) {
  return {
    id: uuidv7(),
    subject_id: row.subject_id,
    system: 'rightsdesk',
    recipient: `${name} (${host})`,
    categories: ['user'],
    purpose,
    at: sentAt.toISOString(),
  };
}

async function reasonsOf(deps: DeskDeps, row: CaseRow): Promise<string> {
  if (row.sealed_decision === null) return '';
  return (await deps.vault.open<{ reasons: string }>(row.subject_id, row.sealed_decision, SEALED.decision))?.reasons ?? '';
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
    detail: 'The package is still being put together; release it in a moment. GDPR Art. 20(1).',
    article: 'GDPR Art. 20(1)',
    retryAfterSeconds: 5,
  });
}
