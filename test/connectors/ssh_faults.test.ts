// What goes wrong before a machine has said anything sensible: our own key file, the pins, the address, and servers that hang,
// stall or are none.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { runCommand, SshError, type SshFault, type SshHost, type SshLimits } from '../../src/connectors/ssh.ts';
import { startMachines } from '../../src/sandbox/ssh.ts';
import { keygen, startSshd, whyNoSshd } from '../support/sshd.ts';

const folder = mkdtempSync(join(tmpdir(), 'mandor-ssh-keys-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const box = await startMachines(1);
after(() => box.stop());
const machine = box.machines[0]!;
const host: SshHost = {
  host: '127.0.0.1',
  port: machine.port,
  user: machine.user,
  keyFile: machine.userKeyFile,
  hostKeys: machine.hostKeys,
};

async function fault(change: Partial<SshHost>, expected: SshFault, message: RegExp, limits: Partial<SshLimits> = {}): Promise<SshError> {
  const error = await runCommand({ ...host, ...change }, 'health', { timeoutMilliseconds: 30_000, maxBytes: 1000, ...limits }).then(
    (came) => assert.fail(`came to an end with ${came.exit}: ${came.stderr}`),
    (caught: unknown) => caught,
  );
  assert(error instanceof SshError, String(error));
  assert.deepEqual([error.fault, error.sent], [expected, false], error.message);
  assert.match(error.message, message);
  return error;
}

/** A server of bare sockets; returns its port. */
async function plain(meet: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    meet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('the key file', () => {
  const keyCase = (name: string, file: string, message: RegExp): void => {
    test(name, async () => {
      const before = machine.logins;
      const error = await fault({ keyFile: file }, 'key_file', message);
      assert(error.message.includes('SSH_KEY_FILE'));
      assert.equal(machine.logins, before);
    });
  };
  keygen(at('good'));
  keygen(at('locked'), 'rahasia-9');
  copyFileSync(at('good'), at('open'));
  chmodSync(at('open'), 0o640);
  writeFileSync(at('words'), 'This is no key.\n', { mode: 0o600 });
  writeFileSync(at('empty'), '', { mode: 0o600 });
  writeFileSync(at('large'), Buffer.alloc(100_000), { mode: 0o600 });
  mkdirSync(at('folder'), { mode: 0o700 });
  symlinkSync(at('nowhere'), at('dangling'));
  chmodSync(at('good.pub'), 0o600);

  keyCase('is not given', '', /is not given/);
  keyCase('is missing', at('missing'), /does not exist/);
  keyCase('is a link to nothing', at('dangling'), /does not exist/);
  keyCase('is a folder', at('folder'), /is no file/);
  keyCase('is a device that never ends', '/dev/zero', /is no file/);
  keyCase('can be read by others', at('open'), /mode 640.*chmod 600/);
  keyCase('has a passphrase', at('locked'), /passphrase/);
  keyCase('is the public half', at('good.pub'), /public half/);
  keyCase('is something else', at('words'), /no private key/);
  keyCase('is empty', at('empty'), /no private key/);
  keyCase('is far too large', at('large'), /is no key/);
  test('is not ours to read', { skip: userInfo().uid === 0 ? 'root may read everything' : false }, async () => {
    chmodSync(at('words'), 0o000);
    await fault({ keyFile: at('words') }, 'key_file', /may not be read/);
  });
});

describe('the pins', () => {
  test('without one nothing is taken on trust', () => fault({ hostKeys: [] }, 'host_key', /no host key is pinned/).then(() => undefined));
  test('what is no fingerprint is refused before anything is opened', async () => {
    for (const wrong of ['', 'SHA256:', 'MD5:0a:1b', machine.hostKeys[0]!.slice(0, -1), `${machine.hostKeys[0]} `.repeat(2)])
      await fault({ hostKeys: [machine.hostKeys[0]!, wrong] }, 'host_key', /is no fingerprint/);
  });
  test('a machine set up anew shows another key, and goes on when that is pinned', async () => {
    const old = machine.hostKeys[0]!;
    const fresh = machine.changeHostKey();
    await fault({}, 'host_key', new RegExp(fresh.replace(/[+]/g, '\\+')));
    const outcome = await runCommand({ ...host, hostKeys: [old, fresh] }, 'verify', { timeoutMilliseconds: 30_000, maxBytes: 1000 });
    assert.deepEqual([outcome.exit, outcome.hostKey], [0, fresh]);
    Object.assign(host, { hostKeys: [fresh] });
  });
});

describe('the way there', () => {
  test('the port is closed', async () => {
    await machine.kill('ssh');
    await fault({}, 'unreachable', /port is closed/);
    // Over the rescue port the gateway comes back, and with it the first port.
    const rescue = { ...host, port: machine.rescuePort };
    assert.equal((await runCommand(rescue, 'restart rescue-1', { timeoutMilliseconds: 30_000, maxBytes: 1000 })).exit, 0);
    assert.equal((await runCommand(host, 'verify', { timeoutMilliseconds: 30_000, maxBytes: 1000 })).exit, 0);
  });

  test('nobody answers at all', async () => {
    // Its queue of two is full and it never takes from it: what comes next is dropped, as by a firewall.
    const script = `const s = require('net').createServer();
      s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
        require('fs').writeSync(1, s.address().port + '\\n');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      });`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const waiting: Socket[] = [];
    try {
      const [bytes] = await once(child.stdout, 'data');
      const port = Number(String(bytes));
      for (let i = 0; i < 4; i++) waiting.push(connect(port, '127.0.0.1').on('error', () => undefined));
      await once(waiting[1]!, 'connect');
      await fault({ port }, 'unreachable', /does not answer \(400 ms\)/, { connectMilliseconds: 400 });
    } finally {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
    }
  });

  test('a server that takes the connection and says nothing', async () => {
    const port = await plain((socket) => socket.resume());
    const error = await fault({ port }, 'handshake_timeout', /did not finish the handshake in 300 ms/, { connectMilliseconds: 300 });
    assert.equal(error.partial.hostKey, '');
  });

  test('a server that stalls after its greeting', async () => {
    const port = await plain((socket) => socket.resume().write('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'));
    await fault({ port }, 'handshake_timeout', /handshake/, { connectMilliseconds: 300 });
  });

  test('a server that greets and then talks nonsense', async () => {
    const port = await plain((socket) => socket.resume().write(`SSH-2.0-OpenSSH_9.2p1\r\n${'nonsense '.repeat(20_000)}`));
    await fault({ port }, 'unreachable', /no SSH server|turns us away/);
  });

  test('a server that greets without end fills nothing', async () => {
    const before = process.memoryUsage().rss;
    const piece = Buffer.alloc(64 * 1024, 'x');
    const port = await plain((socket) => {
      const more = (): void => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.resume().on('drain', more);
      more();
    });
    await fault({ port }, 'unreachable', /no SSH server/, { connectMilliseconds: 10_000 });
    assert((process.memoryUsage().rss - before) / 2 ** 20 < 200);
  });

  test('another protocol', async () => {
    await machine.setDoor('main', 'garbage');
    await fault({}, 'handshake_timeout', /something else than SSH/, { connectMilliseconds: 300 });
    await machine.setDoor('main', 'open');
  });

  test('cut at once, as a server does that has too many guests', async () => {
    const port = await plain((socket) => socket.destroy());
    await fault({ port }, 'unreachable', /turns us away|cannot be reached/);
  });

  test('an address that is none', async () => {
    await fault({ port: 70_000 }, 'unreachable', /is no address/);
  });
});

describe('how a command ends', { skip: whyNoSshd() ?? false }, () => {
  const limits: SshLimits = { timeoutMilliseconds: 30_000, maxBytes: 1000 };

  test('by a signal; with a child that keeps its output open', async () => {
    const sshd = await startSshd();
    const real = { host: '127.0.0.1', port: sshd.port, user: sshd.user, hostKeys: [sshd.hostKey] };
    const killed = await runCommand({ ...real, keyFile: sshd.keyFor('kill -TERM $$') }, 'x', limits);
    assert.deepEqual([killed.exit, killed.signal], [null, 'SIGTERM']);
    const left = await runCommand({ ...real, keyFile: sshd.keyFor('echo done; sleep 45 & exit 7') }, 'x', limits);
    assert.deepEqual([left.exit, left.stdout], [7, 'done\n']);
  });
});
