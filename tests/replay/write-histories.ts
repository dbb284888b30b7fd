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
import type { Right } from '../../domain/request/types.js';
import { seedHolder } from '../support/holder.js';
import { type Office, openOffice } from '../support/office.js';
import { stopSharedServers } from '../support/servers.js';
import { HISTORY_KEY } from './key.js';

const folder = fileURLToPath(new URL('./histories', import.meta.url));

/** What the certificate of `seedHolder` says wrongly. */
const CORRECTION = { record: 'Membership certificate', field: 'holder name', proposed: 'Oriel Summerbourne' };

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

async function prove(office: Office, reference: string, right: Right): Promise<void> {
  await office.until(reference, 'identity');
  if (right === 'erasure') await office.act(reference, { type: 'identity', level: 'L2', how: 'Known to us.' });
  else await office.pressLink(reference);
  if (right === 'rectification') {
    await office.until(reference, 'issuer');
    await office.act(reference, { type: 'issuer-decision', verdict: 'approve' });
  }
  await office.until(reference, 'deciding');
}

async function answer(office: Office, reference: string, right: Right): Promise<void> {
  await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Checked.' });
  if (right === 'access' || right === 'portability') await office.act(reference, { type: 'release' });
  else if (right !== 'rectification') {
    await office.untilTask(reference, 'carry-out');
    await office.act(reference, { type: 'task-done', system: 'carry-out' });
  }
  await office.until(reference, 'answered');
}

mkdirSync(folder, { recursive: true });
const office = await openOffice({ payloadKey: HISTORY_KEY });
await seedHolder(office.foundation);
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
// Access last: it lets weeks pass for the desk, too.
for (const right of ['rectification', 'erasure', 'restriction', 'objection', 'portability', 'access'] as const) {
  const { reference } = await office.file({ rights: [right], ...(right === 'rectification' ? { corrections: [CORRECTION] } : {}) });
  await prove(office, reference, right);
  if (right === 'access') {
    await office.act(reference, { type: 'clarification', question: 'Which years?' });
    await office.passDays(12, reference);
    await office.act(reference, { type: 'clarification-answer', text: 'All.' });
    await office.passDays(40, reference);
  }
  await answer(office, reference, right);
  await write(office, `${right}-answered`, reference);
}
await office.close();
if (process.env.KEEP_SERVERS === undefined) await stopSharedServers();
process.exit(0);
