import type { Socket } from 'node:net';
import type { AuthContext, Connection, ServerChannel } from 'ssh2';
import type { MachineFault } from '../ssh.ts';
import type { CliAnswer } from './openclaw.ts';

const FLOOD_BYTES = 2 ** 30;
/** The gate wraps each program in `timeout 60s`, which ends with 124. */
const GATE_LIMIT_MS = 60_000;

/** What one SSH server of a machine asks of the machine. */
export interface Converse {
  /** Private, as it is at this moment. */
  hostKey(): string;
  readonly user: string;
  /** A client asks whether the key would do, then signs: the first of the two counts as a login. */
  mayLogIn(blob: Buffer, isFirst: boolean): boolean;
  readonly userPublicLine: string;
  takeFault(command: string): MachineFault['kind'] | undefined;
  run(command: string): Promise<CliAnswer>;
  /** exit undefined: it did not end. */
  record(command: string, exit: number | undefined): void;
}

/** Speaks SSH on one connection: one user, one key, commands only. */
export async function converse(socket: Socket, machine: Converse): Promise<void> {
  const { Server, utils } = (await import('ssh2')).default;
  const key = utils.parseKey(machine.userPublicLine);
  if (key instanceof Error) throw key;
  const verifies = (context: AuthContext): boolean =>
    context.method === 'publickey' &&
    (context.signature === undefined ||
      (context.blob !== undefined && key.verify(context.blob, context.signature, context.hashAlgo) === true));

  const server = new Server({ hostKeys: [machine.hostKey()] });
  server.on('connection', (client: Connection) => {
    client.on('error', () => socket.destroy());
    client.on('authentication', (context) => {
      if (context.method !== 'publickey') return context.reject(['publickey']);
      const isKnown =
        context.username === machine.user && machine.mayLogIn(context.key.data, context.signature === undefined) && verifies(context);
      if (isKnown) context.accept();
      else context.reject(['publickey']);
    });
    client.on('session', (accept) => {
      const session = accept();
      session.on('pty', (_, reject) => reject?.());
      session.on('shell', (_, reject) => reject?.());
      session.on('exec', (take, _, { command }) => void execute(take(), command, socket, machine));
    });
  });
  server.injectSocket(socket);
}

async function execute(channel: ServerChannel, command: string, socket: Socket, machine: Converse): Promise<void> {
  channel.on('error', () => undefined);
  channel.resume();
  const fault = machine.takeFault(command);
  if (fault === 'flood') return flood(channel, command, machine);
  if (fault === 'drop' || fault === 'never') {
    machine.record(command, undefined);
    if (fault === 'drop') socket.destroy();
    return;
  }
  const answer = await machine.run(command);
  if (fault === 'drop_after') {
    machine.record(command, undefined);
    socket.destroy();
    return;
  }
  if (answer.exit === 'never') {
    machine.record(command, undefined);
    const limit = setTimeout(() => end(channel, { exit: 124, stdout: '', stderr: '' }), GATE_LIMIT_MS);
    limit.unref();
    socket.once('close', () => clearTimeout(limit));
    return;
  }
  machine.record(command, answer.exit);
  end(channel, answer);
}

function end(channel: ServerChannel, answer: CliAnswer): void {
  if (answer.stderr !== '') channel.stderr.write(answer.stderr);
  if (answer.stdout !== '') channel.write(answer.stdout);
  channel.exit(answer.exit as number);
  channel.end();
}

/** Writes as fast as the reader takes it, and stops when it goes away. */
function flood(channel: ServerChannel, command: string, machine: Converse): void {
  machine.record(command, undefined);
  const piece = Buffer.alloc(64 * 1024, 'x');
  let left = FLOOD_BYTES;
  const more = (): void => {
    while (left > 0) {
      left -= piece.length;
      if (!channel.write(piece)) {
        channel.once('drain', more);
        return;
      }
    }
    channel.exit(0);
    channel.end();
  };
  more();
}
