import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const makers = {
  ownerPassword: () => randomBytes(24).toString('base64url'),
  appPassword: () => randomBytes(24).toString('base64url'),
  MASTER_KEY: () => randomBytes(32).toString('base64'),
  PAYLOAD_KEY: () => randomBytes(32).toString('base64'),
  SESSION_SECRET: () => randomBytes(32).toString('base64url'),
  ROOT_SIGNING_KEY: () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
} satisfies Record<string, () => string>;

/** The secrets of one embedded installation: two database passwords and the keys that the parts need. */
export type Secrets = Record<keyof typeof makers, string> & { MASTER_KEY_FORMER?: string; KEPT_KEYS?: string };

/** Where the secrets of a home stand. */
export const secretsFileOf = (home: string) => join(home, 'secrets.json');

/**
 * Reads `<home>/secrets.json` or makes it, once and for good: without it nothing encrypted can be read again.
 * Only its owner may read the file. Whoever comes second gets what the first one wrote.
 */
export function loadOrMakeSecrets(home: string): Secrets {
  const file = secretsFileOf(home);
  if (!existsSync(file)) {
    const made = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make()]));
    const fresh = `${file}.${process.pid}`;
    mkdirSync(home, { recursive: true, mode: 0o700 });
    writeFileSync(fresh, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(fresh, file); // fails where the file exists, unlike a rename
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
    rmSync(fresh);
  }
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  const missing = Object.keys(makers).filter((name) => typeof secrets[name as keyof Secrets] !== 'string');
  if (missing.length > 0)
    throw new Error(`${file} lacks ${missing.join(', ')}. Put back a copy of the file, or start anew with: npm run reset`);
  return secrets as Secrets;
}

/** Writes the file anew as a whole, with these values changed; undefined takes one away. */
export function changeSecrets(home: string, changes: Partial<Secrets>): void {
  const file = secretsFileOf(home);
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify({ ...loadOrMakeSecrets(home), ...changes }, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(fresh, file);
}
