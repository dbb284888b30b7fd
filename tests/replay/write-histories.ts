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

// What lets weeks pass comes last: they pass for the desk, too.
const lifted = await takeTo(office, await fileRight(office, 'restriction'), 'deciding');
await answer(office, lifted);
await office.act(lifted.reference, { type: 'lift-announcement', reason: 'The data were right.' });
await office.untilLetter(lifted.reference, 'RESTRICTION_LIFT');
await office.passDays(9, lifted.reference);
await office.untilEvent(lifted.reference, 'restriction-lifted');
await writeCase('restriction-lifted', lifted);
const silentIssuer = await takeTo(office, await fileRight(office, 'rectification'), 'issuer');
await office.passDays(24, silentIssuer.reference);
await office.untilEvent(silentIssuer.reference, 'issuer-alternatives-offered');
await answer(office, silentIssuer);
await writeCase('rectification-silent-issuer', silentIssuer);
const late = await takeTo(office, await fileRight(office, 'access'), 'deciding');
await office.act(late.reference, { type: 'clarification', question: 'Which years?' });
await office.passDays(12, late.reference);
await office.act(late.reference, { type: 'clarification-answer', text: 'All.' });
await office.passDays(40, late.reference);
await answer(office, late);
await writeCase('access-late', late);
const complained = await takeTo(office, await fileRight(office, 'access'), 'deciding');
await office.act(complained.reference, { type: 'decision', outcome: 'refused', reasons: 'A court order forbids it.' });
await office.until(complained.reference, 'answered');
await office.act(complained.reference, { type: 'complaint', text: 'You left out my invoices.' }, { id: 'requester', role: 'requester' });
await office.passDays(15, complained.reference);
await office.untilEvent(complained.reference, 'complaint-reminded');
await writeCase('access-complaint', complained);
await office.close();
if (process.env.KEEP_SERVERS === undefined) await stopSharedServers();
process.exit(0);
