// The same incidents against a real OpenSSH server with the gate that is shipped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { keygen, startSshd, whyNoSshd } from '../../support/sshd.ts';
import { type Incident, openDesk, START } from './support/machines.ts';
import { newWorker } from './support/race.ts';

interface Case {
  readonly name: string;
  readonly spoil: (host: Awaited<ReturnType<typeof startSshd>>, set: (columns: Record<string, unknown>) => Promise<unknown>) => unknown;
  readonly events: readonly string[];
  readonly steps: RegExp;
  readonly restarts: number;
}
const WELL = ['verify', 'report'];
const dead = (host: { gateway: { phase: string } }) => Object.assign(host.gateway, { phase: 'dead' });
const CASES: readonly Case[] = [
  {
    name: 'a dead gateway',
    spoil: dead,
    events: ['detect', 'start', 'restart', ...WELL],
    steps: /^health dead, restart ok, verify ok, health ok, schedule ok$/,
    restarts: 1,
  },
  {
    name: 'ok with dead channels',
    spoil: (host) => Object.assign(host.gateway, { channels: { telegram: { running: true, probeOk: false } } }),
    events: ['detect', 'start', 'restart', ...WELL],
    steps: /^health dead, restart ok/,
    restarts: 1,
  },
  {
    name: 'a restart that needs three tries',
    spoil: (host) => Object.assign(host.gateway, { phase: 'dead', failingRestarts: 2 }),
    events: ['detect', 'start', 'restart', 'recovery_failed', 'restart', 'recovery_failed', 'restart', ...WELL],
    steps: /restart dead.*restart dead.*restart ok/,
    restarts: 3,
  },
  {
    name: 'three failures in an hour',
    spoil: (host) => Object.assign(host.gateway, { phase: 'dead', failingRestarts: 9 }),
    events: ['detect', 'start', 'restart', 'recovery_failed', 'restart', 'recovery_failed', 'restart', 'recovery_failed', 'give_up'],
    steps: /restart dead$/,
    restarts: 3,
  },
  {
    name: 'another host key',
    spoil: (host, set) => set({ host_keys: [keygen(`${host.folder}/other-${Date.now()}`)] }),
    events: ['detect', 'give_up'],
    steps: /^health refused$/,
    restarts: 0,
  },
  {
    name: 'a user without access',
    spoil: (_, set) => set({ login: 'nobody-here' }),
    events: ['detect', 'give_up'],
    steps: /^health refused$/,
    restarts: 0,
  },
  {
    name: 'no server at the port',
    spoil: (_, set) => set({ port: 9 }),
    events: ['detect', 'start', 'recovery_failed', 'recovery_failed', 'recovery_failed', 'give_up'],
    steps: /^(health unreachable(, )?){3}$/,
    restarts: 0,
  },
  {
    name: 'a command that never ends',
    spoil: (host) => host.behave('never'),
    events: ['detect', 'start', 'restart', 'recovery_failed'],
    steps: /^health dead, restart unknown/,
    restarts: 1,
  },
  {
    name: 'a gigabyte of output',
    spoil: (host) => host.behave('flood'),
    events: ['detect', 'start', 'restart'],
    steps: /^health dead, restart/,
    restarts: 1,
  },
];

test('real OpenSSH', { skip: whyNoSshd() ?? false }, async (t) => {
  const host = await startSshd();
  const db = await testDatabase();
  await db.setClock(START);
  const desk = await openDesk(db, newWorker);
  const reached = {
    name: 'mesin-asli',
    host: '127.0.0.1',
    port: host.port,
    user: host.user,
    userKeyFile: host.userKeyFile,
    hostKeys: [host.hostKey],
  };
  await desk.add(reached);
  const set = (columns: Record<string, unknown>) =>
    db.sql(
      `update ops.machines set ${Object.keys(columns)
        .map((name, i) => `${name} = $${i + 1}`)
        .join(', ')}`,
      ...Object.values(columns),
    );
  for (const { name, spoil, events, steps, restarts } of CASES)
    await t.test(name, async () => {
      await db.sql(`select ops.incident_close(i.id, 'selesai') from ops.incidents i where i.status <> 'closed'`);
      await db.sql('truncate ops.incident_steps');
      await set({ port: host.port, login: host.user, host_keys: [host.hostKey] });
      Object.assign(host.gateway, { phase: 'ready', failingRestarts: 0, restarts: 0 });
      host.behave('well');
      const [{ later }] = await db.sql(`select util.now() + interval '90 minutes' as later`);
      await db.setClock(later.toISOString());
      const before = host.calls().filter((line) => line.startsWith('gateway restart')).length;
      // Only what never ends is cut short: a login takes its time on a busy machine.
      await db.sql('update ops.runbook_steps set timeout = $1::interval', name.includes('never ends') ? '5 seconds' : '90 seconds');
      await spoil(host, set);
      // What misbehaves for ever would be tried for the whole hour: one round shows it.
      const isEndless = name.includes('never ends') || name.includes('gigabyte');
      if (isEndless) {
        await desk.look();
        await desk.drain();
        host.behave('well');
      }
      const incident: Incident = await desk.heal();
      if (!isEndless) assert.deepEqual(incident.events, events);
      else assert.deepEqual(incident.events.slice(0, 3), events.slice(0, 3));
      assert.match((await desk.steps()).join(', '), steps);
      assert.ok(host.calls().filter((line) => line.startsWith('gateway restart')).length - before >= restarts);
      assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
      const told = await desk.told();
      assert.ok(told.length > 0, 'people are told');
      await db.sql(`delete from ops.outbox where subject_key = 'alert.incident'`);
    });
});
