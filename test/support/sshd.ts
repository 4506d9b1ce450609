// A real OpenSSH server of the test's own: keys, configuration and the shipped gate in a temporary folder, one loopback port,
// stopped by its process id. Behind the gate stands a program that answers as OpenClaw does: it asks the test, which knows the
// gateway's state.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createPort } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Gateway, gatewaySchema, openclaw, readyz } from '../../src/sandbox/ssh/openclaw.ts';
import { ROOT } from './template.ts';

const found = (...files: string[]): string | undefined => files.find((file) => existsSync(file));
const BINARY = found('/usr/sbin/sshd', '/usr/local/sbin/sshd');

/** Why there is no OpenSSH server here to test with; undefined: there is one. */
export function whyNoSshd(): string | undefined {
  if (BINARY === undefined) return 'OpenSSH is not installed (apt-get install openssh-server)';
  return found('/usr/bin/curl', '/usr/local/bin/curl') === undefined ? 'curl is not installed (apt-get install curl)' : undefined;
}

export interface Sshd {
  readonly port: number;
  readonly user: string;
  readonly userKeyFile: string;
  /** As ssh-keygen prints it. */
  readonly hostKey: string;
  readonly folder: string;
  readonly gateway: Gateway;
  /** What the program does from now on instead of answering. */
  behave(how: 'well' | 'never' | 'flood'): void;
  /** Another key, which starts this command whatever is asked for; returns its file. */
  keyFor(command: string): string;
  /** Command lines that the program was started with. */
  calls(): readonly string[];
  /** What sshd wrote. */
  log(): string;
  /** Closes all connections under way, as a machine that loses power does; the port stays. */
  cut(): void;
}

async function freePort(): Promise<number> {
  const server = createPort();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function keygen(file: string, passphrase = ''): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'mandor-test', '-f', file]);
  return execFileSync('ssh-keygen', ['-lf', `${file}.pub`], { encoding: 'utf8' }).split(' ')[1] as string;
}

/** Starts it and waits until it greets; stopped and removed with the test file. */
export async function startSshd(): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'mandor-sshd-'));
  const at = (name: string): string => join(folder, name);
  const hostKey = keygen(at('hostkey'));
  keygen(at('id'));
  const gateway = gatewaySchema.parse({});
  const calls: string[] = [];
  const url = await startGateway(gateway, calls, folder);
  writeProgram(folder, url);
  writeGate(folder, url);
  const line = `restrict,command="${at('gate.sh')}" ${readFileSync(at('id.pub'), 'utf8')}`;
  writeFileSync(at('authorized_keys'), line, { mode: 0o600 });
  const port = await freePort();
  writeFileSync(at('sshd_config'), configuration(folder, port));
  // Its own privilege separation wants this folder, which the service's start script makes otherwise.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  // The shell waits for the end of its input: a test process that is killed takes its server with it.
  const script = '"$0" -D -e -f "$1" </dev/null & cat >/dev/null; kill $!; wait';
  const child = spawn('/bin/sh', ['-c', script, BINARY as string, at('sshd_config')], { stdio: ['pipe', 'ignore', 'pipe'] });
  const cut = (): void => cutAll(Number(readFileSync(at('sshd.pid'), 'utf8')));
  let log = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    log += bytes;
  });
  const exit = once(child, 'exit');
  after(async () => {
    cut();
    child.stdin?.end();
    await exit;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  await greeted(port, child, () => log);
  return {
    port,
    user: userInfo().username,
    userKeyFile: at('id'),
    hostKey,
    folder,
    gateway,
    behave: (how) => writeFileSync(at('behaviour'), how),
    keyFor(command) {
      const file = at(`id-${readdirSync(folder).length}`);
      keygen(file);
      appendFileSync(at('authorized_keys'), `restrict,command="${command}" ${readFileSync(`${file}.pub`, 'utf8')}`);
      return file;
    },
    calls: () => calls,
    log: () => log,
    cut,
  };
}

/** The children that serve a connection each, and what they started. */
function cutAll(server: number): void {
  const below = (pid: number): number[] => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
      return children.flatMap((one) => [one, ...below(one)]);
    } catch {
      return [];
    }
  };
  for (const pid of below(server)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/** HOME, because bash reads ~/.bashrc under sshd even for a forced command: what the machine's owner has there is not ours to run. */
function configuration(folder: string, port: number): string {
  return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/hostkey
PidFile ${folder}/sshd.pid
AuthorizedKeysFile ${folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin ${userInfo().uid === 0 ? 'prohibit-password' : 'no'}
AllowTcpForwarding no
LogLevel VERBOSE
MaxStartups 100
SetEnv HOME=${folder}
`;
}

/** The gate as it is shipped; only the machine's own lines are filled in, as its administrator would. */
function writeGate(folder: string, url: string): void {
  const file = join(folder, 'gate.sh');
  copyFileSync(join(ROOT, 'docs', 'gate.sh'), file);
  const own: Readonly<Record<string, string>> = {
    OPENCLAW: `${folder}/openclaw`,
    READY_URL: `${url}/readyz`,
    RUNS: `${folder}/runs`,
    LIMIT: '20s',
  };
  let text = readFileSync(file, 'utf8');
  for (const [name, value] of Object.entries(own)) {
    const changed = text.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`);
    if (changed === text) throw new Error(`docs/gate.sh has no line ${name}=`);
    text = changed;
  }
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/** Asks the test what it should say and how it should end; and misbehaves in two ways that only a real process has. */
function writeProgram(folder: string, url: string): void {
  const file = join(folder, 'openclaw');
  writeFileSync(
    file,
    `#!/bin/sh
status=$(curl -s --noproxy '*' -o '${folder}/stdout.'$$ -w '%{http_code}' --data-binary "$*" ${url}/run/$$)
case $(cat '${folder}/behaviour' 2>/dev/null) in
  never) exec sleep 600 ;;
  flood) exec head -c 1073741824 /dev/zero ;;
esac
cat '${folder}/stderr.'$$ >&2
cat '${folder}/stdout.'$$
exit $((status - 200))
`,
  );
  chmodSync(file, 0o755);
}

/**
 * The gateway's port: readiness, and how a call of the program ends: its exit code is the status above 200, its stderr a file.
 * A dead gateway is told by cutting the line.
 */
async function startGateway(gateway: Gateway, calls: string[], folder: string): Promise<string> {
  const server = createServer(async (request, response) => {
    if (request.url === '/readyz') {
      const answer = readyz(gateway);
      if (answer === undefined) request.socket.destroy();
      else if (answer !== 'never') response.writeHead(answer.status).end(answer.body);
      return;
    }
    const line = await text(request);
    calls.push(line);
    const { exit, stdout, stderr } = openclaw(gateway, line.split(' '));
    writeFileSync(join(folder, `stderr.${request.url?.split('/').at(-1)}`), stderr);
    if (exit !== 'never') response.writeHead(200 + exit).end(stdout);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function greeted(port: number, child: ChildProcess, log: () => string): Promise<void> {
  for (const end = Date.now() + 20_000; ; await sleep(20)) {
    if (Date.now() > end || child.exitCode !== null) throw new Error(`sshd does not answer: ${log()}`);
    const socket = connect(port, '127.0.0.1');
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    socket.destroy();
    if (isThere) return;
  }
}
