import { readFile } from 'node:fs/promises';
import { addConnector, addTaskSystem } from '../../adapters/connectors/connected-systems.js';
import type { Preview } from '../../adapters/connectors/preview.js';
import { listConnectors, previewConnectorNamed, testConnector } from '../../adapters/connectors/registry.js';
import { columns, EXIT, type JsonOption, plain, printResult, say, UsageError } from './terminal.js';
import { withDesk } from './with-desk.js';

/** Adds a system, or describes it anew. Nothing connects to it yet. */
export async function add(
  name: string,
  { url, dataset: file, task, json }: JsonOption & { url?: string; dataset?: string; task?: boolean },
) {
  if (task === true) {
    if (url !== undefined || file !== undefined) throw new UsageError('Give either --task, or --url and --dataset.');
    await withDesk((foundation) => addTaskSystem(foundation, { name }));
    printResult({ json }, { name, kind: 'task', collections: [], remarks: [] }, [`Added ${name}: a person answers for it.`]);
    return;
  }
  if (url === undefined || file === undefined) throw new UsageError('Give --url and --dataset, or --task.');
  const dataset = await readFile(file, 'utf8');
  const added = await withDesk((foundation) => addConnector(foundation, { name, url, dataset }));
  for (const remark of added.remarks) say(plain(remark));
  const line = `Added ${name} with ${added.collections.length} collections: ${added.collections.join(', ')}. Try it: rightsdesk connector test ${name}`;
  printResult({ json }, { name, kind: 'postgres', collections: added.collections, remarks: added.remarks }, [plain(line)]);
}

/** Lists our own registers and what the operator added. */
export async function list(options: JsonOption): Promise<void> {
  const found = await withDesk(async (foundation) =>
    (await listConnectors(foundation)).map((one) => ({
      name: one.name,
      kind: one.kind,
      collections: one.describe().map(({ name }) => name),
    })),
  );
  const rows = found.map(({ name, kind, collections }) => [name, kind, plain(collections.join(', '))]);
  printResult(options, { items: found }, columns([['Name', 'Kind', 'Collections'], ...rows]));
}

/** Exit 1 when the system cannot be reached or does not fit its description. */
export async function test(name: string, options: JsonOption): Promise<void> {
  const report = await withDesk((foundation) => testConnector(foundation, name));
  for (const remark of report.remarks) say(plain(remark));
  const { ok, problem, collections } = report;
  printResult(options, report, ok ? [`${name} answers and fits its description: ${plain(collections.join(', '))}.`] : []);
  if (ok) return;
  say(`${name} cannot be asked (${problem?.problem ?? 'UNREACHABLE'}). ${plain(problem?.detail ?? '')}`);
  process.exitCode = EXIT.failed;
}

function describePreview({ collections, heldBack, complete }: Preview): string[] {
  const held = heldBack.map(({ collection, key, reason }) => `  ${collection} ${key}: ${reason}`);
  return [
    ...Object.entries(collections).flatMap(([name, rows]) => [`${name}: ${rows.length}`, ...rows.map((row) => `  ${JSON.stringify(row)}`)]),
    ...(complete && Object.keys(collections).length === 0 ? ['Nothing of this person.'] : []),
    ...(held.length === 0 ? [] : [`held back for review: ${held.length}`, ...held]),
    ...(complete ? [] : ['Not complete.']),
  ].map(plain);
}

/** Reads one person's rows from one system and changes nothing. Exit 1 when the system did not answer to the end. */
export async function preview(name: string, { email, json }: JsonOption & { email: string }): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError('Give an address like name@example.com after --email.');
  const found = await withDesk((foundation) => previewConnectorNamed(foundation, name, email));
  const { collections, heldBack, complete, problem } = found;
  printResult({ json }, { collections, heldBack, complete }, describePreview(found));
  if (problem === null) return;
  say(`${name} did not answer to the end (${problem.problem}). ${plain(problem.detail)}`);
  process.exitCode = EXIT.failed;
}
