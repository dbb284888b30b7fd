/**
 * Run as a program after a change that running cases cannot follow, which is a new workflow type or a `patched` (HOUSE section 6):
 *   node --import tsx tests/replay/write-histories.ts
 * It plays one case of each procedure on the real engine and writes its history to tests/replay/histories. Histories of cases that still
 * run somewhere stay; those are added under a new name, never replaced.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { RIGHTS } from '../../domain/request/types.js';
import { seedHolder } from '../support/holder.js';
import { type Office, openOffice } from '../support/office.js';
import { openReceiver } from '../support/receiver.js';
import { stopSharedServers } from '../support/servers.js';
import { answer, fileRight, type OneCase, SECOND, takeTo } from '../workflows/procedures.js';
import { HISTORY_KEY } from './key.js';

const folder = fileURLToPath(new URL('./histories', import.meta.url));

/** No name of a machine or of a process that made it. */
function anonymous(json: string): string {
  return json.replaceAll(`${process.pid}@${hostname()}`, 'worker');
}

async function write(office: Office, name: string, reference: string): Promise<void> {
  for (const [index, history] of (await office.histories(reference)).entries()) {
    const type = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? 'unknown';
    const file = join(folder, `${name}-${index + 1}-${type}.json`);
    writeFileSync(file, `${anonymous(historyToJSON(history))}\n`);
    process.stdout.write(`${file}\n`);
  }
}

mkdirSync(folder, { recursive: true });
const office = await openOffice({ payloadKey: HISTORY_KEY });
await seedHolder(office.foundation);
const writeCase = (name: string, one: OneCase) => write(office, name, one.reference);

/** Every right to its answer, refused, and taken back in the middle. */
for (const right of RIGHTS) {
  const granted = await takeTo(office, await fileRight(office, right), 'deciding');
  await answer(office, granted);
  await writeCase(`${right}-answered`, granted);
  const refused = await takeTo(office, await fileRight(office, right), 'deciding');
  await office.act(refused.reference, { type: 'decision', outcome: 'refused', reasons: 'For this reason.', isBalanceInReasons: true });
  await office.until(refused.reference, 'answered');
  await writeCase(`${right}-refused`, refused);
  const withdrawn = await takeTo(office, await fileRight(office, right), 'deciding');
  await office.act(withdrawn.reference, { type: 'withdrawal' });
  await office.until(withdrawn.reference, 'closed');
  await writeCase(`${right}-withdrawn`, withdrawn);
}

const marketing = await office.file({ rights: ['objection'], objection: { kind: 'direct_marketing' } });
await office.until(marketing.reference, 'answered');
await write(office, 'marketing-stopped', marketing.reference);
const silent = await office.file({}, { leaps: true });
await office.until(silent.reference, 'closed');
await write(office, 'access-silent', silent.reference);
const triage = await office.fileForTriage();
await office.untilLetter(triage.reference, 'TRIAGE');
await office.act(triage.reference, { type: 'classification', rights: ['access'] });
await office.until(triage.reference, 'identity');
await office.act(triage.reference, { type: 'withdrawal' });
await office.until(triage.reference, 'closed');
await write(office, 'triage-withdrawn', triage.reference);

const receiver = await openReceiver();
Object.assign(office.foundation.settings, { outboundAllowedHosts: [receiver.host] });
const sent = await office.file({ rights: ['portability'], transferTo: `${receiver.origin}/import` });
const handedOver = await takeTo(office, { right: 'portability', reference: sent.reference }, 'deciding');
await office.untilLetter(sent.reference, 'TRANSFER_CONFIRM');
await office.desk.transfers.answer(sent.reference, 'confirm');
await office.act(sent.reference, { type: 'decision', outcome: 'granted', reasons: 'All of it.' });
await office.until(sent.reference, 'answered');
await writeCase('portability-sent', handedOver);
await receiver.close();

const paid = await takeTo(office, await fileRight(office, 'access'), 'deciding');
const fee = { ground: 'unfounded-or-excessive', amountMinor: 1250, currency: 'GBP', calculation: 'One hour.' } as const;
await office.act(paid.reference, { type: 'fee', ...fee, evidence: 'The same request came every day.' });
await office.act(paid.reference, { type: 'approval', approve: true }, SECOND);
await office.until(paid.reference, 'fee');
await office.act(paid.reference, { type: 'withdrawal' });
await office.until(paid.reference, 'closed');
await writeCase('access-fee-withdrawn', paid);

// What lets weeks pass has an office, and so a time, of its own.
async function inItsOwnTime(work: (own: Office) => Promise<readonly [name: string, one: OneCase]>): Promise<void> {
  const own = await openOffice({ payloadKey: HISTORY_KEY });
  await seedHolder(own.foundation);
  const [name, one] = await work(own);
  await write(own, name, one.reference);
  await own.close();
}

await inItsOwnTime(async (own) => {
  const lifted = await takeTo(own, await fileRight(own, 'restriction'), 'deciding');
  await answer(own, lifted);
  await own.act(lifted.reference, { type: 'lift-announcement', reason: 'The data were right.' });
  await own.untilLetter(lifted.reference, 'RESTRICTION_LIFT');
  await own.passDays(9, lifted.reference);
  await own.untilEvent(lifted.reference, 'restriction-lifted');
  return ['restriction-lifted', lifted];
});
await inItsOwnTime(async (own) => {
  const unheard = await takeTo(own, await fileRight(own, 'rectification'), 'issuer');
  await own.passDays(24, unheard.reference);
  await own.untilEvent(unheard.reference, 'issuer-alternatives-offered');
  await answer(own, unheard);
  return ['rectification-silent-issuer', unheard];
});
await inItsOwnTime(async (own) => {
  const late = await takeTo(own, await fileRight(own, 'access'), 'deciding');
  await own.act(late.reference, { type: 'clarification', question: 'Which years?' });
  await own.passDays(12, late.reference);
  await own.act(late.reference, { type: 'clarification-answer', text: 'All.' });
  await own.passDays(40, late.reference);
  await answer(own, late);
  return ['access-late', late];
});
await inItsOwnTime(async (own) => {
  const complained = await takeTo(own, await fileRight(own, 'access'), 'deciding');
  await own.act(complained.reference, { type: 'decision', outcome: 'refused', reasons: 'A court order forbids it.' });
  await own.until(complained.reference, 'answered');
  await own.act(complained.reference, { type: 'complaint', text: 'You left out my invoices.' }, { id: 'requester', role: 'requester' });
  await own.passDays(15, complained.reference);
  await own.untilEvent(complained.reference, 'complaint-reminded');
  return ['access-complaint', complained];
});
await office.close();
if (process.env.KEEP_SERVERS === undefined) await stopSharedServers();
process.exit(0);
