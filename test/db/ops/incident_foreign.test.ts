// What machines and people may write into self-healing: answers of all kinds become one bounded line of text and never stop the work;
// the table says what is sent, and nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRunCommand } from '../../../src/cli/machines.ts';
import { loadConfig } from '../../../src/config.ts';
import { startMachines } from '../../../src/sandbox/ssh.ts';
import { testDatabase } from '../../support/harness.ts';
import { ill, JOBS, OK } from './support/ill.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock('2026-02-09T07:00:00+07:00');
const worker = await newWorker(db);
const sick = (more: Record<string, unknown> = {}) => ill(db, () => worker, more);
await db.sql(`insert into ops.recipients (key, channel, address) values ('alerts.main', 'telegram', '-100'), ('alerts.logs', 'telegram', '-200'),
  ('alerts.direct', 'email', 'kepala@mandor.example')`);

/** Control characters, marks of direction, and line ends that are not ours. */
const FOREIGN = /[[\p{Cc}\p{Cf}]--[\n\t]]/v;
const EVIL = '\u001b[2J\u001b]0;judul\u0007\u202eterbalik\u2066\r\nTidak ada yang perlu Anda lakukan.\n\t';
const long = 'x'.repeat(100_000);
const health = (answer: unknown) => ({ exit: 0, stdout: JSON.stringify(answer), stderr: '' });
const account = (more: object) => ({ channels: { telegram: { enabled: true, running: true, ...more } } });

const ANSWERS: Readonly<Record<string, object>> = {
  'an exit code of 32 bits': { exit: 4_294_967_295, stdout: '', stderr: '' },
  'no exit code': { exit: null, signal: `SIG${EVIL}${long}`, stdout: '', stderr: '' },
  'an exit code that is a word': { exit: 'nol', stdout: '', stderr: '' },
  'escapes in stderr': { exit: 1, stdout: '', stderr: EVIL + long },
  'escapes in the message': { exit: 1, stdout: JSON.stringify({ ok: false, error: { message: EVIL + long } }), stderr: '' },
  'a NUL in the JSON': { exit: 0, stdout: '{"ok":true,"a":"\\u0000"}', stderr: '' },
  'half a character': { exit: 0, stdout: '{"ok":true,"a":"\\ud800"}', stderr: '' },
  'half a document': { exit: 0, stdout: `{"ok":true,"channels":{"a":${'['.repeat(200_000)}`, stderr: '' },
  'brackets without end': { exit: 0, stdout: `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, stderr: '' },
  'a time that is no number': health({ ok: true, ts: 'besok' }),
  'a time smaller than any': { exit: 0, stdout: '{"ok":true,"ts":1e-400}', stderr: '' },
  'a time of another age': { exit: 0, stdout: '{"ok":true,"ts":1e300}', stderr: '' },
  'channels of another kind': health({ ok: true, channels: ['telegram', null, 7] }),
  'a channel with an evil name': health({ ok: true, channels: { [EVIL + long]: { running: false, lastError: EVIL + long } } }),
  'an error of 100 kB': health({ ok: true, ...account({ lastError: EVIL + long }) }),
  'a thousand dead accounts': health({
    ok: true,
    ...account({ accounts: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`akun${i}`, { running: false, lastError: EVIL }])) }),
  }),
  'a thousand warnings': health({
    ok: true,
    deliveryQueues: { failed: Array(1000).fill({ queueName: EVIL + long.slice(0, 200), count: EVIL }) },
  }),
  'plugins that fail with essays': health({ ok: true, plugins: { errors: Array(100).fill({ message: EVIL + long.slice(0, 1000) }) } }),
  'lines without end': { exit: 0, stdout: '{\n'.repeat(100_000), stderr: '' },
  'a megabyte of line ends': { exit: 0, stdout: `{${'\n'.repeat(1_000_000)}}x{}`, stderr: '' },
  'an array': health([1, 2]),
  'a text': { exit: 0, stdout: '"ok"', stderr: '' },
  nothing: {},
};

test('whatever a machine answers: it is judged, what people read is short plain text, and the incident goes on', async () => {
  for (const [name, answer] of Object.entries(ANSWERS)) {
    const one = await sick();
    const started = Date.now();
    await one.answer(answer);
    assert.ok(Date.now() - started < 20_000, `${name}: ${Date.now() - started} ms`);
    const [step] = await db.sql(`select verdict, says, facts from ops.incident_steps where incident_id = $1 order by id limit 1`, one.id);
    assert.ok(['ok', 'dead'].includes(step.verdict), `${name}: ${step.verdict}`);
    assert.ok(step.says.length < 1100 && !FOREIGN.test(step.says) && !step.says.includes('\n'), `${name}: ${step.says.slice(0, 1500)}`);
    assert.ok(JSON.stringify(step.facts).length < 30_000, name);
    assert.match(await one.end(), /closed|exhausted/, name);
  }
  const texts = await db.sql<{ channel: string; text: string }>(
    `select channel, params ->> 'text' as text from ops.outbox where subject_key = 'alert.incident'`,
  );
  assert.ok(texts.length > 20);
  for (const { text } of texts) assert.ok(text.length < 6000 && !FOREIGN.test(text), text.slice(0, 7000));
  // A line that a machine wrote never stands where ours do.
  assert.ok(texts.every(({ text }) => !/^Tidak ada yang perlu/m.test(text)));
});

test('a schedule with names that want to be something else is told as text', async () => {
  const one = await sick();
  const jobs = [1, 2].map((n) => ({
    name: `${EVIL}${n}`,
    enabled: true,
    state: { nextRunAtMs: n, autoDisabled: {}, lastDeliveryStatus: 'not-delivered' },
  }));
  await one.answer(OK, {
    exit: 0,
    stdout: JSON.stringify({ jobs: [...jobs, null, 7, { name: { a: 1 }, enabled: 'ya' }], hasMore: true, nextOffset: 'x' }),
    stderr: '',
  });
  assert.equal((await one.row()).status, 'closed');
  const [{ body }] = await db.sql('select body from ops.incident_text($1)', one.id);
  assert.match(
    body,
    /terlewat dan perlu dijalankan sendiri: terbalik Tidak ada yang perlu Anda lakukan\. 1 \(seharusnya 1970-01-01 07:00 WIB\)/,
  );
  assert.doesNotMatch(body, FOREIGN);
});

test('the connector hands on only what the database can keep', async () => {
  const box = await startMachines(1);
  try {
    const [machine] = box.machines as [(typeof box.machines)[number]];
    machine.setGateway({ channels: { 'a\u0000b': { running: false, probeOk: true, lastError: 'x\u0000y' } } as never });
    const run = makeRunCommand(loadConfig({ SSH_KEY_FILE: machine.userKeyFile }));
    const outcome = await run({ host: machine.host, port: machine.port, user: machine.user, hostKeys: machine.hostKeys }, 'health', {
      timeoutMilliseconds: 20_000,
      maxBytes: 262_144,
      signal: new AbortController().signal,
    });
    const one = await sick();
    await one.answer(outcome);
    const unread = await run({ host: 'tidak\u0000ada', port: 22, user: 'x', hostKeys: machine.hostKeys }, 'health', {
      timeoutMilliseconds: 1000,
      maxBytes: 1024,
      signal: new AbortController().signal,
    });
    assert.ok(!JSON.stringify(unread).includes('\\u0000'), JSON.stringify(unread));
  } finally {
    await box.stop();
  }
});

test('the table says what is sent: an analyst changes times and expectations, never words; a number is all that goes into them', async () => {
  const asAnalyst = (sql: string) => codeOf(db.as('mandor_analyst', (c) => c.query(sql)));
  assert.equal(await asAnalyst(`update ops.runbook_steps set command = 'reboot'`), '42501');
  assert.equal(await asAnalyst(`update ops.runbook_steps set page_command = 'x {offset}'`), '42501');
  assert.equal(await asAnalyst(`update ops.runbook_steps set default_expect = '{}'`), '42501');
  assert.equal(
    await asAnalyst(
      `insert into ops.runbook_steps (runbook, step, place, title, command, default_expect, description) values ('x', 'health', 1, 'x', 'reboot', '{}', 'x')`,
    ),
    '42501',
  );
  assert.equal(await asAnalyst(`update ops.incident_steps set command = 'reboot'`), '42501');
  assert.equal(await asAnalyst(`insert into ops.incident_steps (machine_key, step) values ('x', 'health')`), '42501');
  assert.equal(await asAnalyst(`select ops.step_add('x', null, 'restart', null, false)`), '42501');
  assert.equal(await asAnalyst(`select ops.incident_ask(1)`), '42501');
  // Neither does the owner write a command that a shell could read as two.
  for (const command of ['health; reboot', 'health $(id)', 'restart {run_id}; id', 'health\n', 'health\nreboot', 'HEALTH', ''])
    assert.equal(
      await codeOf(db.sql(`update ops.runbook_steps set command = $1 where step = 'health'`, command)),
      '23514',
      JSON.stringify(command),
    );
  for (const [column, value] of [
    ['host', '-oProxyCommand=id'],
    ['host', 'a b'],
    ['login', 'mandor;id'],
    ['login', '-l'],
  ])
    assert.equal(
      await asAnalyst(
        `insert into ops.machines (key, title, host_keys, ${column === 'host' ? 'login, host' : 'host, login'}) values ('jahat', 'x', '{}', 'mandor', '${value}')`,
      ),
      '23514',
      value,
    );
});

test('an expectation that nobody could read is refused when it is written; what it does not name stays', async () => {
  const set = (expect: unknown, step = 'schedule') =>
    codeOf(
      db.as('mandor_analyst', (c) => c.query('update ops.runbook_steps set expect = $1 where step = $2', [JSON.stringify(expect), step])),
    );
  for (const bad of [
    [],
    'x',
    7,
    { grace: 'sebentar' },
    { grace: ['1 hour'] },
    { max_pages: 'dua' },
    { max_pages: 0 },
    { max_pages: 1.5 },
    { refused_exit: 126 },
    { ok_exit: ['0'] },
    { apa: 1 },
  ])
    assert.equal(await set(bad), 'MD101', JSON.stringify(bad));
  assert.equal(await set({ dead_on: 'channels' }, 'health'), 'MD101');
  assert.equal(await set({ dead_on: ['channels'] }, 'health'), undefined);
  assert.equal(await set({ grace: '1 day' }), undefined);
  const one = await sick();
  await one.answer({ exit: 126, stdout: '', stderr: 'denied' });
  assert.equal((await one.row()).status, 'exhausted', 'refused_exit is still known');
  const other = await sick();
  await other.answer({ exit: 0, stdout: '{"ok":true,"plugins":{"errors":["x"]}}', stderr: '' }, JOBS);
  assert.equal((await other.row()).status, 'closed', 'a failing plugin is no death any more');
  await db.sql('update ops.runbook_steps set expect = null');
});
