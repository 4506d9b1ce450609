// `mandor incidents`: what is open and what was, and a person's word that a machine is mended.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incidentsText } from '../../src/cli/commands/incidents.ts';
import { ill, JOBS, OK } from '../db/ops/support/ill.ts';
import { codeOf, newWorker } from '../db/ops/support/race.ts';
import { emptyFolder, mandor } from '../support/cli.ts';
import { testDatabase } from '../support/harness.ts';

process.env.NO_COLOR = '1';
const db = await testDatabase();
await db.setClock('2026-02-09T07:00:00+07:00');
const worker = await newWorker(db);
const dir = emptyFolder();
const incidents = (...args: string[]) => mandor(['incidents', ...args], { DATABASE_URL: db.url }, dir);

test('none; one that a person has, one that is being recovered, one that went over by itself', async () => {
  const none = await incidents();
  assert.equal(`${none.code} ${none.stdout}`, '0 No incident is open, and none was closed in the last 7 days.\n', none.stderr);

  const over = await ill(db, () => worker, { key: 'pulih' });
  await over.answer(OK, JOBS);
  const old = await ill(db, () => worker, { key: 'lama' });
  await old.answer(OK, JOBS);
  await db.sql(`update ops.incidents set closed_at = closed_at - interval '8 days' where id = $1`, old.id);
  const tired = await ill(db, () => worker, { key: 'habis', title: 'Kasir pusat' });
  await tired.answer({ fault: 'auth', message: 'refused' });
  await ill(db, () => worker, { key: 'baru' });
  const { code, stdout } = await incidents();
  assert.equal(code, 0);
  for (const line of stdout.split('\n')) assert.ok(line.length <= 100, line);
  assert.match(
    stdout,
    /habis +exhausted +2026-02-09 07:00 WIB +– +0 +–\n.*baru +open[^\n]*\n.*pulih +closed +2026-02-09 07:00 WIB +2026-02-09 07:00 WIB +0 +itself\n/,
  );
  assert.doesNotMatch(stdout, /lama/);
  assert.match(
    stdout,
    new RegExp(
      `incident ${tired.id}: Kasir pusat\n {2}found: gateway tidak menjawab\n {2}now: mesin menolak kunci SSH kita\n {2}→ mend it, then: mandor incidents close ${tired.id} --note`,
    ),
  );
  assert.match(stdout, /→ it is being recovered; the next step is due \(2026-02-09 07:15 WIB\)/);
  const listed = JSON.parse((await incidents('--json', '--days', '30')).stdout) as { machine: string; status: string }[];
  assert.deepEqual(
    listed.map((i) => `${i.machine} ${i.status}`),
    ['habis exhausted', 'baru open', 'lama closed', 'pulih closed'],
  );
});

test('closing: with a note, once, by staff; what was closed before is said', async () => {
  const one = await ill(db, () => worker, { key: 'tutup' });
  const blank = await incidents('close', one.id, '--note', ' ');
  assert.equal(blank.code, 1);
  assert.match(blank.stderr, /say why: closing an incident needs a note/);
  const stranger = await incidents('close', one.id, '--note', 'x', '--person', '4711');
  assert.equal(stranger.code, 1);
  assert.match(stranger.stderr, /there is no active person 4711/);
  assert.equal((await one.row()).status, 'open');

  const done = await incidents('close', one.id, '--note', 'servis OpenClaw dipasang ulang');
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /is closed\. The overseer asks the machine again at its next look\./);
  const again = await incidents('close', one.id, '--note', 'lagi', '--json');
  assert.equal(again.code, 1);
  assert.equal(JSON.parse(again.stdout).outcome, 'already_closed');
  const [{ why, actor }] = await db.sql(
    'select why, actor from ops.incident_history where incident_id = $1 order by id desc limit 1',
    one.id,
  );
  assert.equal(`${actor}: ${why}`, 'mandor_console: servis OpenClaw dipasang ulang');
  assert.match((await incidents()).stdout, /tutup +closed .* mandor_console\n/);

  for (const role of ['mandor_agent_stock', 'mandor_worker', 'mandor_backup']) {
    assert.equal(await codeOf(db.as(role, (c) => c.query(`select ops.incident_close(1, 'x')`))), '42501', role);
    assert.equal(await codeOf(db.as(role, (c) => c.query('select ops.incidents_list()'))), '42501', role);
  }
});

test('an empty list names its days', () => assert.match(incidentsText([], 3), /last 3 days/));
