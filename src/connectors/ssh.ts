import { connect as openSocket, type Socket } from 'node:net';
import type { Client, ClientChannel } from 'ssh2';
import { SshError, type SshFault, type SshHost, type SshOutcome, where } from './ssh/errors.ts';
import { fingerprintOf, readPrivateKey } from './ssh/keys.ts';
import { createOutput } from './ssh/output.ts';

export { SshError, type SshFault, type SshHost, type SshOutcome } from './ssh/errors.ts';

export interface SshLimits {
  /** From the moment that the command is sent until it has ended. */
  readonly timeoutMilliseconds: number;
  /** Kept of stdout, and of stderr. When twice as much has come in all, the connection is cut. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
  /** Name, TCP, handshake and login together; 20 s or the command's own limit, whichever is less. */
  readonly connectMilliseconds?: number;
  /** A silent host is asked this often whether it is there; three times without an answer: dropped. */
  readonly keepaliveMilliseconds?: number;
}

/** A background process that a command left may hold its output open for ever: what came this long after its end is all. */
const AFTER_EXIT_MS = 2000;

/**
 * Runs one command on a host over a connection of its own, once: whether there is a second attempt is the queue's decision.
 * The host must show a pinned key before anything is told to it; the login is by this one key (no agent, no password).
 * @throws SshError and nothing else. `sent` tells whether the host may have begun the command.
 */
export async function runCommand(host: SshHost, command: string, limits: SshLimits): Promise<SshOutcome> {
  const started = performance.now();
  const pins = pinsOf(host);
  const privateKey = await readPrivateKey(host);
  // Loaded with the first command: a worker without machines does not carry it.
  const { Client: SshClient } = (await import('ssh2')).default;
  const socket = socketTo(host);
  return converse(new SshClient(), host, command, limits, { pins, privateKey, socket, started });
}

interface Prepared {
  readonly pins: readonly string[];
  readonly privateKey: Buffer;
  readonly socket: Socket;
  /** performance.now() */
  readonly started: number;
}

function converse(client: Client, host: SshHost, command: string, limits: SshLimits, prepared: Prepared): Promise<SshOutcome> {
  const connectMs = Math.min(limits.connectMilliseconds ?? 20_000, limits.timeoutMilliseconds);
  const at = where(host);
  const output = createOutput(limits.maxBytes);
  const ended: { exit: number | null; signal: string | null; isKnown: boolean } = { exit: null, signal: null, isKnown: false };
  let stage: 'connecting' | 'handshake' | 'login' | 'sent' = 'connecting';
  let shown = '';
  const outcome = (): SshOutcome => ({
    exit: ended.exit,
    signal: ended.signal,
    ...output.read(),
    milliseconds: Math.round(performance.now() - prepared.started),
    hostKey: shown,
  });

  return new Promise((resolve, reject) => {
    const { socket } = prepared;
    let isOver = false;
    const finish = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      for (const timer of timers) clearTimeout(timer);
      limits.signal?.removeEventListener('abort', aborted);
      settle();
      // A host that is lost or floods us would keep a socket that is ended politely.
      if (ended.isKnown) client.end();
      if (ended.isKnown) socket.destroySoon();
      else socket.destroy();
    };
    const fail = (fault: SshFault, message: string): void =>
      finish(() => reject(new SshError(fault, host, `${at}: ${message}`, outcome(), stage === 'sent')));
    const succeed = (): void => finish(() => resolve(outcome()));
    const lost = (why: string): void => {
      if (ended.isKnown) succeed();
      else if (stage !== 'sent') fail('unreachable', unreachable(why, stage));
      else {
        const then = 'Whether the command was carried out is unknown: look before it is sent again.';
        fail('dropped', `the connection was lost in mid-command (${why}). ${then}`);
      }
    };
    const aborted = (): void =>
      fail(
        'dropped',
        stage === 'sent' ? 'stopped by us in mid-command; its outcome is unknown.' : 'stopped by us before the command was sent.',
      );

    const timers = [
      setTimeout(() => {
        if (stage === 'connecting')
          fail('unreachable', `does not answer (${connectMs} ms). Is the machine on, and does its firewall let us in?`);
        else if (stage !== 'sent')
          fail(
            'handshake_timeout',
            `took the connection and did not finish the ${stage} in ${connectMs} ms. Its SSH server hangs or is overloaded, or something else than SSH listens there.`,
          );
      }, connectMs),
    ];
    if (limits.signal?.aborted) return aborted();
    limits.signal?.addEventListener('abort', aborted);

    // ssh2 tells of one mishap several times, also after the end: this listener stays, and the first word counts.
    client.on('error', (error: Error & { level?: string }) => {
      if (shown !== '' && !prepared.pins.includes(shown)) fail('host_key', foreignKey(shown, prepared.pins));
      else if (stage === 'login' && isRefusal(error)) fail('auth', refusedLogin(host));
      else lost(error.message);
    });
    client.on('close', () => lost('closed by the host'));
    client.on('handshake', () => {
      stage = 'login';
    });
    client.on('ready', () => {
      stage = 'sent';
      timers.push(
        setTimeout(
          () =>
            fail(
              'command_timeout',
              `the command did not end in ${limits.timeoutMilliseconds} ms. It may still run there; its outcome is unknown.`,
            ),
          limits.timeoutMilliseconds,
        ),
      );
      try {
        client.exec(command, (error, channel) => {
          if (error === undefined) follow(channel);
          else if (socket.destroyed) lost(error.message);
          else {
            stage = 'login';
            fail('auth', `the account ${host.user} may not run commands there (${error.message}). See its line in authorized_keys.`);
          }
        });
      } catch (error) {
        lost((error as Error).message);
      }
    });

    const follow = (channel: ClientChannel): void => {
      const take = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
        if (isOver || output.add(stream, chunk)) return;
        fail(
          'too_much_output',
          `the command wrote more than ${2 * limits.maxBytes} bytes; the connection was cut. Its outcome is unknown.`,
        );
      };
      channel.on('data', take('stdout'));
      channel.stderr.on('data', take('stderr'));
      channel.on('exit', (code: number | null, signal?: string) => {
        Object.assign(ended, { exit: code, signal: signal ?? null, isKnown: true });
        timers.push(setTimeout(succeed, AFTER_EXIT_MS));
      });
      channel.on('close', () => lost('no exit status came'));
      // Nothing is ever typed: a command that reads gets the end at once.
      channel.end();
    };

    try {
      client.connect({
        sock: socket,
        username: host.user,
        privateKey: prepared.privateKey,
        authHandler: ['publickey'],
        readyTimeout: 0,
        keepaliveInterval: limits.keepaliveMilliseconds ?? 10_000,
        keepaliveCountMax: 3,
        hostVerifier: (key: Buffer) => {
          shown = fingerprintOf(key);
          return prepared.pins.includes(shown);
        },
      });
    } catch (error) {
      fail('key_file', `the key file ${host.keyFile} cannot be used (${(error as Error).message}).`);
    }
    socket.once('connect', () => {
      if (stage === 'connecting') stage = 'handshake';
    });
  });
}

/** @throws SshError for an address that none can be opened to (the port is a row that somebody wrote). */
function socketTo(host: SshHost): Socket {
  try {
    // Without noDelay a command takes 400 ms on loopback: the protocol's small packets wait for each other's receipts.
    return openSocket({ host: host.host, port: host.port, noDelay: true });
  } catch (error) {
    throw new SshError('unreachable', host, `${where(host)}: is no address (${(error as Error).message}).`, {}, false);
  }
}

/** The pinned fingerprints in the one way of writing them: as `ssh-keygen -lf` prints them. */
function pinsOf(host: SshHost): readonly string[] {
  const pins = host.hostKeys.map((pin) => pin.trim().replace(/=+$/, ''));
  const wrong = pins.find((pin) => !/^SHA256:[A-Za-z0-9+/]{43}$/.test(pin));
  if (pins.length > 0 && wrong === undefined) return pins;
  const why =
    wrong === undefined
      ? 'no host key is pinned, and none is ever taken on trust'
      : `"${wrong}" is no fingerprint (SHA256: and 43 characters, as ssh-keygen -lf prints it)`;
  throw new SshError('host_key', host, `${where(host)}: ${why}. docs/ssh.md says how to read it on the host.`, {}, false);
}

function foreignKey(shown: string, pins: readonly string[]): string {
  return `shows the host key ${shown}, pinned ${pins.length === 1 ? 'is' : 'are'} ${pins.join(' and ')}. Nothing was sent. Either the machine was set up anew, or somebody stands in between: ask its administrator, compare with ssh-keygen -lf on the machine itself, and only then pin the new key.`;
}

const refusedLogin = (host: SshHost): string =>
  `refuses our key for the user ${host.user}. It is not tried again by itself (a host locks out who knocks too often): compare the line in authorized_keys with ${host.keyFile}.`;

/** The server said no, as against a line that broke: all methods used up, or disconnect code 2 or 14 of RFC 4253 §11.1. */
function isRefusal(error: Error & { level?: string; code?: unknown }): boolean {
  return error.level === 'client-authentication' || error.code === 2 || error.code === 14;
}

function unreachable(why: string, stage: string): string {
  if (/ECONNREFUSED/.test(why)) return 'the port is closed. Is the SSH server running there, and is this its port?';
  if (/ENOTFOUND|EAI_AGAIN/.test(why)) return 'the name is not known. Is it written rightly, and does the name server answer?';
  if (stage === 'connecting') return `cannot be reached (${why}). Is the machine on, and is there a way to it?`;
  return `the connection ended before the ${stage} was done (${why}). Either this is no SSH server, or it turns us away for now (MaxStartups, fail2ban).`;
}
