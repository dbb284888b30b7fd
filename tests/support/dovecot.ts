import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../adapters/embedded/port.js';
import { waitUntil } from '../../adapters/embedded/wait.js';

/** Whether this machine has Dovecot; tests of the IMAP path are skipped, with this as the reason, where it has none. */
export const hasDovecot = spawnSync('/usr/sbin/dovecot', ['--version']).status === 0;

/** A private IMAP server on the loopback address with one mailbox. */
export interface TestImap {
  url: string;
  deliver(name: string, raw: string): void;
  stop(): Promise<void>;
}

function configOf(folder: string, port: number): string {
  const user = process.getuid?.() === 0 ? 'nobody' : (process.env.USER ?? 'nobody');
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${user === 'nobody' ? 'nogroup' : user}
first_valid_uid = 1
mail_location = maildir:${folder}/mail
passdb {
  driver = static
  args = password=test
}
userdb {
  driver = static
  args = uid=${user} gid=${user === 'nobody' ? 'nogroup' : user} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('data', (greeting) => end(greeting.toString().startsWith('* OK')));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** Starts a Dovecot of the test's own in a temporary folder. */
export async function startDovecot(): Promise<TestImap> {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-imap-'));
  const port = await freePort();
  for (const name of ['run', 'state', 'mail', 'mail/new', 'mail/cur', 'mail/tmp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'dovecot.conf'), configOf(folder, port));
  spawnSync('chmod', ['-R', 'a+rwX', folder]);
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  const isUp = await waitUntil(() => answers(port), 15_000);
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (!isUp) {
    await stop();
    throw new Error('Dovecot did not start');
  }
  return {
    url: `imap://crm:test@127.0.0.1:${port}`,
    deliver: (name, raw) => {
      const file = join(folder, 'mail', 'tmp', name);
      writeFileSync(file, raw, { mode: 0o666 });
      spawnSync('mv', [file, join(folder, 'mail', 'new', name)]);
    },
    stop,
  };
}
