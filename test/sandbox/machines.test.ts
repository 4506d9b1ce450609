// The sandbox's machines behave as OpenClaw is described to, its traps included, and obey the control port.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, beforeEach, describe, test } from 'node:test';
import { runCommand, SshError, type SshHost, type SshOutcome } from '../../src/connectors/ssh.ts';
import { type Machine, startSandbox } from '../../src/sandbox/index.ts';
import { gatewaySchema, openclaw } from '../../src/sandbox/ssh/openclaw.ts';

const sandbox = await startSandbox({ machines: 1 });
after(() => sandbox.stop());
const machine = sandbox.ssh.machines[0] as Machine;
const LIMITS = { timeoutMilliseconds: 30_000, maxBytes: 1_000_000 };

const hostOf = (port = machine.port): SshHost => ({
  host: machine.host,
  port,
  user: machine.user,
  keyFile: sandbox.env.SSH_KEY_FILE as string,
  hostKeys: machine.hostKeys,
});
const run = (command: string, port?: number): Promise<SshOutcome> => runCommand(hostOf(port), command, LIMITS);
const faultOf = (outcome: Promise<SshOutcome>): Promise<string> =>
  outcome.then(
    (came) => `exit ${came.exit}`,
    (error: unknown) => (error instanceof SshError ? error.fault : String(error)),
  );
const gatewayOf = (patch: object) => gatewaySchema.parse(patch);
const json = (text: string) => JSON.parse(text.slice(text.indexOf('{')));

describe('OpenClaw without a terminal', () => {
  const health = ['health', '--json', '--verbose'];

  test('a failure is an envelope on stdout since 2026.9, words on stderr before', () => {
    const fresh = openclaw(gatewayOf({ phase: 'dead' }), health);
    assert.equal(fresh.exit, 1);
    assert.deepEqual([json(fresh.stdout).ok, json(fresh.stdout).error.type], [false, 'cli_error']);
    const old = openclaw(gatewayOf({ phase: 'dead', version: '2026.3.1' }), health);
    assert.deepEqual([old.exit, old.stdout], [1, '']);
    assert.match(old.stderr, /ECONNREFUSED/);
  });

  test('ok is true whatever is dead; without the admin scope only a probe that failed is shown', () => {
    for (const isAdmin of [true, false])
      for (const probeOk of [true, false]) {
        const answer = json(openclaw(gatewayOf({ isAdmin, channels: { telegram: { probeOk } } }), health).stdout);
        assert.equal(answer.ok, true);
        assert.equal(answer.channels.telegram.probe?.ok, isAdmin || !probeOk ? probeOk : undefined);
      }
  });

  test('starting is an answer with exit 0; log lines may stand before the JSON', () => {
    const gateway = gatewayOf({ startingLooks: 1, logsFirst: true });
    const first = openclaw(gateway, health);
    assert.equal(first.exit, 0);
    assert.throws(() => JSON.parse(first.stdout));
    assert.equal(json(first.stdout).status, 'starting');
    assert.equal(json(openclaw(gateway, health).stdout).ok, true);
  });

  test('gateway --force: in the foreground for ever, or refused', () => {
    assert.equal(openclaw(gatewayOf({ version: '2026.3.1' }), ['gateway', '--force']).exit, 'never');
    const refused = openclaw(gatewayOf({}), ['gateway', '--force']);
    assert.equal(refused.exit, 1);
    assert.match(refused.stderr, /non-interactive/);
    assert.equal(openclaw(gatewayOf({ phase: 'dead' }), ['gateway', '--force']).exit, 'never');
  });

  test('a restart: 0, 2 while it is still starting, 1, or 0 that was none', () => {
    const restart = ['gateway', 'restart', '--wait', '20s'];
    assert.equal(openclaw(gatewayOf({ phase: 'hung' }), restart).exit, 0);
    assert.equal(openclaw(gatewayOf({ slowStart: 2 }), restart).exit, 2);
    assert.equal(openclaw(gatewayOf({ failingRestarts: 1 }), restart).exit, 1);
    const silent = gatewayOf({ failingRestarts: 1, failsBy: 'silent' });
    assert.deepEqual([openclaw(silent, restart).exit, openclaw(silent, health).exit], [0, 1]);
  });

  test('jobs: disabled ones only with --all, a disabled one has no next run, delivery is told apart from the run', () => {
    const jobs = [
      { id: '1', name: 'a', lastDeliveryStatus: 'not-delivered' },
      { id: '2', name: 'b', enabled: false, consecutiveErrors: 5, autoDisabled: { reason: 'consecutive-failures', atMs: 1 } },
    ];
    const few = json(openclaw(gatewayOf({ jobs }), ['cron', 'list', '--json']).stdout);
    assert.equal(few.total, 1);
    assert.deepEqual([few.jobs[0].status, few.jobs[0].state.lastDeliveryStatus], ['ok', 'not-delivered']);
    const all = json(openclaw(gatewayOf({ jobs }), ['cron', 'list', '--all', '--json']).stdout);
    assert.equal(all.jobs[1].status, 'disabled');
    assert.equal(all.jobs[1].state.nextRunAtMs, undefined);
    assert.deepEqual(all.jobs[1].state.autoDisabled, { reason: 'consecutive-failures', atMs: 1, consecutiveErrors: 5 });
  });
});

describe('a machine', () => {
  beforeEach(() => machine.reset());

  test('an account without a gate runs the program itself', async () => {
    machine.setGated(false);
    assert.equal((await run('openclaw gateway --force')).exit, 1);
    assert.equal((await run('health')).exit, 127);
  });

  test('a command whose answer was lost was carried out all the same; its name brings the answer back', async () => {
    machine.setGateway({ phase: 'dead' });
    machine.fail({ kind: 'drop_after', command: 'restart' });
    assert.equal(await faultOf(run('restart r1')), 'dropped');
    assert.equal((await run('restart r1')).exit, 0);
    assert.equal(machine.state.gateway.restarts, 1);
    assert.deepEqual(
      machine.commands.map(({ via, command, exit }) => [via, command, exit]),
      [
        ['main', 'restart r1', undefined],
        ['main', 'restart r1', 0],
      ],
    );
  });

  test('a fault meets its command only, as often as it was told', async () => {
    machine.fail({ kind: 'drop', command: 'verify', times: 2 });
    assert.equal(await faultOf(run('health')), 'exit 0');
    assert.deepEqual(
      [await faultOf(run('verify')), await faultOf(run('verify')), await faultOf(run('verify'))],
      ['dropped', 'dropped', 'exit 0'],
    );
  });

  test('another process kills, mends and looks over the control port', async () => {
    const act = async (body: object, name = machine.name) => {
      const answer = await fetch(`${sandbox.controlUrl}/__sandbox/machines/${name}`, { method: 'POST', body: JSON.stringify(body) });
      return { status: answer.status, body: (await answer.json()) as { machine: { hostKeys: string[] } } };
    };
    const steps: [action: object, then: string, viaRescue: string][] = [
      [{ action: 'kill' }, 'exit 7', 'exit 7'],
      [{ action: 'gateway', gateway: { phase: 'ready', startingLooks: 2 } }, 'exit 22', 'exit 22'],
      [{ action: 'kill', what: 'ssh' }, 'unreachable', 'exit 7'],
      [{ action: 'kill', what: 'machine' }, 'unreachable', 'unreachable'],
      [{ action: 'revive' }, 'exit 0', 'exit 0'],
      [{ action: 'refuse_key' }, 'auth', 'auth'],
      [{ action: 'refuse_key', refused: false }, 'exit 0', 'exit 0'],
      [{ action: 'door', which: 'rescue', door: 'reset' }, 'exit 0', 'unreachable'],
      [{ action: 'reset' }, 'exit 0', 'exit 0'],
      [{ action: 'fail', kind: 'drop' }, 'dropped', 'exit 0'],
    ];
    for (const [action, then, viaRescue] of steps) {
      assert.equal((await act(action)).status, 200);
      const seen = [await faultOf(run('verify')), await faultOf(run('verify', machine.rescuePort))];
      assert.deepEqual([action, ...seen], [action, then, viaRescue]);
    }
    const pinned = hostOf();
    const { body } = await act({ action: 'host_key' });
    assert.notDeepEqual(body.machine.hostKeys, pinned.hostKeys);
    assert.equal(await faultOf(runCommand(pinned, 'verify', LIMITS)), 'host_key');
    assert.equal(await faultOf(run('verify')), 'exit 0');
    const [shown] = (await (await fetch(`${sandbox.controlUrl}/__sandbox/machines`)).json()) as { port: number; commands: object[] }[];
    assert.equal(shown?.port, machine.port);
    assert((shown?.commands.length ?? 0) > 1);
    assert.equal((await act({ action: 'gateway', gateway: { phase: 'tired' } })).status, 400);
    assert.equal((await act({ action: 'kill' }, 'mesin-9')).status, 404);
  });

  test('its key file is gone with the sandbox', async () => {
    const other = await startSandbox({ machines: 1 });
    const file = other.env.SSH_KEY_FILE as string;
    assert(existsSync(file));
    await other.stop();
    assert(!existsSync(file));
  });
});
