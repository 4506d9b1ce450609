// Self-healing, attacked: people, pauses, clocks and changed rows in the middle of an incident, and workers that lose their answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { DEAD, INTO, ill, JOBS, OK, PHASES, READY } from './support/ill.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock('2026-02-09T07:00:00+07:00');
let worker = await newWorker(db);
const sick = (more: Record<string, unknown> = {}) => ill(db, () => worker, more);
const noOrphans = async (why?: string) => assert.deepEqual(await db.sql('select * from ops.v_orphans'), [], why);
const close = (id: string) => db.sql(`select ops.incident_close($1, 'saya urus sendiri') as x`, id);
const later = async (interval: string) => {
  const [{ at }] = await db.sql('select util.now() + $1::interval as at', interval);
  await db.setClock(at.toISOString());
};

test('closed by a person in each phase while its command runs: the late answer changes nothing', async () => {
  for (const phase of PHASES) {
    const one = await sick();
    await one.answer(...INTO[phase]);
    const taken = await one.take();
    assert.equal((await close(one.id))[0].x, 'closed', phase);
    const before = await one.row();
    await db.sql('select ops.step_finish($1, $2)', taken?.run_token, JSON.stringify(phase === 'diagnose' ? DEAD : READY));
    assert.deepEqual(await one.row(), before, phase);
    assert.deepEqual(
      await db.sql(`select id from ops.incident_steps where machine_key = $1 and status in ('planned', 'running')`, one.key),
      [],
    );
    await noOrphans(phase);
  }
});

test('closed by a person, and then the worker dies in mid-command: the sweep goes on for everybody, nothing is asked', async () => {
  for (const phase of PHASES) {
    const one = await sick();
    await one.answer(...INTO[phase]);
    await one.take();
    await close(one.id);
    await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', worker);
    worker = await newWorker(db);
    await db.sql('select ops.sweep()');
    const [step] = await db.sql('select status from ops.incident_steps where incident_id = $1 order by id desc limit 1', one.id);
    assert.equal(step.status, 'lost', phase);
    assert.equal((await one.row()).status, 'closed');
    await noOrphans(phase);
  }
});

test('a worker that lives and lost its answer (the database was away): when its time is long over it is decided anew', async () => {
  for (const phase of PHASES) {
    const one = await sick();
    await one.answer(...INTO[phase]);
    const taken = await one.take();
    await later('4 minutes');
    await db.sql('select ops.sweep()');
    assert.match((await one.steps()).at(-1) as string, / running$/, 'it may still be at it');
    await later('9 minutes');
    await db.sql('select ops.sweep()');
    assert.equal(await one.end(), 'closed', phase);
    assert.equal((await db.sql(`select ops.step_finish($1, '{"exit": 0}') as x`, taken?.run_token))[0].x, 'not_mine');
    // A restart that nobody knows of is not sent again: health was asked and is well.
    assert.equal((await one.row()).restart_count, phase === 'diagnose' ? 0 : 1, phase);
  }
});

test('paused in each phase, with the command already planned: nothing leaves in the pause, and it ends well after it', async () => {
  for (const phase of PHASES) {
    const one = await sick();
    await one.answer(...INTO[phase]);
    await db.sql(`select ops.pause('job:overseer.watch', 'pemeliharaan')`);
    assert.equal(await one.take(), undefined, `${phase}: sent in a pause`);
    await later('1 hour');
    await db.sql('select ops.wakeups_dispatch()');
    assert.equal(await one.take(), undefined, phase);
    await db.sql(`select ops.resume('job:overseer.watch', 'selesai')`);
    // A restart is not sent on the strength of what was found before.
    if (phase === 'restart') {
      await one.due();
      assert.equal((await one.row()).phase, 'diagnose');
    }
    assert.equal(await one.end(), 'closed', phase);
    await noOrphans(phase);
  }
});

test('a jump of a day in each phase: it ends, and no more than three restarts are sent, whoever answers what', async () => {
  for (const phase of PHASES)
    for (const health of [OK, DEAD]) {
      const one = await sick();
      await one.answer(...INTO[phase]);
      await later('1 day');
      await db.sql('select ops.wakeups_dispatch()');
      assert.equal(
        await one.end(health === OK ? {} : { health, restart: DEAD }),
        health === OK || phase === 'schedule' ? 'closed' : 'exhausted',
        phase,
      );
      assert.ok((await one.row()).restart_count <= 3);
    }
});

test('failures that lie days apart are failures of one incident: a person is asked after the third', async () => {
  const one = await sick();
  for (let n = 0; n < 3; n++) {
    await one.answer(DEAD, DEAD);
    if ((await one.row()).status !== 'recovering') break;
    await later('1 day');
    await one.due();
  }
  assert.equal((await one.row()).status, 'exhausted');
  assert.equal((await one.row()).restart_count, 3);
});

test('no worker has the key: a person is asked, and told what to do', async () => {
  const one = await sick();
  const off = { fault: 'off', message: 'SSH is off: set SSH_KEY_FILE.' };
  assert.equal(await one.end({ health: off }), 'exhausted');
  const [text] = await db.sql('select * from ops.incident_text($1)', one.id);
  assert.equal(text.severity, 'critical');
  assert.match(text.title, /^Mesin sakit-\d+ tidak diperiksa: SSH belum disiapkan$/);
  assert.match(text.body, /Yang perlu Anda lakukan: isi SSH_KEY_FILE/);
});

test('the second way in is taken from the row in mid-incident: it is asked at the first again', async () => {
  const one = await sick({ rescue_port: 2222 });
  await one.answer({ fault: 'unreachable', message: 'x' });
  assert.equal((await one.row()).is_rescue, true);
  await db.sql('update ops.machines set rescue_port = null where key = $1', one.key);
  assert.equal(await one.take(), undefined);
  assert.equal(await one.end(), 'closed');
});

test('the row names another machine in mid-incident: what the old one said restarts nothing at the new one', async () => {
  const change = (key: string) => db.sql(`update ops.machines set host = '127.0.0.2' where key = $1`, key);
  // Found dead, and the row changed before the restart left.
  const planned = await sick();
  await planned.answer(DEAD);
  await change(planned.key);
  assert.equal(await planned.take(), undefined);
  assert.equal(await planned.end(), 'closed');
  assert.deepEqual(await planned.steps(), ['health dead', 'restart dropped', 'health ok', 'schedule ok']);
  // Changed while it was asked: the answer is kept, and the question goes to the new address.
  for (const phase of ['diagnose', 'verify', 'confirm'] as const) {
    const asked = await sick();
    await asked.answer(...INTO[phase]);
    const taken = await asked.take();
    await change(asked.key);
    await db.sql('select ops.step_finish($1, $2)', taken?.run_token, JSON.stringify(phase === 'diagnose' ? DEAD : OK));
    const { restart_count } = await asked.row();
    const again = await asked.take();
    assert.equal(`${again?.host} ${again?.command}`, `127.0.0.2 ${phase === 'verify' ? 'verify' : 'health'}`);
    await db.sql('select ops.step_finish($1, $2)', again?.run_token, JSON.stringify(phase === 'verify' ? READY : OK));
    assert.equal(await asked.end(), 'closed');
    assert.equal((await asked.row()).restart_count, restart_count);
  }
});

test('switched off in each phase: nothing is sent, a person may close it; while it is only asked, no incident comes of it', async () => {
  for (const phase of PHASES) {
    const one = await sick();
    await one.answer(...INTO[phase]);
    await db.sql('update ops.machines set is_enabled = false where key = $1', one.key);
    assert.equal(await one.take(), undefined, phase);
    await one.due();
    assert.equal(await one.take(), undefined, phase);
    assert.equal((await close(one.id))[0].x, 'closed', phase);
    await noOrphans(phase);
  }
  const [{ key }] = await db.sql(
    `insert into ops.machines (key, title, host, host_keys) values ('tanya', 'Tanya', '127.0.0.1', $1) returning key`,
    [`SHA256:${'a'.repeat(43)}`],
  );
  const [{ id }] = await db.sql(`select ops.step_add($1, null, 'health', null, false) as id`, key);
  const [taken] = await db.sql('select run_token from ops.step_begin($1, $2)', id, worker);
  await db.sql('update ops.machines set is_enabled = false where key = $1', key);
  await db.sql('select ops.step_finish($1, $2)', taken.run_token, JSON.stringify(DEAD));
  assert.deepEqual(await db.sql('select id from ops.incidents where machine_key = $1', key), []);
});

test('a machine with an incident cannot be deleted; one without is, and the answer to its command is nobody’s', async () => {
  const one = await sick();
  // 23001 from PostgreSQL 18 on.
  assert.match(String(await codeOf(db.sql('delete from ops.machines where key = $1', one.key))), /^(23503|23001)$/);
  await db.sql(`insert into ops.machines (key, title, host, host_keys) values ('hapus', 'Hapus', '127.0.0.1', $1)`, [
    `SHA256:${'a'.repeat(43)}`,
  ]);
  const [{ id }] = await db.sql(`select ops.step_add('hapus', null, 'health', null, false) as id`);
  const [taken] = await db.sql('select run_token from ops.step_begin($1, $2)', id, worker);
  await db.sql(`delete from ops.machines where key = 'hapus'`);
  assert.equal((await db.sql('select ops.step_finish($1, $2) as x', taken.run_token, JSON.stringify(OK)))[0].x, 'not_mine');
  await one.end();
});

test('a schedule without end is read to its limit, and one whose reading was interrupted counts nothing twice', async () => {
  const page = (next: number) => ({
    exit: 0,
    stdout: JSON.stringify({ jobs: [{ name: 'a', enabled: true, state: {} }], hasMore: true, nextOffset: next }),
    stderr: '',
  });
  const endless = await sick();
  await endless.answer(OK);
  for (let n = 1; (await endless.row()).status === 'verified' && n < 100; n++) await endless.answer(page(n));
  assert.equal((await endless.steps()).length, 21);
  assert.match(
    (await db.sql('select body from ops.incident_text($1)', endless.id))[0].body,
    /Hanya 20 halaman pertama jadwalnya yang dibaca\./,
  );

  const interrupted = await sick();
  await interrupted.answer(OK, page(1), page(2));
  await db.sql(`select ops.pause('all', 'pindah ruang')`);
  assert.equal(await interrupted.take(), undefined);
  await db.sql(`select ops.resume('all', 'selesai')`);
  await interrupted.due();
  await interrupted.answer(page(1), page(2), JOBS);
  assert.equal((await interrupted.row()).status, 'closed');
  assert.match((await db.sql('select body from ops.incident_text($1)', interrupted.id))[0].body, /: 2 aktif, tidak ada yang terlewat/);
});
