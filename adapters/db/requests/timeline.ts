import { evidenceText } from '../../../domain/evidence/present.js';
import type { EvidenceData } from '../../../domain/evidence.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Language } from '../../../domain/request/types.js';
import { evidenceRows } from '../../evidence/chain.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { SEALED } from './sealed.js';

/** What happened to a case, from its evidence, in the language of the case or of who reads it, with the free texts that can still be opened. */
export async function timelineOf(deps: DeskDeps, row: CaseRow, language: Language = row.language): Promise<RequestDetail['timeline']> {
  const rows = await evidenceRows(deps.pool, row.id);
  // What was said before the file moved to a new key went with the old one (GDPR Art. 17).
  const moved = rows.findLastIndex((one) => one.event === 'file-moved-to-new-key');
  return Promise.all(
    rows.map(async (one, index) => {
      const text =
        one.sealed === null || one.sealed === undefined || index < moved
          ? undefined
          : await deps.vault.openText(keyHolderAt(rows, index) ?? row.subject_id, one.sealed, SEALED.evidence);
      const sentence = evidenceText(one.event, one.data, language);
      return { at: one.at.toISOString(), event: one.event, actor: one.role, text: text === undefined ? sentence : `${sentence} ${text}` };
    }),
  );
}

/** Before a case became part of the person's own file its texts were sealed for nobody we knew. */
function keyHolderAt(rows: Awaited<ReturnType<typeof evidenceRows>>, index: number): string | undefined {
  const joined = rows.find((one, at) => at > index && one.event === 'file-joined-to-person');
  return (joined?.data as EvidenceData['file-joined-to-person'] | undefined)?.formerSubject; // the event's own data
}
