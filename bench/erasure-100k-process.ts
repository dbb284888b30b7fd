import pg from 'pg';
import { collectFromSystem } from '../adapters/connectors/collect-from-system.js';
import { connectorNamed } from '../adapters/connectors/registry.js';
import { createVault } from '../adapters/crypto/vault.js';
import { createBlobStore } from '../adapters/storage/blob-store.js';
import type { ErasureJob, ErasureMeasured } from './erasure-100k.js';

/** The measured half of erasure-100k: reads or erases one person's rows as a worker does, then prints its time and its own peak of memory. */
const job = JSON.parse(process.env.BENCH_JOB ?? '{}') as ErasureJob; // written by erasure-100k.ts
const pool = new pg.Pool({ connectionString: job.url, max: 4 });
const keysPool = new pg.Pool({ connectionString: job.keysUrl, max: 2 });
const vault = createVault({ keysPool, masterKey: job.masterKey });

async function read(): Promise<number> {
  const deps = { pool, vault, blobs: createBlobStore({ pool, vault }) };
  return (await collectFromSystem(deps, { requestId: job.requestId, system: 'bench' })).rowCount;
}

/** Erases and proves it, as the step of an erasure does. */
async function erase(): Promise<number> {
  const connector = await connectorNamed({ pool, vault }, 'bench');
  const person = { emails: [job.email] };
  const result = await connector.erase(person, { runId: job.runId });
  if (result.status !== 'erased') throw new Error(`the system answered ${result.status}`);
  const proof = await connector.proveGone(person, { runId: job.runId });
  if (proof.status !== 'proven' || !proof.isGone) throw new Error('something is left');
  return result.collections.reduce((total, { deleted, masked }) => total + deleted + masked, 0);
}

const startedAt = performance.now();
const rowCount = await (job.what === 'read' ? read() : erase());
const measured: ErasureMeasured = {
  rowCount,
  ms: performance.now() - startedAt,
  peakMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
};
process.stdout.write(JSON.stringify(measured));
await vault.close();
await Promise.all([pool.end(), keysPool.end()]);
