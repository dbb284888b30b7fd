import pg from 'pg';
import { collectFromSystem } from '../adapters/connectors/collect-from-system.js';
import { createVault } from '../adapters/crypto/vault.js';
import { buildAnswerPackage } from '../adapters/package/build-answer-package.js';
import { createBlobStore } from '../adapters/storage/blob-store.js';

/** The measured half of export-1gb: collects and packs as a worker does, then prints its times and its own peak of memory. */
const job = JSON.parse(process.env.BENCH_JOB ?? '{}') as { url: string; keysUrl: string; masterKey: string; requestId: string };
const pool = new pg.Pool({ connectionString: job.url, max: 8 });
const keysPool = new pg.Pool({ connectionString: job.keysUrl, max: 2 });
const vault = createVault({ keysPool, masterKey: job.masterKey });
const deps = { pool, vault, blobs: createBlobStore({ pool, vault }) };

const start = performance.now();
const { rowCount } = await collectFromSystem(deps, { requestId: job.requestId, system: 'bench' });
const collected = performance.now();
const { sizeBytes } = await buildAnswerPackage(deps, { requestId: job.requestId, letters: [] });
const packed = performance.now();
process.stdout.write(
  JSON.stringify({
    rowCount,
    collectMs: collected - start,
    packMs: packed - collected,
    packageBytes: sizeBytes,
    cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    peakMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
  }),
);
await vault.close();
await Promise.all([pool.end(), keysPool.end()]);
