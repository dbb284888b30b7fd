import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openApart } from '../adapters/apart/apart.js';
import { createVault } from '../adapters/crypto/vault.js';
import { openDatabase } from '../adapters/db/database.js';
import { createBlobStore } from '../adapters/storage/blob-store.js';
import type { Foundation } from '../bin/compose.js';
import { BUILT_IN_CALENDARS } from '../domain/clock/calendars/index.js';
import { createTestDatabase } from '../tests/support/postgres.js';
import { joinRun } from '../tests/support/shared-folder.js';

/** The foundation of a part on a fresh database of the test server, for a measurement. */
export async function benchFoundation(): Promise<Foundation & { url: string }> {
  joinRun(); // the shared test servers stay up as long as this process lives
  const names = await createTestDatabase();
  const database = openDatabase({ url: names.url, patienceMs: 60_000 });
  const keysPool = new pg.Pool({ connectionString: names.keysUrl, max: 4 });
  const masterKey = randomBytes(32).toString('base64');
  const vault = createVault({ keysPool, masterKey });
  const apart = openApart({ url: names.url, masterKeys: { masterKey } });
  return {
    url: names.url,
    pool: database.pool,
    apart,
    prisma: database.prisma,
    vault,
    blobs: createBlobStore({ pool: database.pool, vault }),
    calendars: BUILT_IN_CALENDARS,
    settings: {
      publicUrl: 'http://127.0.0.1:3000',
      mailbox: 'crm@rightsdesk.example',
      staffMailbox: 'desk@rightsdesk.example',
      controller: { name: 'Bench Ltd', address: ['1 Quay'], phone: '+44 20 7946 0000', email: 'crm@rightsdesk.example' },
      establishments: [{ jurisdiction: 'UK', calendar: 'ENG', timeZone: 'Europe/London', name: 'England' }],
    },
    now: () => new Date(),
    close: async () => {
      await vault.close();
      await database.close();
      await Promise.all([keysPool.end(), apart.close()]);
      await names.drop();
    },
  };
}
