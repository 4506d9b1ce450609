// A real Dovecot of the test's own: its configuration, mail and sockets in a temporary folder, one loopback port, stopped by
// its process id. Nothing of the machine's own installation is touched.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const BINARY = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) => existsSync(file));
export const USER = 'mandor';
export const PASSWORD = 'rahasia-9';

/** Why there is no Dovecot here to test with; undefined: there is one. */
export function whyNoDovecot(): string | undefined {
  if (BINARY === undefined) return 'Dovecot is not installed (apt-get install dovecot-imapd)';
  const version = execFileSync(BINARY, ['--version'], { encoding: 'utf8' });
  return version.startsWith('2.3.') ? undefined : `Dovecot ${version.trim()} is configured in another way than 2.3`;
}

export interface Dovecot {
  readonly url: string;
  readonly port: number;
  /** A mail arrives; its folder is INBOX unless named (".Sent"). */
  deliver(raw: string | Buffer, options?: { folder?: string; at?: Date }): void;
  /** All mail is numbered anew, as after a restored backup. */
  renumber(): Promise<void>;
  /** Files of the INBOX, with their flags. */
  files(): string[];
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function configuration(folder: string, port: number): string {
  const me = userInfo();
  // As root its helpers have users of their own, and mail belongs to nobody; otherwise all is ours.
  const users = me.uid === 0 ? '' : `default_internal_user = ${me.username}\ndefault_login_user = ${me.username}\n`;
  const owner = me.uid === 0 ? 'uid=65534 gid=65534' : `uid=${me.uid} gid=${me.gid}`;
  return `base_dir = ${folder}/run
protocols = imap
listen = 127.0.0.1
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
${users}first_valid_uid = 1
mail_location = maildir:${folder}/mail
mailbox_list_index = no
service imap-login {
${me.uid === 0 ? '' : '  chroot =\n'}  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
${me.uid === 0 ? '' : '  chroot =\n'}  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${folder}/users
}
userdb {
  driver = static
  args = ${owner} home=${folder}/home
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
}
`;
}

/** Starts it and waits until it greets; stopped and removed with the test file. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'mandor-dovecot-'));
  chmodSync(folder, 0o755);
  const isRoot = userInfo().uid === 0;
  const own = (path: string): void => (isRoot ? chownSync(path, 65534, 65534) : undefined);
  const make = (...parts: string[]): void => {
    const path = join(folder, ...parts);
    mkdirSync(path, { recursive: true });
    own(path);
  };
  make('home');
  make('mail');
  for (const box of ['', '.Sent']) {
    make('mail', box);
    for (const part of ['cur', 'new', 'tmp']) make('mail', box, part);
  }
  writeFileSync(join(folder, 'users'), `${USER}:{PLAIN}${PASSWORD}\n`);
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port));
  const child: ChildProcess = spawn(BINARY as string, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  const exit = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await exit;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  after(stop);
  await greeted(port, child);
  let count = 0;
  return {
    url: `imap://${USER}:${PASSWORD}@127.0.0.1:${port}`,
    port,
    deliver(raw, { folder: box = '', at } = {}) {
      count += 1;
      const name = `${Math.floor((at ?? new Date()).getTime() / 1000)}.M${String(count).padStart(6, '0')}P1.test`;
      const from = join(folder, 'mail', box, 'tmp', name);
      writeFileSync(from, raw);
      own(from);
      if (at !== undefined) execFileSync('touch', ['-d', at.toISOString(), from]);
      renameSync(from, join(folder, 'mail', box, 'new', name));
    },
    async renumber() {
      for (const file of readdirSync(join(folder, 'mail')))
        if (/^dovecot[.-]/.test(file)) rmSync(join(folder, 'mail', file), { force: true, recursive: true });
      // UIDVALIDITY is the second in which the folder is seen for the first time.
      await sleep(1100 - (Date.now() % 1000));
    },
    files: () => [...readdirSync(join(folder, 'mail', 'new')), ...readdirSync(join(folder, 'mail', 'cur'))].sort(),
    stop,
  };
}

async function greeted(port: number, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + 15_000; ; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`Dovecot ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (isThere) return;
    if (Date.now() > end) throw new Error('Dovecot does not answer');
  }
}
