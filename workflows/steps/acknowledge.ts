import { acknowledge, type CaseFile } from './file.js';

/** The receipt, within a minute of the request. */
export async function acknowledgeReceipt(file: CaseFile): Promise<void> {
  if (!file.view.isAcknowledged) await acknowledge(file.requestId, Date.now());
}
