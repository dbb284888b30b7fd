import type { Pool } from 'pg';
import { DomainError } from '../../domain/errors.js';
import type { Vault } from '../crypto/vault.js';
import { readDescription } from './fideslang.js';
import { OWN_REGISTERS } from './registers/own-registers.js';

/** What connectors stand on. */
export interface ConnectorDeps {
  pool: Pool;
  vault: Vault;
}

/** A system as the operator added it. */
export interface ConnectedSystemRow {
  name: string;
  kind: string;
  sealed_url: Buffer | null;
  dataset: string | null;
}

/** Where the URL of a system with its credentials is sealed, with the master key. */
export const URL_CONTEXT = 'connectedSystem.sealedUrl';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * Adds a described PostgreSQL database, or describes it anew. The URL is sealed; nothing connects yet. Throws CONNECTOR_NAME_INVALID,
 * CONNECTOR_URL_INVALID or DATASET_INVALID (all invalid).
 */
export async function addConnector(
  { pool, vault }: ConnectorDeps,
  system: { name: string; url: string; dataset: string },
): Promise<{ name: string; collections: string[]; remarks: readonly string[] }> {
  requireName(system.name);
  requireUrl(system.url);
  const description = readDescription(system.dataset);
  const labels = Object.fromEntries(description.collections.flatMap(({ name, label }) => (label === undefined ? [] : [[name, label]])));
  await pool.query(
    `INSERT INTO connected_system (name, kind, sealed_url, dataset, label, collection_labels) VALUES ($1, 'postgres', $2, $3, $4, $5)
     ON CONFLICT (name) DO UPDATE SET kind = EXCLUDED.kind, sealed_url = EXCLUDED.sealed_url, dataset = EXCLUDED.dataset,
       label = EXCLUDED.label, collection_labels = EXCLUDED.collection_labels`,
    [system.name, vault.sealMaster(system.url, URL_CONTEXT), system.dataset, description.label ?? null, JSON.stringify(labels)],
  );
  return { name: system.name, collections: description.collections.map(({ name }) => name), remarks: description.remarks };
}

/** Adds a system that a person answers for. `label`: what letters call it. Throws CONNECTOR_NAME_INVALID. */
export async function addTaskSystem({ pool }: ConnectorDeps, system: { name: string; label?: string }): Promise<void> {
  requireName(system.name);
  await pool.query(
    `INSERT INTO connected_system (name, kind, label) VALUES ($1, 'task', $2)
     ON CONFLICT (name) DO UPDATE SET kind = EXCLUDED.kind, sealed_url = NULL, dataset = NULL, label = EXCLUDED.label, collection_labels = NULL`,
    [system.name, system.label ?? null],
  );
}

/** The systems the operator added, by name. */
export async function connectedSystems({ pool }: Pick<ConnectorDeps, 'pool'>): Promise<ConnectedSystemRow[]> {
  const { rows } = await pool.query<ConnectedSystemRow>('SELECT name, kind, sealed_url, dataset FROM connected_system ORDER BY name');
  return rows;
}

function requireName(name: string): void {
  if (NAME.test(name) && name !== OWN_REGISTERS) return;
  const detail = `A system's name has small letters, digits and hyphens, at most 63, and is not "${OWN_REGISTERS}".`;
  throw new DomainError({ code: 'CONNECTOR_NAME_INVALID', kind: 'invalid', detail });
}

function requireUrl(url: string): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol === 'postgresql:' || protocol === 'postgres:') return;
  const detail = 'The URL must look like postgresql://user:password@host:5432/database.';
  throw new DomainError({ code: 'CONNECTOR_URL_INVALID', kind: 'invalid', detail });
}
