import pg from 'pg';
import { connectorNamed } from '../../adapters/connectors/registry.js';
import { createVault } from '../../adapters/crypto/vault.js';

/** A process of its own that erases one person from one system, to be killed half-way. Told everything by its first argument (JSON). */
interface Order {
  url: string;
  keysUrl: string;
  masterKey: string;
  system: string;
  email: string;
  runId: string;
}

const order: Order = JSON.parse(process.argv[2] ?? '');
const pool = new pg.Pool({ connectionString: order.url, max: 4 });
const keysPool = new pg.Pool({ connectionString: order.keysUrl, max: 2 });
const vault = createVault({ keysPool, masterKey: order.masterKey });
const connector = await connectorNamed({ pool, vault }, order.system);
const result = await connector.erase({ emails: [order.email] }, { runId: order.runId });
process.stdout.write(JSON.stringify(result));
await Promise.all([pool.end(), keysPool.end()]);
