// Machines over real SSH, against the sandbox: what is found, what is done, what is recorded and who is told.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startMachines } from '../../../src/sandbox/ssh.ts';
import { testDatabase } from '../../support/harness.ts';
import { type Desk, openDesk, START } from './support/machines.ts';
import { newWorker } from './support/race.ts';

const box = await startMachines(1);
after(() => box.stop());
const [machine] = box.machines as [(typeof box.machines)[number]];

const db = await testDatabase();
await db.setClock(START);
const desk: Desk = await openDesk(db, newWorker);
await desk.add(machine);

/** Everything as at the beginning, an hour and a half later: budgets have room again. */
async function fresh(): Promise<void> {
  await machine.reset();
  Object.assign(machine.state.gateway, { restarts: 0 });
  await db.sql(`select ops.incident_close(i.id, 'selesai') from ops.incidents i where i.status <> 'closed'`);
  await db.sql(`delete from ops.incident_steps where status = 'planned'`);
  await db.sql('delete from ops.alerts');
  await db.sql(`delete from ops.outbox where subject_key = 'alert.incident'`);
  await db.sql('update ops.machines set host_keys = $1, rescue_port = $2', machine.hostKeys, machine.rescuePort);
  const [{ later }] = await db.sql(`select util.now() + interval '90 minutes' as later`);
  await db.setClock(later.toISOString());
  await db.sql('truncate ops.incident_steps');
}
const restarts = (): number => machine.commands.filter((c) => c.command.startsWith('restart ')).length;
const noOrphans = async () => assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);

test('nothing is wrong: HEARTBEAT_OK is recorded, its agents give a sign of life, nobody is told', async () => {
  assert.equal(await desk.look(), 'HEARTBEAT_OK (1 mesin ditanya)');
  await desk.drain();
  assert.deepEqual(await desk.steps(), ['health ok']);
  assert.deepEqual(
    (await db.sql(`select agent, machine, status, definition_key from ops.heartbeats where machine = $1`, machine.name)).map((r) => ({
      ...r,
    })),
    [{ agent: 'ops_logistics', machine: machine.name, status: 'ok', definition_key: null }],
  );
  assert.deepEqual(await db.sql('select * from ops.incidents'), []);
  assert.deepEqual(await db.sql('select * from ops.alerts'), []);
  assert.equal((await db.sql(`select status from ops.heartbeats where definition_key = 'overseer.watch'`))[0].status, 'done');
});

test('a dead gateway: restarted once, verified, its schedule looked at, told after the fact by chat and mail', async () => {
  await fresh();
  await machine.kill('gateway');
  const incident = await desk.heal();
  assert.deepEqual(incident.events, ['detect', 'start', 'restart', 'verify', 'report']);
  assert.deepEqual(await desk.steps(), ['health dead', 'restart ok', 'verify ok', 'health ok', 'schedule ok']);
  assert.equal(restarts(), 1);
  const told = await desk.told();
  assert.deepEqual(told.map((m) => `${m.channel} ${m.recipient} ${m.severity}`).sort(), [
    'email kepala@mandor.example warning',
    'telegram -100 warning',
  ]);
  assert.match(told[0]?.subject ?? '', /sudah pulih setelah dihidupkan ulang/);
  assert.match(told[0]?.text ?? '', /1 kali dihidupkan ulang lewat SSH\.[\s\S]*3 aktif, tidak ada yang terlewat/);
  await noOrphans();
});

test('ok with dead channels is dead: the words of the answer are not believed', async () => {
  await fresh();
  machine.setGateway({ channels: { telegram: { running: true, probeOk: false } }, logsFirst: true, version: '2026.3.1' });
  const incident = await desk.heal();
  assert.equal(incident.status, 'closed');
  assert.equal(restarts(), 1);
  const [{ says, outcome }] = await db.sql(`select says, outcome from ops.incident_steps order by id limit 1`);
  assert.match(says, /kanal telegram \(default\): getMe failed: 401/);
  assert.match(outcome.stdout, /"ok":true/);
});

test('a restart that needs three tries is well on the third; each failure is recorded, people are told once', async () => {
  await fresh();
  await machine.kill();
  machine.setGateway({ failingRestarts: 2 });
  const incident = await desk.heal();
  assert.deepEqual(incident.events, [
    'detect',
    'start',
    'restart',
    'recovery_failed',
    'restart',
    'recovery_failed',
    'restart',
    'verify',
    'report',
  ]);
  assert.equal(restarts(), 3);
  assert.match((await desk.told())[0]?.text ?? '', /3 kali dihidupkan ulang/);
  assert.equal((await desk.told()).length, 2);
});

test('a restart that says it worked and did not is a failed recovery', async () => {
  await fresh();
  await machine.kill();
  machine.setGateway({ failingRestarts: 1, failsBy: 'silent' });
  const incident = await desk.heal();
  assert.deepEqual(incident.events, ['detect', 'start', 'restart', 'recovery_failed', 'restart', 'verify', 'report']);
});

test('still starting (exit 2) is waited for', async () => {
  await fresh();
  await machine.kill();
  machine.setGateway({ slowStart: 3 });
  const incident = await desk.heal();
  assert.deepEqual(incident.events, ['detect', 'start', 'restart', 'verify', 'report']);
  assert.deepEqual((await desk.steps()).slice(0, 6), [
    'health dead',
    'restart starting',
    'verify starting',
    'verify starting',
    'verify starting',
    'verify ok',
  ]);
});

test('three failures in an hour: a person is asked, reminded each day, and closes it; the fourth restart is never sent', async () => {
  await fresh();
  await machine.kill();
  machine.setGateway({ failingRestarts: 9 });
  const incident = await desk.heal();
  assert.equal(incident.status, 'exhausted');
  assert.deepEqual(incident.events.slice(-2), ['recovery_failed', 'give_up']);
  assert.equal(restarts(), 3);
  const told = await desk.told();
  assert.ok(told.length >= 3 && told.every((m) => m.severity === 'critical'), JSON.stringify(told));
  assert.match(told[0]?.text ?? '', /tidak berhasil dipulihkan[\s\S]*3 kali pemulihan gagal/);

  // The next look does not ask again: a person has it. The reminder comes after a day.
  await desk.look();
  await desk.drain();
  assert.equal(restarts(), 3);
  const [{ day }] = await db.sql(`select util.now() + interval '24 hours' as day`);
  await db.setClock(day.toISOString());
  await desk.drain();
  assert.deepEqual((await desk.incident()).events.slice(-2), ['give_up', 'remind']);
  await assert.rejects(db.sql(`select ops.incident_close($1, ' ')`, incident.id), { code: 'MD101' });
  assert.equal((await db.sql(`select ops.incident_close($1, 'servis diganti') as x`, incident.id))[0].x, 'closed');
  assert.equal((await db.sql(`select ops.incident_close($1, 'lagi') as x`, incident.id))[0].x, 'already_closed');
  await noOrphans();
});

test('a machine that dies again and again has three restarts an hour, over all its incidents', async () => {
  await fresh();
  for (let i = 0; i < 3; i++) {
    await machine.kill();
    assert.equal((await desk.heal()).status, 'closed');
  }
  await machine.kill();
  const incident = await desk.heal();
  assert.equal(incident.status, 'exhausted');
  assert.match(incident.says, /sudah 3 kali dihidupkan ulang/);
  assert.equal(restarts(), 3);
});

test('SSH is gone and there is a second way in: everything is done there', async () => {
  await fresh();
  await machine.kill('ssh');
  const incident = await desk.heal();
  assert.equal(incident.status, 'closed');
  assert.deepEqual(await desk.steps(), ['health unreachable', 'health! dead', 'restart! ok', 'verify ok', 'health ok', 'schedule ok']);
  assert.match((await desk.told())[0]?.text ?? '', /jalur cadangan/);
});

test('a machine that is off is tried three times within the hour; nothing is restarted', async () => {
  await fresh();
  await machine.kill('machine');
  const incident = await desk.heal();
  assert.equal(incident.status, 'exhausted');
  assert.equal(incident.events.filter((e) => e === 'recovery_failed').length, 3);
  assert.equal(incident.restart_count, 0);
  await machine.revive();
});

for (const [name, how, says] of [
  ['another host key', async () => void machine.changeHostKey(), /kunci mesin tidak sama/],
  ['our key is refused', async () => machine.refuseKey(), /menolak kunci SSH/],
  [
    'a command that the gate does not know',
    async () => {
      await machine.kill();
      await db.sql(`update ops.runbook_steps set command = 'reboot' where step = 'health'`);
    },
    /tidak mengenal perintah/,
  ],
] as const)
  test(`${name}: nothing is tried again, a person is asked at once`, async () => {
    await fresh();
    await how();
    const logins = machine.logins;
    const incident = await desk.heal();
    await db.sql(`update ops.runbook_steps set command = step where step = 'health'`);
    assert.deepEqual(incident.events, ['detect', 'give_up']);
    assert.match(incident.says, says);
    assert.ok(machine.logins - logins <= 1, `${machine.logins - logins} logins`);
    assert.equal((await desk.steps()).length, 1);
    assert.ok((await desk.told()).some((m) => m.channel === 'email' && m.severity === 'critical'));
  });

test('a command that never ends, and one that floods us with a gigabyte: recorded, cut, and the gateway is restarted', async () => {
  for (const kind of ['never', 'flood'] as const) {
    await fresh();
    machine.fail({ kind, command: 'health' });
    await db.sql(
      'update ops.runbook_steps set timeout = $1::interval where step = $2',
      kind === 'never' ? '2 seconds' : '60 seconds',
      'health',
    );
    const incident = await desk.heal();
    assert.equal(incident.status, 'closed', JSON.stringify(incident));
    const [{ outcome, size }] = await db.sql('select outcome, pg_column_size(outcome) as size from ops.incident_steps order by id limit 1');
    assert.equal(outcome.fault, kind === 'never' ? 'command_timeout' : 'too_much_output');
    assert.ok(size < 300_000);
    assert.equal(restarts(), 1);
  }
});

test('the line breaks after a restart was sent: health decides, and it is not sent twice', async () => {
  await fresh();
  await machine.kill();
  machine.fail({ kind: 'drop_after', command: 'restart' });
  const incident = await desk.heal();
  assert.equal(incident.status, 'closed');
  assert.deepEqual(await desk.steps(), ['health dead', 'restart unknown', 'health ok', 'schedule ok']);
  assert.equal(machine.state.gateway.restarts, 1);

  // It broke before anything happened: health says dead, so it is restarted.
  await fresh();
  await machine.kill();
  machine.fail({ kind: 'drop', command: 'restart' });
  assert.equal((await desk.heal()).status, 'closed');
  assert.deepEqual((await desk.steps()).slice(0, 4), ['health dead', 'restart unknown', 'health dead', 'restart ok']);
  assert.equal(machine.state.gateway.restarts, 1);
});

test('a worker killed between the restart and its receipt: not restarted again unless health says dead', async () => {
  for (const isDone of [true, false]) {
    await fresh();
    await machine.kill();
    await desk.look();
    const step = async () => (await db.sql(`select id from ops.incident_steps where status = 'planned'`))[0]?.id as string;
    await db.admin.query(`delete from graphile_worker._private_jobs where key like 'step:%'`);
    const [begun] = await db.sql('select * from ops.step_begin($1, $2)', await step(), desk.worker());
    await db.sql(`select ops.step_finish($1, '{"exit": 1, "stdout": "", "stderr": "gateway not reachable"}')`, begun.run_token);
    const restart = await step();
    const [sent] = await db.sql('select * from ops.step_begin($1, $2)', restart, desk.worker());
    assert.match(sent.command, /^restart [0-9a-f-]{36}$/);
    if (isDone) await machine.revive();
    await desk.die();
    await db.sql('select ops.sweep()');
    assert.equal((await db.sql('select status from ops.incident_steps where id = $1', restart))[0].status, 'lost');
    // The dead worker's answer comes late, and is nobody's.
    assert.equal((await db.sql(`select ops.step_finish($1, '{"exit": 0}') as x`, sent.run_token))[0].x, 'not_mine');
    const incident = await desk.heal();
    assert.equal(incident.status, 'closed');
    assert.equal(restarts(), isDone ? 0 : 1);
    assert.equal(incident.restart_count, isDone ? 1 : 2);
    await noOrphans();
  }
});

test('missed jobs are found over all pages and told; a machine that is well again by itself is no alarm', async () => {
  await fresh();
  await machine.kill();
  const day = 86_400_000;
  const job = (n: number, more: object) => ({ ...machine.state.gateway.jobs[0], id: `j${n}`, name: `Tugas ${n}`, ...more }) as never;
  machine.setGateway({
    jobsPerPage: 2,
    jobs: [
      job(1, {}),
      job(2, { nextRunAtMs: Date.now() - day }),
      job(3, { enabled: false, nextRunAtMs: 1 }),
      job(4, { nextRunAtMs: Date.now() - day, runningAtMs: Date.now() - 1000 }),
      job(5, { lastDeliveryStatus: 'not-delivered' }),
    ],
  });
  assert.equal((await desk.heal()).status, 'closed');
  assert.deepEqual((await desk.steps()).slice(-3), ['schedule missed', 'schedule ok', 'schedule ok']);
  const text = (await desk.told())[0]?.text ?? '';
  assert.match(text, /Jadwal yang terlewat dan perlu dijalankan sendiri: Tugas 2 \(/);
  assert.doesNotMatch(text, /Tugas 3|Tugas 4/);
  assert.match(text, /pesannya tidak sampai: Tugas 5/);

  await fresh();
  machine.setGateway({ startingLooks: 2 });
  await desk.look();
  await desk.drain();
  await desk.look();
  await desk.drain();
  const incident = await desk.heal();
  assert.deepEqual(incident.events, ['detect', 'healthy', 'report']);
  assert.equal(restarts(), 0);
  assert.deepEqual(
    (await desk.told()).map((m) => m.recipient),
    ['-200'],
  );
});
