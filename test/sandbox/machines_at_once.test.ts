// A simulation asks machines without a connection. What it gets is what SSH brings from the same machine in the same state.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runCommand, SshError } from '../../src/connectors/ssh.ts';
import { type Machine, startMachines } from '../../src/sandbox/ssh.ts';

const box = await startMachines(1);
after(() => box.stop());
const [machine] = box.machines as [Machine];
const pinned = machine.hostKeys;

interface Case {
  readonly name: string;
  readonly command?: string;
  readonly pins?: readonly string[];
  readonly isRescue?: boolean;
  readonly make: () => void | Promise<void>;
}
const CASES: readonly Case[] = [
  { name: 'well', make: () => undefined },
  { name: 'an unknown word', command: 'reboot', make: () => undefined },
  { name: 'a dead gateway', make: () => machine.kill() },
  { name: 'a restart', command: 'restart r-1', make: () => machine.kill() },
  { name: 'a restart that fails', command: 'restart r-2', make: () => machine.setGateway({ failingRestarts: 1 }) },
  { name: 'dead channels', make: () => machine.setGateway({ channels: { telegram: { running: false, probeOk: false } } }) },
  { name: 'a schedule', command: 'schedule', make: () => machine.setGateway({ clockOffsetMs: 1000 }) },
  { name: 'a closed port', make: () => machine.kill('ssh') },
  { name: 'the second way in', isRescue: true, command: 'restart r-3', make: () => machine.kill('ssh') },
  { name: 'a machine that is off', isRescue: true, make: () => machine.kill('machine') },
  { name: 'no SSH behind the port', make: () => machine.setDoor('main', 'reset') },
  { name: 'another host key', pins: ['SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'], make: () => undefined },
  { name: 'a refused login', make: () => machine.refuseKey() },
  { name: 'a line that breaks before', command: 'restart r-4', make: () => machine.fail({ kind: 'drop' }) },
  { name: 'a line that breaks after', command: 'restart r-5', make: () => machine.fail({ kind: 'drop_after' }) },
  { name: 'a flood', make: () => machine.fail({ kind: 'flood' }) },
];

/** Without what is another each time: the clock of the gateway. */
const settled = (text: string): string => text.replace(/\d{13}/g, 'T');

for (const { name, command = 'health', pins = pinned, isRescue = false, make } of CASES)
  test(name, async () => {
    const port = isRescue ? machine.rescuePort : machine.port;
    await machine.reset();
    await make();
    const bySsh = await runCommand(
      { host: machine.host, port, user: machine.user, keyFile: machine.userKeyFile, hostKeys: pins },
      command,
      {
        timeoutMilliseconds: 30_000,
        maxBytes: 65_536,
      },
    ).then(
      ({ exit, stdout, stderr, hostKey }) => ({ exit, stdout: settled(stdout), stderr, hostKey }),
      (error: unknown) => {
        assert.ok(error instanceof SshError, String(error));
        return { fault: error.fault, sent: error.sent };
      },
    );
    const after = { gateway: { ...machine.state.gateway }, door: machine.state.door, commands: machine.commands.map((one) => one.exit) };
    await machine.reset();
    await make();
    const asked = await machine.ask({ port, hostKeys: pins }, command);
    const atOnce = 'fault' in asked ? { fault: asked.fault, sent: asked.sent } : { ...asked, stdout: settled(asked.stdout) };
    assert.deepEqual(atOnce, bySsh);
    assert.deepEqual(
      { gateway: { ...machine.state.gateway }, door: machine.state.door, commands: machine.commands.map((one) => one.exit) },
      after,
    );
  });

test('a command that does not end is cut off by the gate at once', async () => {
  await machine.reset();
  machine.setGateway({ phase: 'hung' });
  const asked = await machine.ask(machine, 'health');
  assert.deepEqual('exit' in asked && asked.exit, 124);
});
