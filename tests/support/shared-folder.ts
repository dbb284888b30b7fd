import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const checkout = process.cwd();

/** Where the test servers of this checkout and this user live. Every Jest worker finds the same ones here. */
export const SHARED_FOLDER = join(
  tmpdir(),
  `rightsdesk-tests-${userInfo().uid}-${createHash('sha256').update(checkout).digest('hex').slice(0, 10)}`,
);

const usersFolder = join(SHARED_FOLDER, 'users');

/** Whether a process of this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Runs `work` while no other process of this checkout runs something under the same name. A dead holder's lock is taken over. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o711 });
  const file = join(SHARED_FOLDER, `${name}.lock`);
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
      if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
      else await sleep(50);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Notes that this test run uses the servers, so that another run that ends does not stop them. */
export function joinRun(): void {
  mkdirSync(usersFolder, { recursive: true });
  writeFileSync(join(usersFolder, String(process.pid)), '');
}

/** Takes this run off the list and says whether no other run is left. */
export function leaveRun(): boolean {
  rmSync(join(usersFolder, String(process.pid)), { force: true });
  const others = existsSync(usersFolder) ? readdirSync(usersFolder) : [];
  return others.every((pid) => !isAlive(Number(pid)));
}
