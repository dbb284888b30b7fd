import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { isSettled } from '../../domain/portability/transfer.js';
import { externalRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { goOnAnewWhenLong } from './go-on-anew.js';

const { startTransfer, moveTransfer } = proxyActivities<Activities>(externalRead);

/** Notes where the person wants the data to go and verifies it, so that it can be confirmed while the case is being decided. */
export async function openTransfer(file: CaseFile): Promise<void> {
  if (file.view.transfer === null && !file.view.isClosed) await startTransfer(file.requestId, Date.now());
}

/**
 * Takes the direct transfer to its end (GDPR Art. 20(2)): the destination is verified, the person confirms it, the package is sent; what
 * fails is tried for days and then explained. Nothing to do where none was asked for, or the person has the file meanwhile.
 */
export async function transferDirectly(file: CaseFile): Promise<void> {
  for (;;) {
    await goOnAnewWhenLong(file);
    const { transfer, isAnswered, isClosed } = await file.refresh();
    if (transfer === null || isSettled(transfer.status) || isAnswered || isClosed) return;
    const hasMoved = file.until((view) => view.isAnswered || view.transfer?.status !== transfer.status, transfer.wakeAtMs ?? undefined);
    if ((await hasMoved) === 'silence') await moveTransfer(file.requestId, Date.now());
  }
}
