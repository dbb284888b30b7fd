import type { Outcome } from '../../domain/request/types.js';
import type { RequestRef } from '../messages.js';
import { acknowledgeReceipt } from '../steps/acknowledge.js';
import { awaitDecision } from '../steps/await-decision.js';
import { carryOutAndAnswer } from '../steps/carry-out.js';
import { close } from '../steps/close.js';
import { collectFromSystems } from '../steps/collect.js';
import { confirmIdentity } from '../steps/confirm-identity.js';
import { openFile } from '../steps/open-file.js';

/** GDPR Art. 17. Decides what must be erased, has it carried out, and says what was kept and why. */
export async function erasureRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  await acknowledgeReceipt(file);
  if (!(await confirmIdentity(file))) return close(file);
  await collectFromSystems(file);
  if (!(await awaitDecision(file))) return close(file);
  await carryOutAndAnswer(file);
  return close(file);
}
