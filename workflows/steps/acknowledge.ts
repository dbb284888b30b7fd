import type { CaseFile } from './case-file.js';
import { acknowledge } from './effects.js';

/** The receipt, within a minute of the request. */
export async function acknowledgeReceipt(file: CaseFile): Promise<void> {
  if (!file.view.isAcknowledged) await acknowledge(file.requestId, Date.now());
}
