import { DomainError } from '../../domain/errors.js';
import { poolForUse } from '../db/restrictions/allowed-use.js';
import { type ConnectedSystemRow, type ConnectorDeps, connectedSystems, URL_CONTEXT } from './connected-systems.js';
import type { Connector, ConnectorKind, TestReport } from './connector.js';
import { createErasureJournal } from './erasure-journal.js';
import { readDescription } from './fideslang.js';
import { humanTask } from './human-task.js';
import { describedPostgres } from './postgres/described-postgres.js';
import { keyedHash } from './postgres/masker.js';
import { type Preview, previewConnector } from './preview.js';
import { ownRegisters } from './registers/own-registers.js';

/** How each kind of system is reached. A new kind is one line here and its file. */
export const CONNECTOR_KINDS = {
  // The person's own rights are an allowed use of what is restricted (GDPR Art. 18(2)); every other path sees it left out.
  registers: (deps) => ownRegisters({ ...deps, pool: poolForUse(deps.pool, 'rights-of-the-person') }),
  postgres: (deps, row) => {
    if (row.sealed_url === null || row.dataset === null) throw missing(row.name);
    const url = deps.vault.openMaster<string>(row.sealed_url, URL_CONTEXT);
    const writing = { journal: createErasureJournal(deps, row.name), hash: keyedHash(deps.vault.indexOf('masking', row.name)) };
    return describedPostgres({ name: row.name, url, description: readDescription(row.dataset), writing });
  },
  task: (deps, row) => humanTask(deps, row.name),
} satisfies Record<ConnectorKind, (deps: ConnectorDeps, row: ConnectedSystemRow) => Connector>;

const OWN: ConnectedSystemRow = { name: '', kind: 'registers', sealed_url: null, dataset: null };

/** Every system that is asked for a request: our own registers first, then what the operator added, by name. */
export async function listConnectors(deps: ConnectorDeps): Promise<Connector[]> {
  const added = await connectedSystems(deps);
  return [OWN, ...added].map((row) => connectorOf(deps, row));
}

/** The system of this name. Throws CONNECTOR_MISSING. */
export async function connectorNamed(deps: ConnectorDeps, name: string): Promise<Connector> {
  const found = (await listConnectors(deps)).find((connector) => connector.name === name);
  if (!found) throw missing(name);
  return found;
}

/** Whether a system can be reached and fits its description. Throws CONNECTOR_MISSING. */
export async function testConnector(deps: ConnectorDeps, name: string): Promise<TestReport> {
  return (await connectorNamed(deps, name)).test();
}

/** What a system would put into the answer to this address. Changes nothing. Throws CONNECTOR_MISSING. */
export async function previewConnectorNamed(deps: ConnectorDeps, name: string, email: string): Promise<Preview> {
  return previewConnector(await connectorNamed(deps, name), { emails: [email] });
}

function connectorOf(deps: ConnectorDeps, row: ConnectedSystemRow): Connector {
  if (!isKind(row.kind)) throw missing(row.name);
  return CONNECTOR_KINDS[row.kind](deps, row);
}

function isKind(kind: string): kind is ConnectorKind {
  return Object.hasOwn(CONNECTOR_KINDS, kind);
}

function missing(name: string): DomainError {
  return new DomainError({ code: 'CONNECTOR_MISSING', kind: 'missing', detail: `There is no system named ${name} that can be asked.` });
}
