// Commands over SSH, from one table of cases, against the sandbox's machines and against a real OpenSSH server with the shipped
// gate: what each fault is called, whether the command may have been carried out, and that nobody's memory is filled.
import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, SshError, type SshFault, type SshHost, type SshLimits, type SshOutcome } from '../../src/connectors/ssh.ts';
import { type Gateway, gatewaySchema } from '../../src/sandbox/ssh/openclaw.ts';
import { startMachines } from '../../src/sandbox/ssh.ts';
import { startProxy } from '../support/proxy.ts';
import { startSshd, whyNoSshd } from '../support/sshd.ts';

const ANOTHER = `SHA256:${'A'.repeat(43)}`;
const FIRST_LINES = 64 * 1024;
/** Far more than a command takes; what must not happen would take longer still. */
const PATIENCE = 30_000;

/** One server under test. */
interface Target {
  readonly host: SshHost;
  gateway(): Gateway;
  setGateway(patch: Partial<Gateway>): void;
  meet(fault: 'never' | 'flood'): void;
  /** A key that the server does not know. */
  readonly strangersKey: string;
  /** Logins that were tried since the last reset. */
  logins(): number;
  /** Resolves when a command is under way there. */
  begun(): Promise<void>;
  /** The machine loses power, with its commands. */
  cut(): void;
  reset(): Promise<void>;
}

const until = async (what: () => boolean): Promise<void> => {
  for (const end = Date.now() + PATIENCE; !what(); await sleep(5)) if (Date.now() > end) throw new Error('waited in vain');
};

async function sandbox(): Promise<Target> {
  const box = await startMachines(2);
  after(() => box.stop());
  const [machine, other] = box.machines;
  assert(machine !== undefined && other !== undefined);
  const stranger = await startMachines(0);
  after(() => stranger.stop());
  const { host, port, user, userKeyFile: keyFile, hostKeys } = machine;
  return {
    host: { host, port, user, keyFile, hostKeys },
    gateway: () => machine.state.gateway,
    setGateway: machine.setGateway,
    meet: (kind) => machine.fail({ kind }),
    strangersKey: stranger.env.SSH_KEY_FILE as string,
    logins: () => machine.logins,
    begun: () => until(() => machine.commands.length > 0),
    cut: () => void machine.setDoor('main', 'closed'),
    reset: machine.reset,
  };
}

async function openssh(): Promise<Target> {
  const sshd = await startSshd();
  const stranger = await startMachines(0);
  after(() => stranger.stop());
  let seen = 0;
  let called = 0;
  return {
    host: { host: '127.0.0.1', port: sshd.port, user: sshd.user, keyFile: sshd.userKeyFile, hostKeys: [sshd.hostKey] },
    gateway: () => sshd.gateway,
    setGateway: (patch) => void Object.assign(sshd.gateway, patch),
    meet: sshd.behave,
    strangersKey: stranger.env.SSH_KEY_FILE as string,
    logins: () =>
      sshd
        .log()
        .slice(seen)
        .match(/(Accepted|Failed) publickey/g)?.length ?? 0,
    begun: () => until(() => sshd.calls().length > called),
    cut: sshd.cut,
    async reset() {
      sshd.cut();
      sshd.behave('well');
      Object.assign(sshd.gateway, gatewaySchema.parse({}));
      seen = sshd.log().length;
      called = sshd.calls().length;
    },
  };
}

const run = (host: SshHost, command: string, limits: Partial<SshLimits> = {}): Promise<SshOutcome> =>
  runCommand(host, command, { timeoutMilliseconds: PATIENCE, maxBytes: FIRST_LINES, ...limits });

/** The fault that comes instead of an outcome; nothing but an SshError may come. */
async function fault(outcome: Promise<SshOutcome>, expected: SshFault): Promise<SshError> {
  const error = await outcome.then(
    (came) => assert.fail(`came to an end with ${came.exit}: ${came.stderr}`),
    (caught: unknown) => caught,
  );
  assert(error instanceof SshError, String(error));
  assert.equal(error.fault, expected, error.message);
  assert.match(error.message, new RegExp(`^${error.host.replaceAll('.', '\\.')}: `));
  return error;
}

for (const [name, skip, make] of [
  ["a sandbox's machine", undefined, sandbox],
  ['OpenSSH with the shipped gate', whyNoSshd(), openssh],
] as const) {
  const target = (skip === undefined ? await make() : undefined) as Target;
  describe(name, { skip: skip ?? false }, () => {
    const { host } = target ?? {};
    afterEach(() => target.reset());

    test('an answer comes whole, with the key that the host showed', async () => {
      const outcome = await run(host, 'health');
      assert.equal(outcome.exit, 0, outcome.stderr);
      assert.equal(outcome.signal, null);
      assert.equal(outcome.truncated, false);
      assert.equal(outcome.bytes, outcome.stdout.length);
      assert.equal(outcome.hostKey, host.hostKeys[0]);
      assert.equal(JSON.parse(outcome.stdout).channels.telegram.running, true);
      assert.equal((await run(host, 'verify')).exit, 0);
    });

    test('a host key that is not pinned: nothing is told to it, not even the user', async () => {
      const error = await fault(run({ ...host, hostKeys: [ANOTHER] }, 'health'), 'host_key');
      assert.equal(error.partial.hostKey, host.hostKeys[0]);
      assert.equal(error.sent, false);
      assert(error.message.includes(host.hostKeys[0] as string) && error.message.includes(ANOTHER));
      assert.equal(target.logins(), 0);
    });

    test('of two pinned keys either will do', async () => {
      assert.equal((await run({ ...host, hostKeys: [ANOTHER, host.hostKeys[0] as string] }, 'verify')).exit, 0);
      assert.equal((await run({ ...host, hostKeys: [host.hostKeys[0] as string, ANOTHER] }, 'verify')).exit, 0);
    });

    test('a key that the host does not know is offered once', async () => {
      const error = await fault(run({ ...host, keyFile: target.strangersKey }, 'health'), 'auth');
      assert.equal(error.sent, false);
      // OpenSSH writes its log after the answer.
      await until(() => target.logins() > 0);
      assert.equal(target.logins(), 1);
    });

    test('what is not in the table, to the letter, is 126', async () => {
      const others = [
        'health; id',
        'health ',
        ' health',
        'HEALTH',
        'restart',
        'restart ../x',
        'restart $(id)',
        'restart a b',
        'schedule -1',
      ];
      const all = ['openclaw health --json', `restart ${'a'.repeat(65)}`, 'schedule 1\nid', '', ...others];
      const outcomes = await Promise.all(all.map((command) => run(host, command)));
      assert.deepEqual(
        outcomes.map(({ exit, stdout, stderr }, i) => [all[i], exit, stdout, stderr]),
        all.map((command) => [command, 126, '', 'denied\n']),
      );
      assert.equal(target.gateway().restarts, 0);
    });

    test('a command that never ends is left alone after its time', async () => {
      target.meet('never');
      const error = await fault(run(host, 'health', { timeoutMilliseconds: 500 }), 'command_timeout');
      assert.equal(error.sent, true);
    });

    test('1 GB of output is cut off, and memory does not feel it', async (t) => {
      await run(host, 'verify');
      const before = process.memoryUsage().rss;
      target.meet('flood');
      const error = await fault(run(host, 'health'), 'too_much_output');
      const grown = (process.memoryUsage().rss - before) / 2 ** 20;
      t.diagnostic(`${error.partial.bytes} of 1073741824 bytes were read; resident memory grew by ${grown.toFixed(1)} MB`);
      assert.equal(error.partial.truncated, true);
      assert.equal(
        Buffer.byteLength(error.partial.stdout ?? ''),
        /\uFFFD/.test(error.partial.stdout ?? '') ? 3 * FIRST_LINES : FIRST_LINES,
      );
      assert((error.partial.bytes as number) < 2 * FIRST_LINES + 2 ** 21, 'reads no more than the window that was open');
      assert(grown < 64, `grew by ${grown} MB`);
      assert.equal(error.sent, true);
    });

    test('a little too much is cut to size and said so', async () => {
      const { bytes } = await run(host, 'health');
      const outcome = await run(host, 'health', { maxBytes: Math.floor(bytes * 0.7) });
      assert.deepEqual([outcome.exit, outcome.truncated], [0, true]);
      assert.equal(outcome.stdout.length, Math.floor(bytes * 0.7));
      assert(outcome.bytes > outcome.stdout.length);
      await fault(run(host, 'health', { maxBytes: Math.floor(bytes * 0.3) }), 'too_much_output');
    });

    test('health that is "ok" with dead channels comes through as it is', async () => {
      target.setGateway({ channels: { telegram: { running: false, healthState: 'disconnected', lastError: '401', probeOk: false } } });
      const answer = JSON.parse((await run(host, 'health')).stdout);
      assert.equal(answer.ok, true);
      assert.equal(answer.channels.telegram.accounts.default.probe.ok, false);
      assert.equal(answer.channels.telegram.healthState, 'disconnected');
    });

    test('a restart that needs three tries, each under a name of its own, and none twice', async () => {
      target.setGateway({ phase: 'dead', failingRestarts: 2, slowStart: 1 });
      const dead = await run(host, 'health');
      assert.equal(dead.exit, 1);
      assert.equal(JSON.parse(dead.stdout).ok, false);
      const exits: (number | null)[] = [];
      for (const id of ['one', 'one', 'two', 'three', 'three', 'one']) exits.push((await run(host, `restart ${id}`)).exit);
      assert.deepEqual(exits, [1, 1, 1, 2, 2, 1]);
      assert.equal(target.gateway().restarts, 3);
      // 2 said: still starting.
      assert.deepEqual([(await run(host, 'verify')).exit, (await run(host, 'verify')).exit], [22, 0]);
    });

    test('who lost the line in mid-restart asks again and learns what became of it', async () => {
      target.setGateway({ phase: 'dead' });
      const stop = new AbortController();
      // On a slow machine the answer may be faster than our leaving: both are as good.
      const first = run(host, 'restart lost', { signal: stop.signal }).catch((error: SshError) => error);
      await target.begun();
      stop.abort();
      const came = await first;
      if (came instanceof SshError) assert.deepEqual([came.fault, came.sent], ['dropped', true]);
      let again = await run(host, 'restart lost');
      for (const end = Date.now() + PATIENCE; again.exit === 75 && Date.now() < end; ) again = await run(host, 'restart lost');
      assert.deepEqual([again.exit, again.stdout], [0, 'Gateway restarted.\n']);
      assert.equal(target.gateway().restarts, 1);
    });

    test('a machine that goes in mid-command: its outcome is unknown', async () => {
      target.meet('never');
      const lost = fault(run(host, 'health'), 'dropped');
      await target.begun();
      target.cut();
      assert.equal((await lost).sent, true);
    });

    test('a line that goes silent in mid-command is noticed by itself', async () => {
      const proxy = await startProxy(host.port);
      target.meet('never');
      const lost = fault(run({ ...host, port: proxy.port }, 'health', { keepaliveMilliseconds: 100 }), 'dropped');
      await target.begun();
      proxy.blackhole();
      const error = await lost;
      assert.equal(error.sent, true);
      assert.match(error.message, /Keepalive/);
    });

    test('a long list of jobs is asked for page by page', async () => {
      target.setGateway({ jobsPerPage: 2 });
      const first = JSON.parse((await run(host, 'schedule')).stdout);
      assert.deepEqual([first.jobs.length, first.total, first.hasMore, first.nextOffset], [2, 3, true, 2]);
      const second = JSON.parse((await run(host, `schedule ${first.nextOffset}`)).stdout);
      assert.deepEqual([second.jobs.length, second.offset, second.hasMore, second.nextOffset], [1, 2, false, null]);
    });

    test('stopped before the command was sent: certainly not carried out', async () => {
      const error = await fault(run(host, 'restart early', { signal: AbortSignal.abort() }), 'dropped');
      assert.equal(error.sent, false);
      assert.equal(target.gateway().restarts, 0);
    });
  });
}
