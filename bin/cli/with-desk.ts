import type { Actor } from '../../domain/request/filing.js';
import { ConfigurationError } from '../../env.js';
import { composeFoundation, type Foundation } from '../compose.js';
import { type Installation, requireInstallation, requireSecret } from './installation.js';

/** Who acts: whoever may run commands is the operator. Evidence never holds the name of an account of the machine. */
export const OPERATOR: Actor = { id: 'command-line', role: 'operator' };

/** Opens the database, the keys and the files for one command and closes them whatever happens. Throws what `work` throws. */
export async function withDesk<T>(work: (foundation: Foundation, installation: Installation) => Promise<T>): Promise<T> {
  const installation = requireInstallation();
  const { env, database } = installation;
  if (!env.DEMO && process.env.CONTROLLER === undefined) throw new ConfigurationError(['CONTROLLER: is needed where DEMO is false']);
  const MASTER_KEY = requireSecret(env, 'MASTER_KEY');
  const foundation = composeFoundation({
    ...env,
    RIGHTSDESK_HOME: installation.home,
    MASTER_KEY,
    DATABASE_URL: database.app,
    KEYS_DATABASE_URL: database.keysApp,
  });
  try {
    return await work(foundation, installation);
  } finally {
    await foundation.close();
  }
}
