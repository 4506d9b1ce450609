// Machines that are reached over SSH, on ports of their own: each with a gate, a gateway behind it, and whatever can go wrong on
// the way to it. The protocol is ssh2's server; it is loaded with the first connection, most sandboxes never see one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFaultQueue } from './fault-queue.ts';
import { type Asked, atOnce } from './ssh/at_once.ts';
import { gate } from './ssh/gate.ts';
import { type HostKey, makeKey } from './ssh/keys.ts';
import { type CliAnswer, type Gateway, gatewaySchema, openclaw } from './ssh/openclaw.ts';
import { type Converse, converse } from './ssh/session.ts';

/** What a connection finds: closed: no port; silent: taken, and not a word; garbage: no SSH; reset: cut at once. */
export type Door = 'open' | 'closed' | 'silent' | 'garbage' | 'reset';

/** What becomes of a command: never: it does not end; flood: 1 GB of output; drop: the line breaks before it is done; drop_after: … after. */
export interface MachineFault {
  readonly kind: 'never' | 'flood' | 'drop' | 'drop_after';
  /** First word of the commands that it meets; all when absent. */
  readonly command?: string;
  /** Default 1. */
  readonly times?: number;
}

export interface MachineState {
  door: Door;
  rescueDoor: Door;
  /** The user's key is turned down. */
  refusesKey: boolean;
  /** False: an account without a gate, where `openclaw …` itself is run. */
  isGated: boolean;
  gateway: Gateway;
}

export interface MachineCommand {
  readonly at: Date;
  readonly via: 'main' | 'rescue';
  readonly command: string;
  /** Undefined: it did not end. */
  readonly exit: number | undefined;
}

export interface Machine {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** A second SSH server of the same machine, which stays when the first is gone. */
  readonly rescuePort: number;
  readonly user: string;
  readonly userKeyFile: string;
  /** Fingerprints that it shows. */
  readonly hostKeys: readonly string[];
  /** To be read, and for the gateway also to be changed at will; the rest by the functions. */
  readonly state: MachineState;
  readonly commands: readonly MachineCommand[];
  /** Logins that were tried. */
  readonly logins: number;
  /** gateway: SSH answers and OpenClaw is gone; ssh: the main port is closed, too; machine: the rescue port, too. Resolves when the ports are shut. */
  kill(what?: 'gateway' | 'ssh' | 'machine'): Promise<void>;
  /** All runs again, as after somebody went there. */
  revive(): Promise<void>;
  setDoor(which: 'main' | 'rescue', door: Door): Promise<void>;
  /** The next command (or `times`) meets this. */
  fail(fault: MachineFault): void;
  /** Changes the gateway; what is not named stays. */
  setGateway(patch: Partial<Gateway>): void;
  refuseKey(isRefused?: boolean): void;
  setGated(isGated: boolean): void;
  /** Set up anew: another host key, whose fingerprint is returned. */
  changeHostKey(): string;
  /** As it was at first; keys and ports stay. */
  reset(): Promise<void>;
  /** What SSH at one of its ports would bring, at once and without a connection: for those who have no real time. */
  ask(at: { readonly port: number; readonly hostKeys: readonly string[] }, command: string): Promise<Asked>;
}

export interface SshBox {
  readonly machines: readonly Machine[];
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const USER = 'mandor';

/** Starts so many machines on 127.0.0.1; the user's key lies in a folder of its own, 0600, gone with the sandbox. */
export async function startMachines(count: number): Promise<SshBox> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'mandor-sandbox-ssh-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const userKey = makeKey('mandor-sandbox');
  const userKeyFile = join(folder, 'id_ed25519');
  writeFileSync(userKeyFile, userKey.privateKey, { mode: 0o600 });
  const machines: Machine[] = [];
  for (let i = 1; i <= count; i++) {
    const { machine, stop } = await startMachine(`mesin-${i}`, userKey, userKeyFile);
    opened.defer(stop);
    machines.push(machine);
  }
  const all = opened.move();
  return { machines, env: { SSH_KEY_FILE: userKeyFile }, stop: () => all.disposeAsync() };
}

async function startMachine(name: string, userKey: HostKey, userKeyFile: string): Promise<{ machine: Machine; stop: () => Promise<void> }> {
  const fresh = (): MachineState => ({
    door: 'open',
    rescueDoor: 'open',
    refusesKey: false,
    isGated: true,
    gateway: gatewaySchema.parse({}),
  });
  const state = fresh();
  const runs = new Map<string, CliAnswer>();
  let hostKey = makeKey(name);
  const faults = createFaultQueue<MachineFault>();
  let commands: MachineCommand[] = [];
  let logins = 0;

  const run = async (via: 'main' | 'rescue', command: string): Promise<CliAnswer> => {
    const answer = state.isGated ? gate(state.gateway, runs, command) : bare(state.gateway, command);
    // Who brings the gateway back over the rescue port brings the machine's services back.
    if (via === 'rescue' && command.startsWith('restart ') && state.gateway.phase === 'ready') await setDoor('main', 'open');
    return answer;
  };
  const meet = (via: 'main' | 'rescue'): Converse => ({
    hostKey: () => hostKey.privateKey,
    user: USER,
    mayLogIn: (blob, isFirst) => {
      if (isFirst) logins += 1;
      return !state.refusesKey && blob.equals(userKey.blob);
    },
    userPublicLine: userKey.publicLine,
    takeFault: (command) => faults.take((one) => one.command === undefined || command.split(' ')[0] === one.command)?.kind,
    run: (command) => run(via, command),
    record: (command, exit) => commands.push({ at: new Date(), via, command, exit }),
  });
  const doors = {
    main: await openDoor(() => state.door, meet('main')),
    rescue: await openDoor(() => state.rescueDoor, meet('rescue')),
  };
  const setDoor = async (which: 'main' | 'rescue', door: Door): Promise<void> => {
    state[which === 'main' ? 'door' : 'rescueDoor'] = door;
    await (door === 'closed' ? doors[which].shut() : doors[which].open());
  };
  const machine: Machine = {
    name,
    host: '127.0.0.1',
    port: doors.main.port,
    rescuePort: doors.rescue.port,
    user: USER,
    userKeyFile,
    get hostKeys() {
      return [hostKey.fingerprint];
    },
    state,
    get commands() {
      return commands;
    },
    get logins() {
      return logins;
    },
    async kill(what = 'gateway') {
      state.gateway.phase = 'dead';
      if (what !== 'gateway') await setDoor('main', 'closed');
      if (what === 'machine') await setDoor('rescue', 'closed');
    },
    async revive() {
      Object.assign(state.gateway, { phase: 'ready', startingLooks: 0, failingRestarts: 0 });
      await setDoor('main', 'open');
      await setDoor('rescue', 'open');
    },
    setDoor,
    fail: (fault) => faults.add({ ...fault, times: fault.times ?? 1 }),
    setGateway: (patch) => void Object.assign(state.gateway, patch),
    refuseKey(isRefused = true) {
      state.refusesKey = isRefused;
    },
    setGated(isGated) {
      state.isGated = isGated;
    },
    changeHostKey() {
      hostKey = makeKey(name);
      return hostKey.fingerprint;
    },
    async reset() {
      const { door: _, rescueDoor: __, ...rest } = fresh();
      Object.assign(state, rest);
      runs.clear();
      faults.clear();
      commands = [];
      logins = 0;
      await setDoor('main', 'open');
      await setDoor('rescue', 'open');
    },
    ask: ({ port, hostKeys }, command) => {
      const via = port === doors.main.port ? 'main' : 'rescue';
      return atOnce(state, via, { shown: hostKey.fingerprint, pinned: hostKeys }, command, meet(via));
    },
  };
  const stop = async (): Promise<void> => {
    await doors.main.shut();
    await doors.rescue.shut();
  };
  return { machine, stop };
}

/** An account whose key line has no gate: the words are the program's own arguments. */
function bare(gateway: Gateway, command: string): CliAnswer {
  const [program, ...args] = command.split(/\s+/);
  return program === 'openclaw' ? openclaw(gateway, args) : { exit: 127, stdout: '', stderr: `sh: 1: ${program}: not found\n` };
}

interface PortHolder {
  readonly port: number;
  open(): Promise<void>;
  shut(): Promise<void>;
}

/** One port, which can be closed and opened again. */
async function openDoor(door: () => Door, meet: Converse): Promise<PortHolder> {
  const sockets = new Set<Socket>();
  let port = 0;
  let server: Server | undefined;
  const listen = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const made = createServer({ noDelay: true }, (socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.once('close', () => sockets.delete(socket));
        const now = door();
        if (now === 'open') void converse(socket, meet).catch(() => socket.destroy());
        else if (now === 'reset') socket.resetAndDestroy();
        else {
          socket.resume();
          if (now === 'garbage') socket.write('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n\0\u0001\u0002SSH? no\r\n'.repeat(50));
        }
      });
      made.once('error', reject);
      made.listen(port, '127.0.0.1', () => resolve(made));
    });
  const holder: PortHolder = {
    get port() {
      return port;
    },
    async open() {
      if (server !== undefined) return;
      // While the port was closed, another program's outgoing connection may have borrowed its number.
      for (const end = Date.now() + 10_000; server === undefined; ) {
        try {
          server = await listen();
        } catch (error) {
          if (Date.now() > end) throw error;
          await sleep(50);
        }
      }
      port = (server.address() as AddressInfo).port;
    },
    async shut() {
      const closing = server;
      server = undefined;
      for (const socket of sockets) socket.destroy();
      if (closing !== undefined) await new Promise((resolve) => closing.close(resolve));
    },
  };
  await holder.open();
  return holder;
}
