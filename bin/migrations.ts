import { migrateQueue } from '../adapters/queue/migrate-queue.js';
import { migrateAll } from '../prisma/migrate.js';
import type { DatabaseUrls } from './servers.js';

/** Brings the data, the keys and the tables of the job queue up to date, each as its owner. Returns the names of our migrations it applied. */
export async function migrateEverything(urls: DatabaseUrls): Promise<readonly string[]> {
  const applied = await migrateAll({ data: urls.owner, keys: urls.keysOwner });
  await migrateQueue(urls.owner);
  return applied;
}

/** Brings empty databases to the version that a backup was made with. One that is newer than this program is left to `restore` to refuse. */
export async function migrateTo(urls: DatabaseUrls, version: string): Promise<void> {
  await migrateAll({ data: urls.owner, keys: urls.keysOwner }, version);
}
