import pg from 'pg';
import { type Apart, openApart } from '../../adapters/apart/apart.js';
import { openCalendarBook } from '../../adapters/calendar/library.js';
import { createVault } from '../../adapters/crypto/vault.js';
import { openDatabase } from '../../adapters/db/database.js';
import type { DeskDeps } from '../../adapters/db/requests/desk-deps.js';
import { createBlobStore } from '../../adapters/storage/blob-store.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

/** Everything the desk stands on, over a fresh pair of databases. */
export interface TestDesk {
  deps: DeskDeps;
  /** What is kept apart, as the role that may. */
  apart: Apart;
  database: TestDatabase;
  close(): Promise<void>;
}

const controller = {
  name: 'Rightsdesk Seals Ltd',
  address: ['12 Harbour Row', 'London'],
  phone: '+44 20 7946 0000',
  email: 'crm@rightsdesk.example',
};
const england = { jurisdiction: 'UK', calendar: 'ENG', timeZone: 'Europe/London', name: 'England and Wales' } as const;

/** Opens the desk as the parts do: as the lesser role. */
export async function openTestDesk(): Promise<TestDesk> {
  const database = await createTestDatabase();
  const { pool, close } = openDatabase({ url: database.url });
  const keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 4 });
  keysPool.on('error', () => undefined);
  const masterKey = Buffer.alloc(32, 7).toString('base64');
  const vault = createVault({ keysPool, masterKey });
  const apart = openApart({ url: database.url, masterKeys: { masterKey } });
  const settings = {
    publicUrl: 'http://127.0.0.1:3000',
    mailbox: 'crm@rightsdesk.example',
    staffMailbox: 'staff@rightsdesk.example',
    controller,
    establishments: [england],
  };
  const deps: DeskDeps = {
    pool,
    vault,
    blobs: createBlobStore({ pool, vault }),
    calendars: openCalendarBook(),
    settings,
    now: () => new Date(),
  };
  return {
    deps,
    apart,
    database,
    close: async () => {
      await vault.close();
      await Promise.all([close(), keysPool.end(), apart.close()]);
      await database.drop();
    },
  };
}
