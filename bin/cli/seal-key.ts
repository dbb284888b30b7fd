import { type Command, Option } from 'commander';
import { SEAL_ALGORITHMS, type SealAlgorithm } from '../../adapters/seals/keys/public-key.js';
import { isPublished, type SealKeys } from '../../adapters/seals/keys/signer.js';
import type { Foundation } from '../compose.js';
import { describe, describeGroup } from './command.js';
import { columns, type JsonOption, plain, printResult, UsageError } from './terminal.js';

interface IssuerOption extends JsonOption {
  issuer: string;
}

/** Runs with the keys and the register of the running installation. Throws UsageError for an issuer that is not there. */
async function withKeys<T>(issuer: string, work: (keys: SealKeys, foundation: Foundation) => Promise<T>): Promise<T> {
  const { withDesk } = await import('./with-desk.js');
  const { composeSealKeys } = await import('../compose-seals.js');
  const { requireSecret, sealKeysFolderOf } = await import('./installation.js');
  return withDesk(async (foundation, { env, home }) => {
    if ((await foundation.prisma.issuer.count({ where: { slug: issuer } })) === 0) throw new UsageError(`There is no issuer ${issuer}.`);
    const settings = {
      ...env,
      SEAL_KEYS_FOLDER: sealKeysFolderOf(home),
      MASTER_KEY: requireSecret(env, 'MASTER_KEY'),
    };
    return work(composeSealKeys(settings), foundation);
  });
}

async function list({ issuer, json }: IssuerOption): Promise<void> {
  const keys = await withKeys(issuer, (found) => found.list(issuer));
  const items = keys.map((key) => ({
    kid: key.kid,
    algorithm: key.algorithm,
    state: key.state,
    createdAt: key.createdAt,
    isPublished: isPublished(key, new Date()),
  }));
  const rows = items.map(({ kid, algorithm, state, createdAt, isPublished: shown }) => [
    kid,
    algorithm,
    state,
    createdAt,
    shown ? 'published' : '',
  ]);
  printResult({ json }, { items }, columns([['Key', 'Algorithm', 'State', 'Made', ''], ...rows]));
}

/** The old key stays published until the last seal it can have signed is over. */
async function rotate({ issuer, algorithm, json }: IssuerOption & { algorithm: SealAlgorithm }): Promise<void> {
  const key = await withKeys(issuer, async (keys, { pool }) => {
    const { rows } = await pool.query<{ until: Date | null }>('SELECT max(valid_until) AS until FROM seal WHERE issuer_slug = $1', [
      issuer,
    ]);
    const until = rows[0]?.until ?? null;
    return keys.rotate(issuer, algorithm, until === null ? {} : { publishedUntil: until });
  });
  printResult({ json }, { kid: key.kid, algorithm, issuer }, [
    `${key.kid} signs from now on. The key before it stays published while seals signed with it are valid.`,
  ]);
}

async function compromise({ issuer, kid, yes, json }: IssuerOption & { kid: string; yes?: boolean }): Promise<void> {
  const signed = await withKeys(issuer, async (keys, { pool }) => {
    const { rows } = await pool.query<{ seals: string }>('SELECT count(DISTINCT seal_id) AS seals FROM seal_signature WHERE kid = $1', [
      kid,
    ]);
    const seals = Number(rows[0]?.seals ?? 0);
    if (yes !== true)
      throw new UsageError(
        `${seals} seals were signed with this key, and none of those copies will verify any more. Say --yes if that is meant.`,
      );
    await keys.compromise(issuer, kid);
    return seals;
  });
  const told = plain(
    `The key is out of all documents. ${signed} seals are signed anew when they are next asked for; files and pictures given out before have to be given out again.`,
  );
  printResult({ json }, { kid, issuer, seals: signed }, [told]);
}

/** `seal-key list|rotate|compromise`: the keys that an issuer's seals are signed with. */
export function addSealKeys(program: Command): void {
  const group = describeGroup(program.command('seal-key'), 'the keys that seals are signed with', [
    'seal-key list --issuer harbour-institute',
  ]);
  const issuer = () => new Option('--issuer <slug>', 'the issuer whose keys they are').makeOptionMandatory();
  describe(group.command('list'), 'list the keys of an issuer', ['seal-key list --issuer harbour-institute --json'])
    .addOption(issuer())
    .action(list);
  describe(group.command('rotate'), 'make a new key; the old one stays published while its seals are valid', [
    'seal-key rotate --issuer harbour-institute',
  ])
    .addOption(issuer())
    .addOption(new Option('--algorithm <name>', 'which of its keys').choices(SEAL_ALGORITHMS).default('EdDSA'))
    .action(rotate);
  describe(group.command('compromise'), 'end a key at once: what it signed counts for nothing any more', [
    'seal-key compromise --issuer harbour-institute --kid KEY --yes',
  ])
    .addOption(issuer())
    .requiredOption('--kid <key>', 'the key, as `seal-key list` shows it')
    .option('--yes', 'it is meant')
    .action(compromise);
}
