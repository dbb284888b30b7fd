import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The keys that seals are signed with, in a backup of the keys: the files as they are, their private halves sealed with MASTER_KEY. */
export const sealKeysIn = (keysFolder: string) => join(keysFolder, 'seal-keys');

async function filesBelow(folder: string): Promise<{ issuer: string; name: string }[]> {
  const issuers = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []; // no seal was ever signed here
    throw error;
  });
  const found = issuers
    .filter((entry) => entry.isDirectory())
    .map(async ({ name: issuer }) => (await readdir(join(folder, issuer))).map((name) => ({ issuer, name })));
  return (await Promise.all(found)).flat();
}

/**
 * Copies the keys of all issuers from one folder to another, for the owner only, and says how many files came. What is there already stays
 * as it is: a key that was retired or found compromised since a backup does not come back by restoring it.
 */
export async function copySealKeys(from: string, to: string): Promise<number> {
  let copied = 0;
  for (const { issuer, name } of await filesBelow(from)) {
    const [source, target] = [join(from, issuer, name), join(to, issuer, name)];
    if (!(await stat(source)).isFile()) continue;
    await mkdir(join(to, issuer), { recursive: true, mode: 0o700 });
    copied += await copyFile(source, target, constants.COPYFILE_EXCL).then(
      () => 1,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return 0;
        throw error;
      },
    );
  }
  return copied;
}
