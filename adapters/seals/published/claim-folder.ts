import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { birthOf, isRunning } from '../../embedded/process-table.js';

interface Owner {
  host: string;
  pid: number;
  birth: string | undefined;
}

/** An owner on another machine, or in another container, shows that it lives by touching its file; one that has not for so long is gone. */
const TOUCH_MS = 15_000;
const GONE_MS = 60_000;

const own = (): Owner => ({ host: hostname(), pid: process.pid, birth: birthOf(process.pid) });

function ownerOf(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner; // written below
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner, file: string): boolean {
  if (owner.host === hostname()) return isRunning(owner.pid) && birthOf(owner.pid) === owner.birth;
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < GONE_MS;
}

/** Whether this process got the folder: nobody has it, or who had it lives no more. */
function claim(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'owner');
  const [owner, us] = [ownerOf(file), own()];
  const isOurs = owner?.host === us.host && owner.pid === us.pid && owner.birth === us.birth;
  if (owner !== undefined && !isOurs && isAlive(owner, file)) return false;
  const fresh = `${file}.${us.host}.${us.pid}`;
  writeFileSync(fresh, JSON.stringify(us));
  rmSync(file, { force: true });
  try {
    linkSync(fresh, file); // fails where somebody else was faster
  } catch {
    return false;
  } finally {
    rmSync(fresh, { force: true });
  }
  setInterval(() => utimes(file, new Date(), new Date(), () => undefined), TOUCH_MS).unref();
  return true;
}

/** A folder `<parent>/<name>-<n>` that no other living process uses, the lowest such n, so that a restart finds what it left. */
export function claimFolder(parent: string, name: string): string {
  for (let n = 1; n <= 64; n += 1) {
    const folder = join(parent, `${name}-${n}`);
    if (claim(folder)) return folder;
  }
  throw new Error(`${parent} has no free folder left for ${name}`);
}
