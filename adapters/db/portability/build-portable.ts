import type { PortedFacts } from '../../../domain/letters/answer-facts.js';
import { PORTABILITY_WORDS } from '../../../domain/portability/words.js';
import { renderLetterPdf } from '../../letters/pdf.js';
import { renderLetter } from '../../letters/render.js';
import type { LetterFile } from '../../package/build-answer-package.js';
import { buildPortablePackage } from '../../package/build-portable-package.js';
import type { NotIncluded } from '../../package/portable-answer.js';
import { requireCase } from '../requests/case-row.js';
import type { Change } from '../requests/change.js';
import { commonFacts } from '../requests/letters.js';
import { openProfile } from '../requests/sealed.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import type { CollectDeps } from '../requests/steps/collect.js';
import { notBefore } from '../requests/steps/fulfil.js';
import { systemWordsOf } from '../requests/system-labels.js';
import { recordTransition } from '../requests/transition.js';
import { outOfScopeItems } from './hand-over.js';

/** RULEBOOK section 7: the disclosed copy is kept 90 days. */
const KEPT_MS = 90 * 86_400_000;

/** Puts the portable package together (GDPR Art. 20(1)) unless it is on record; recorded with its evidence in one transaction. */
export async function buildPortable(deps: CollectDeps, requestId: string, now: Date): Promise<void> {
  const row = await requireCase(deps.pool, { id: requestId });
  if (row.has_package || row.closed_at !== null) return;
  const common = commonFacts(deps, row, await openProfile(deps.vault, row), now);
  const names = await systemWordsOf(deps.pool, row.language);
  const facts = (about: { dataSha256: string; notIncluded: readonly NotIncluded[] }) => ({
    ...common,
    mode: 'to-person' as const,
    format: PORTABILITY_WORDS[row.language].formatInside,
    sentAt: now.toISOString(),
    packageSha256: about.dataSha256,
    outOfScope: outOfScopeItems(about.notIncluded, row.language, names),
  });
  const deleteAfter = new Date(now.getTime() + KEPT_MS);
  const { controller, publicUrl } = deps.settings;
  const built = await buildPortablePackage(deps, {
    requestId,
    source: { name: controller.name, url: publicUrl },
    letter: (about) => letterFiles(facts(about)),
    deleteAfter,
  });
  const { blobId, sha256, sizeBytes, rowCount } = built;
  const recorded = await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    ({ row: locked }): Change | undefined => {
      if (locked.has_package || locked.closed_at !== null) return undefined;
      return {
        facts: [
          { event: 'package-built', data: { sha256, sizeBytes, rowCount } },
          { event: 'portability-scoped', data: { rowCount, leftOutCount: built.notIncluded.length } },
        ],
        set: { fulfilled_at: now },
        rows: {
          answer_package: [
            {
              request_id: requestId,
              blob_id: blobId,
              sha256,
              size_bytes: sizeBytes,
              created_at: notBefore(now, locked.decided_at).toISOString(),
              expires_at: deleteAfter.toISOString(),
            },
          ],
        },
      };
    },
    { now },
  );
  if (!recorded.isNew) await deps.blobs.delete(blobId);
}

/** The letter as it lies in the package: to read, and to print. */
async function letterFiles(facts: PortedFacts): Promise<LetterFile[]> {
  const { html } = renderLetter('PORTED', facts);
  return [
    { filename: 'letter.html', content: Buffer.from(html) },
    { filename: 'letter.pdf', content: await renderLetterPdf('PORTED', facts) },
  ];
}
