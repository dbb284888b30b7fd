import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthOf, isRunning } from '../../embedded/process-table.js';

interface Owner {
  pid: number;
  birth: string | undefined;
}

function ownerOf(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner; // written below
  } catch {
    return undefined;
  }
}

/** Whether this process got the folder: nobody has it, or who had it lives no more. */
function claim(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'owner');
  const owner = ownerOf(file);
  const isOurs = owner?.pid === process.pid;
  if (owner !== undefined && !isOurs && isRunning(owner.pid) && birthOf(owner.pid) === owner.birth) return false;
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) } satisfies Owner));
  rmSync(file, { force: true });
  try {
    linkSync(fresh, file); // fails where somebody else was faster
  } catch {
    return false;
  } finally {
    rmSync(fresh, { force: true });
  }
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
