// Everybody at once: looks, workers, the sweep, people who close, pause and change rows. And who is silent on which machine.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startMachines } from '../../../src/sandbox/ssh.ts';
import { testDatabase } from '../../support/harness.ts';
import { DEAD, JOBS, OK, READY } from './support/ill.ts';
import { openDesk } from './support/machines.ts';
import { newWorker } from './support/race.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const PIN = [`SHA256:${'a'.repeat(43)}`];

/** An instance with machines whose keys sort otherwise in a dictionary than byte by byte. */
async function instance(keys: readonly string[]) {
  const db = await testDatabase();
  await db.setClock('2026-02-09T07:00:00+07:00');
  await db.sql('update ops.job_definitions set is_enabled = false');
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'overseer.watch'`);
  await db.sql('update agent.profiles set max_concurrent_runs = 100');
  for (const key of keys) await db.sql(`insert into ops.machines (key, title, host, host_keys) values ($1, $1, '127.0.0.1', $2)`, key, PIN);
  const worker = await newWorker(db);
  const pool = db.pool('mandor_worker', { max: 6 });
  let day = 0;
  /** One look in a session of its own; undefined: the run was not to be had. */
  const look = async (): Promise<string | undefined> => {
    const date = new Date(Date.UTC(2026, 0, 1 + day++)).toISOString().slice(0, 10);
    const [{ id }] = await db.sql(`select ops.occurrence_open('overseer.watch', $1) as id`, date);
    const { rows } = await pool.query('select run_token from ops.occurrence_start($1, $2)', [id, worker]);
    if (rows[0] === undefined) return undefined;
    return (await pool.query('select ops.overseer_run($1) as note', [rows[0].run_token])).rows[0].note;
  };
  const answer = async (...outcomes: object[]): Promise<void> => {
    for (const outcome of outcomes) {
      const [step] = await db.sql(`select id from ops.incident_steps where status = 'planned' order by id limit 1`);
      const [taken] = await db.sql('select run_token from ops.step_begin($1, $2)', step.id, worker);
      await db.sql('select ops.step_finish($1, $2)', taken.run_token, JSON.stringify(outcome));
    }
  };
  return { db, worker, pool, look, answer };
}

test('two overseers at once: each machine is asked once, and one silence is one incident', async () => {
  const { db, look } = await instance(['a-1', 'ab', 'a_2', 'a.3']);
  await db.sql(`update agent.profiles set machine = 'ab' where name = 'ops_warehouse'`);
  await db.sql(
    `insert into ops.job_definitions (key, title, agent, task_identifier, cron, expected_every, created_at) values ('kerja', 'Kerja', 'ops_warehouse', 'ops/noop', '0 * * * *', '1 hour', util.now() - interval '1 day')`,
  );
  const notes = await Promise.all([look(), look(), look()]);
  assert.ok(
    notes.every((note) => note?.startsWith('ada masalah: ')),
    JSON.stringify(notes),
  );
  assert.deepEqual(
    (await db.sql('select machine_key as key, step, incident_id is not null as ill from ops.incident_steps order by 1'))
      .map((r) => `${r.key} ${r.step} ${r.ill}`)
      .sort(),
    ['a-1 health false', 'a.3 health false', 'a_2 health false', 'ab health true'],
  );
  assert.equal((await db.sql('select count(*)::int as n from ops.incidents'))[0].n, 1);
});

test('two workers at one step, and at a step that both believe lost: it is sent once', async () => {
  const { db, pool, look, answer } = await instance(['satu']);
  await look();
  await answer(DEAD);
  const other = await newWorker(db);
  const [step] = await db.sql(`select id from ops.incident_steps where status = 'planned'`);
  const begin = async (worker: string) => (await pool.query('select run_token from ops.step_begin($1, $2)', [step.id, worker])).rows.length;
  assert.deepEqual((await Promise.all([begin(other), begin(other), begin(other), begin(other)])).sort(), [0, 0, 0, 1]);
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', other);
  const third = await newWorker(db);
  await Promise.all([begin(third), begin(third), pool.query('select ops.sweep()'), pool.query('select ops.sweep()')]);
  assert.deepEqual(
    (await db.sql('select step, status, verdict from ops.incident_steps order by id')).map((r) => `${r.step} ${r.status} ${r.verdict}`),
    ['health done dead', 'restart lost unknown'],
  );
});

test('looks, workers, sweeps, and people who close, pause, switch off and move machines, all at once: no deadlock, no fourth restart, nothing waits for ever', async () => {
  const keys = ['a-1', 'ab', 'a_2'];
  const { db, worker, pool, look } = await instance(keys);
  let seed = 7;
  const random = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * n);
  };
  const errors: string[] = [];
  const acts: (() => Promise<unknown>)[] = [
    look,
    () => pool.query('select ops.sweep()'),
    () => pool.query('select ops.wakeups_dispatch()'),
    async () => {
      for (const { id } of await db.sql(`select id from ops.wakeups where subject_kind = 'incident' and due_at <= util.now()`))
        await db.sql('select ops.wakeup_fire($1)', id);
    },
    () =>
      db.sql(
        `select ops.incident_close(i.id, 'x') from ops.incidents i where i.machine_key = $1 and i.status <> 'closed'`,
        keys[random(3)],
      ),
    () => db.sql(`select ops.pause('job:overseer.watch', 'x')`),
    () => db.sql(`select ops.resume('job:overseer.watch', 'x')`),
    () => db.sql('update ops.machines set is_enabled = not is_enabled where key = $1', keys[random(3)]),
    () => db.sql(`update ops.machines set host = '127.0.0.' || (1 + $2)::text where key = $1`, keys[random(3)], random(3)),
    () => db.sql(`update ops.machines set rescue_port = nullif($2::int, 0) where key = $1`, keys[random(3)], random(2) * 2222),
  ];
  const work = async (): Promise<void> => {
    const steps = await db.sql(`select id from ops.incident_steps where status = 'planned'`);
    const step = steps[random(steps.length || 1)];
    if (step === undefined) return;
    const { rows } = await pool.query('select run_token from ops.step_begin($1, $2)', [step.id, worker]);
    // Now and then the answer is lost; the sweep does not know yet.
    if (rows[0] === undefined || random(12) === 0) return;
    const outcome = [OK, DEAD, DEAD, READY, JOBS, { fault: 'unreachable' }, { fault: 'dropped', sent: true }][random(7)];
    await pool.query('select ops.step_finish($1, $2)', [rows[0].run_token, JSON.stringify(outcome)]);
  };
  const session = async (): Promise<void> => {
    for (let n = 0; n < 60 * DEPTH; n++) {
      try {
        await (random(2) === 0 ? work() : (acts[random(acts.length)] as () => Promise<unknown>)());
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        // Paused twice is a person's mistake.
        if (code !== 'MD202') errors.push(`${code}: ${message}`);
      }
    }
  };
  await Promise.all([session(), session(), session(), session()]);
  assert.deepEqual(errors, []);
  // The clock stood still: all of it was within one hour.
  const many = await db.sql(
    `select machine_key, count(*) from ops.incident_steps where step = 'restart' and started_at is not null group by 1 having count(*) > 3`,
  );
  assert.deepEqual(many, []);

  await db.sql(`select ops.resume('job:overseer.watch', 'selesai')`);
  await db.sql('update ops.machines set is_enabled = true');
  await db.sql('update ops.workers set died_at = clock_timestamp()');
  const last = await newWorker(db);
  for (let n = 0; n < 300; n++) {
    await db.sql('select ops.sweep()');
    const [step] = await db.sql(`select id, step from ops.incident_steps where status = 'planned' limit 1`);
    if (step !== undefined) {
      const [taken] = await db.sql('select run_token from ops.step_begin($1, $2)', step.id, last);
      const says = { health: OK, restart: READY, verify: READY, schedule: JOBS }[step.step as 'health'];
      if (taken !== undefined) await db.sql('select ops.step_finish($1, $2)', taken.run_token, JSON.stringify(says));
      continue;
    }
    const [next] = await db.sql(
      `select w.id, greatest(w.due_at, util.now()) as at from ops.wakeups w join ops.incidents i on i.wakeup_id = w.id where i.status <> 'exhausted' order by w.due_at limit 1`,
    );
    if (next === undefined) break;
    await db.setClock(next.at.toISOString());
    await db.sql('select ops.wakeup_fire($1)', next.id);
  }
  assert.deepEqual(await db.sql(`select * from ops.incidents where status not in ('closed', 'exhausted')`), []);
  assert.deepEqual(await db.sql(`select * from ops.incident_steps where status in ('planned', 'running')`), []);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('two agents on one machine: the second silence is an incident of its own; one that moves takes it along; one without a machine is only told', async () => {
  const { db, look, answer } = await instance(['lama', 'baru']);
  const at = (clock: string) => db.setClock(`2026-02-09T${clock}:00+07:00`);
  const job = (key: string, agent: string, every: string) =>
    db.sql(
      `insert into ops.job_definitions (key, title, agent, task_identifier, cron, expected_every, grace) values ($1, $1, $2, 'ops/noop', '0 * * * *', $3::interval, '0')`,
      key,
      agent,
      every,
    );
  await job('satu', 'ops_warehouse', '1 hour');
  await job('dua', 'ops_logistics', '3 hours');
  await db.sql(`update agent.profiles set machine = 'lama' where name in ('ops_warehouse', 'ops_logistics')`);
  const opened = async () =>
    (
      await db.sql(
        'select i.machine_key as m, (select h.why from ops.incident_history h where h.incident_id = i.id order by h.id limit 1) as why from ops.incidents i order by i.id',
      )
    ).map((i) => `${i.m}: ${i.why.split(' ')[0]}`);
  const round = async () => {
    await look();
    while ((await db.sql(`select id from ops.incident_steps where status = 'planned'`)).length > 0) {
      const [{ step }] = await db.sql(`select step from ops.incident_steps where status = 'planned' order by id limit 1`);
      await answer(step === 'schedule' ? JOBS : OK);
    }
  };
  await at('08:30');
  await round();
  const first = await opened();
  assert.equal(first.length, 1);
  await at('09:00');
  await round();
  assert.equal((await opened()).length, 1, 'one silence, one incident');
  await at('10:30');
  await round();
  assert.deepEqual((await opened()).length, 2, 'the other agent is silent now, too');
  await db.sql(`update agent.profiles set machine = 'baru' where name = 'ops_logistics'`);
  await round();
  assert.match((await opened()).join(' | '), / \| baru: dua$/);
  // Without a machine nothing can be asked; the rule about silent agents tells it.
  await db.sql(`update agent.profiles set machine = null`);
  await round();
  assert.equal((await opened()).length, 3);
  assert.deepEqual(
    (await db.sql('select key from ops.v_stale_agents order by key')).map((r) => r.key),
    ['dua', 'satu'],
  );
  assert.match((await look()) as string, /^ada masalah: .*diam/);
});

test('a look that cannot see is no HEARTBEAT_OK; and an overseer that does not look is named by doctor', async () => {
  const { db, look, answer } = await instance(['satu']);
  const doctor = async () => {
    const [line] = (await db.sql('select * from ops.doctor(now())')).filter((l) => l.line === 'overseer');
    return `${line.state}: ${line.says}`;
  };
  assert.equal(await doctor(), 'ok: has not looked yet');
  assert.equal(await look(), 'HEARTBEAT_OK (1 mesin ditanya)');
  await answer({ fault: 'off', message: 'no key' });
  assert.match((await look()) as string, /^ada masalah: satu tidak dapat ditanya: SSH belum disiapkan di pekerja/);
  await answer(OK);
  assert.match((await look()) as string, /^HEARTBEAT_OK/);
  await answer(OK);
  await db.sql(`update ops.machines set runbook = 'lain'`);
  assert.match((await look()) as string, /^ada masalah: satu tidak dapat ditanya: runbook lain tidak dikenal/);
  assert.match(
    JSON.stringify((await db.sql('select * from ops.doctor(now())')).find((l) => l.line === 'machine satu')),
    /"wrong".*no steps for its runbook lain/,
  );
  await db.sql(`update ops.machines set runbook = 'openclaw'`);

  assert.match(await doctor(), /^ok: looked at 2026-02-09 07:00:00 WIB: ada masalah/);
  await db.sql(`update ops.job_definitions set is_enabled = false where key = 'overseer.watch'`);
  assert.equal(await doctor(), 'wrong: job overseer.watch is switched off: nobody watches the agents and 1 machines');
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'overseer.watch'`);
  await db.sql(`update agent.profiles set is_active = false where name = 'overseer_ops'`);
  assert.match(await doctor(), /^wrong: agent overseer_ops is inactive/);
  await db.sql(`update agent.profiles set is_active = true where name = 'overseer_ops'`);
  await db.sql(`select ops.pause('job:overseer.watch', 'libur')`);
  assert.match(await doctor(), /^off: paused by mandor_deploy .*: libur$/);
  await db.sql(`select ops.resume('job:overseer.watch', 'masuk')`);
  await db.setClock('2026-02-10T12:00:00+07:00');
  assert.match(await doctor(), /^wrong: has not looked since 2026-02-09 07:00:00 WIB/);
});

test('another machine answers at the first way in: not a word is said to it, however well the second way would answer', async () => {
  const box = await startMachines(2);
  after(() => box.stop());
  const [ours, other] = box.machines as [(typeof box.machines)[number], (typeof box.machines)[number]];
  const db = await testDatabase();
  await db.setClock('2026-02-09T07:00:00+07:00');
  const desk = await openDesk(db, newWorker);
  await desk.add({
    name: 'tertukar',
    host: ours.host,
    port: other.port,
    rescuePort: ours.port,
    user: ours.user,
    userKeyFile: ours.userKeyFile,
    hostKeys: ours.hostKeys,
  });
  const incident = await desk.heal();
  assert.deepEqual(incident.events, ['detect', 'give_up']);
  assert.deepEqual(other.commands, []);
  assert.equal(other.logins, 0);
  assert.match(
    incident.says,
    new RegExp(`kunci mesin tidak sama dengan yang dicatat \\(${other.hostKeys[0]?.replace(/[+/]/g, '\\$&')}\\)`),
  );
  // The second way in is another machine's: found when the first is gone, and nothing is said there either.
  await db.sql(`select ops.incident_close(id, 'x') from ops.incidents`);
  await db.sql('update ops.machines set port = $1, rescue_port = $2', ours.port, other.port);
  await ours.setDoor('main', 'closed');
  assert.deepEqual((await desk.heal()).events, ['detect', 'give_up']);
  assert.deepEqual(other.commands, []);
});
